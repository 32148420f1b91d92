"""What several packages' tests need and what is dear to make."""

from __future__ import annotations

import os
import shutil
import signal
import zlib
from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

import geozone
from geozone.cli.shared import output
from tests.sampling import examples, is_sampling

if TYPE_CHECKING:
    from playwright.sync_api import Browser

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser"))), None)
FLAGS = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
MISSING = "no Chromium found: the browser tests need Debian's package chromium"

# A run in the background (`make test &`, nohup, CI) may ignore these signals. Commands that
# ignore them from the start go on doing so, and the tests of what signals do would wait in vain.
signal.signal(signal.SIGINT, signal.default_int_handler)
for _number in ("SIGHUP", "SIGTERM"):
    if hasattr(signal, _number):
        signal.signal(getattr(signal, _number), signal.SIG_DFL)

# No deadline: the first example pays for imports, and machines differ. The same examples each time:
# a red run can be run again.
settings.register_profile(
    "geozone",
    examples(100),
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("geozone")


@pytest.fixture(scope="session")
def study() -> geozone.Study:
    """The shipped scenario, computed once for all tests."""
    return geozone.load("turkey-syria")


@pytest.fixture
def computed_once(study: geozone.Study, monkeypatch: pytest.MonkeyPatch) -> None:
    """Commands of this process find the shipped scenario computed; others they compute."""
    compute = output.load

    def load(scenario: str, places_file: str | None = None) -> geozone.Study:
        if (scenario, places_file) == ("turkey-syria", None):
            return study
        return compute(scenario, places_file)

    monkeypatch.setattr(output, "load", load)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Where a sample is asked for, keep one in so many cases of a test marked `one_in`.

    Which cases stay follows from the test's name alone, so every process chooses the same, and
    neighbouring tests keep different cases: each width, language and mode is seen by some.
    """
    if not is_sampling():
        return
    cases: dict[str, list[pytest.Item]] = defaultdict(list)
    for item in items:
        cases[item.nodeid.partition("[")[0]].append(item)
    left_out = set()
    for name, of_one in cases.items():
        marker = of_one[0].get_closest_marker("one_in")
        if marker is not None:
            step = min(marker.args[0], len(of_one))
            first = zlib.crc32(name.encode()) % step
            left_out.update(set(of_one) - set(of_one[first::step]))
    if left_out:
        config.hook.pytest_deselected(items=[item for item in items if item in left_out])
        items[:] = [item for item in items if item not in left_out]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """The one browser of this process: a second one of Playwright's sync API could not start."""
    if CHROMIUM is None:
        if os.environ.get("GEOZONE_REQUIRE_BROWSER") == "1":
            pytest.fail(MISSING, pytrace=False)
        pytest.skip(MISSING)
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  (the main suite needs none)

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say once what the skipped tests lack."""
    if CHROMIUM is None and any(
        MISSING in str(report.longrepr) for report in terminalreporter.stats.get("skipped", [])
    ):
        terminalreporter.write_line(MISSING)
