"""Settings of matplotlib for print: its defaults with changes, whatever a notebook has set."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import matplotlib as mpl

_SETTINGS: Any = {
    "svg.fonttype": "none",  # text stays text, and does not become outlines
    "svg.hashsalt": "geozone",  # the same ids in every file
    "pdf.fonttype": 42,  # TrueType, so that text can be edited and searched
    "pdf.compression": 6,
    "path.simplify": False,  # outlines are simplified already
    # With hinting letters stand on whole pixels: words look uneven and are wider than measured.
    "text.hinting": "none",
}


@contextmanager
def print_settings() -> Iterator[None]:
    """Measure and draw under these settings; the user's settings are restored afterwards.

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
