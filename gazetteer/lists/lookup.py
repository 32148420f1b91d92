"""The questions that a list asks a gazetteer: places by name, and countries by code or name.

A protocol and no import: `Gazetteer` imports the lists, so the lists must not import it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from gazetteer.errors import GazetteerError
from gazetteer.place import Place


class Lookup(Protocol):
    """Looks up names and countries; `gazetteer.Gazetteer` does."""

    def resolve(self, name: str, *, country: str | None = None, least_score: float = 0.0) -> Place:
        """The place that a name means."""

    def country(self, code: str, /) -> str:
        """The alpha-3 code of a country."""

    def country_codes(self) -> Sequence[str]:
        """Alpha-3 codes of all countries."""


def country_of(said: str, gazetteer: Lookup) -> str | None:
    """A country's alpha-3 code from its code or its name; None if it is neither.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> country_of("sy", Gazetteer()), country_of("Syria", Gazetteer())
    ('SYR', 'SYR')
    """
    try:
        return gazetteer.country(said)
    except GazetteerError:
        pass
    try:
        found = gazetteer.resolve(said)
    except GazetteerError:
        return None
    return found.country if found.kind == "country" else None
