"""The interface through which benchmarks use other tools."""

from __future__ import annotations

from typing import NamedTuple, Protocol

from shapely.geometry.base import BaseGeometry


class NotHereError(Exception):
    """The error for a tool that is not installed; it says what to install."""


class NoAnswerError(Exception):
    """The error for a geometry that a tool could not buffer, with the tool's message."""


class Answer(NamedTuple):
    """A buffer, lon/lat, and the seconds it took inside the tool's process."""

    seconds: float
    area: BaseGeometry


class Peer(Protocol):
    """A tool that buffers."""

    @property
    def name(self) -> str:
        """Name of the tool in the tables."""

    @property
    def version(self) -> str:
        """Its own, and its engine's."""

    @property
    def setting(self) -> str:
        """The tool's name for the number of vertices of a quarter circle."""

    def buffer(self, geometry: BaseGeometry, distance_m: float, segments: int | None) -> Answer:
        """Buffer with that many vertices per quarter circle; None for the tool's default."""
