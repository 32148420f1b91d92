"""What the build says while it works."""

from __future__ import annotations

import time


class Progress:
    """Print lines with the seconds since it was made."""

    def __init__(self) -> None:
        self._start = time.monotonic()

    def __call__(self, what: str) -> None:
        """Print one line."""
        print(f"{time.monotonic() - self._start:6.0f} s  {what}", flush=True)
