"""What several packages' tests need and what is dear to make."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, settings

import geozone

# No deadline: the first example pays for imports, and machines differ. The same examples each time:
# a red run can be run again.
settings.register_profile(
    "geozone", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("geozone")


@pytest.fixture(scope="session")
def study() -> geozone.Study:
    """The shipped scenario, computed once for all tests."""
    return geozone.load("turkey-syria")
