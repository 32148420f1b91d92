"""What a benchmark asks of another tool."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from shapely.geometry.base import BaseGeometry


class NotHereError(Exception):
    """A tool is not installed: which, and what to install."""


class NoAnswerError(Exception):
    """A tool could not buffer a geometry: what it said."""


class Answer(NamedTuple):
    """A buffer, lon/lat, and the seconds it took inside the tool's process."""

    seconds: float
    area: BaseGeometry


class Peer(Protocol):
    """A tool that buffers."""

    @property
    def name(self) -> str:
        """As it stands in the table."""

    @property
    def version(self) -> str:
        """Its own, and its engine's."""

    @property
    def setting(self) -> str:
        """What it calls the vertices of a quarter circle."""

    def buffer(self, geometry: BaseGeometry, distance_m: float, segments: int | None) -> Answer:
        """The buffer at so many vertices a quarter circle (None: by default)."""
