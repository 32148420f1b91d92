"""matplotlib's settings for print: its own defaults, whatever a notebook has set, and ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl

_SETTINGS: Any = {
    "svg.fonttype": "none",  # text stays text
    "svg.hashsalt": "geozone",
    "pdf.fonttype": 42,
    "pdf.compression": 6,
    "path.simplify": False,
    # Else letters stand on whole pixels: words are ragged, and wider than they are measured.
    "text.hinting": "none",
}


@contextmanager
def print_settings() -> Iterator[None]:
    """Measure and draw under these settings; what was set before is back afterwards.

    Examples
    --------
    >>> with print_settings():
    ...     mpl.rcParams["text.hinting"]
    'none'
    """
    with mpl.rc_context():
        mpl.rcdefaults()
        mpl.rcParams.update(_SETTINGS)
        yield
