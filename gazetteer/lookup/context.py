"""Context of a name: the area beside it ("Paris, Texas"), and the other names of the same text.

The rule for names of one text. Each name is first taken by itself. Those with an answer vote for
their country and their division; equal names vote once.

- For a name that is ambiguous by itself only its candidates in the country with most votes of the
  other names are kept. Of these, if they are still rivals, only those in the division with most
  votes are kept. If one of the rest outweighs the others, or is the only one, it is the answer. A
  name that is settled in this way votes in the next round.
- A name that has an answer by itself keeps it, unless another of its candidates outweighs that
  answer after each vote for the candidate's country and for its division has counted tenfold, at
  most a thousandfold.
- A name that is unknown by itself, a guess or still ambiguous is sought in the country that at
  least two of the others and two thirds of all votes are for, as if that country had been given.

The order of the names changes nothing. An unknown name has no vote and changes no other answer.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from gazetteer.lookup.candidates import Candidate
from gazetteer.lookup.choosing import apart_km, outweighing, rivals
from gazetteer.place import Place

_PARTS = re.compile(r"\s*[,،，、;؛(（\[]\s*")
_CLOSING = ")）] \t"
_NEAR_KM = 100.0  # "al-Bab, Aleppo": a town beside another names its surroundings
_MOST_TENFOLD = 3  # votes that count tenfold for a rival: at most a thousandfold
_ENOUGH_VOTES, _ENOUGH_SHARE = 2, 2 / 3  # for a country, before an unknown name is sought in it
_AREAS = ("country", "division", "region", "continent")
_CODE = re.compile("[A-Z]{2,3}")  # a code of a country or division: "Paris, TX"


def parts(name: str) -> list[str]:
    """Split a name at commas and parentheses: first the place, then the areas that it lies in.

    Examples
    --------
    >>> parts("Paris, Texas"), parts("Tripoli (Lebanon)"), parts("الباب، سوريا"), parts("Manbij")
    (['Paris', 'Texas'], ['Tripoli', 'Lebanon'], ['الباب', 'سوريا'], ['Manbij'])
    """
    return [part for part in (one.strip(_CLOSING) for one in _PARTS.split(name)) if part]


class Scope(NamedTuple):
    """The areas to which the words beside a name limit it.

    Parameters
    ----------
    areas
        Countries, divisions, regions and, where there are none, towns.
    codes
        Alpha-3 by alpha-2.
    code
        A division's code, such as TX.
    """

    areas: tuple[Place, ...]
    codes: dict[str, str]
    code: str = ""

    def holds(self, place: Place) -> bool:
        """Whether a place lies in one of the areas."""
        if self.code and (place.admin == self.code or place.country == self.codes.get(self.code)):
            return True
        return any(self._lies_in(place, area) for area in self.areas)

    @property
    def country(self) -> str | None:
        """The one country of all areas, None if they are in several."""
        countries = {area.country for area in self.areas}
        if self.code in self.codes:
            countries.add(self.codes[self.code])
        return countries.pop() if len(countries) == 1 else None

    def _lies_in(self, place: Place, area: Place) -> bool:
        if (place.source, place.source_id) == (area.source, area.source_id):
            return True
        if area.kind == "country":
            return place.country == area.country
        if area.kind == "town":
            return apart_km(place, area) <= _NEAR_KM
        # The id of a region lists its members, countries and divisions: "SY.09+TR".
        members = [one.partition(".") for one in area.source_id.split("+")]
        divisions: set[tuple[str | None, str | None]] = {
            (self.codes.get(country), code) for country, _, code in members
        }
        if area.kind == "division":
            divisions.add((area.country, area.admin))
        return (place.country, place.admin) in divisions


def scope(words: str, found: Sequence[Candidate], codes: dict[str, str]) -> Scope | None:
    """Find the areas to which a word beside a name limits it.

    Parameters
    ----------
    words
        As they were given.
    found
        The places of that name.
    codes
        Alpha-3 by alpha-2 and by itself.

    Returns
    -------
    Scope or None
        None for a word that no place bears.
    """
    areas = tuple(one.place for one in found if one.place.kind in _AREAS)
    if _CODE.fullmatch(words):
        return Scope(areas, codes, words)
    areas = areas or tuple(one.place for one in found)
    return Scope(areas, codes) if areas else None


class Votes:
    """Votes of the names of a text that already have an answer.

    Parameters
    ----------
    answers
        The places, by the folded name. Equal names have one key and so one vote.
    """

    def __init__(self, answers: dict[str, Place]) -> None:
        self._answers = answers
        self._countries: Counter[str | None] = Counter(
            one.country for one in answers.values() if one.country
        )
        self._divisions: Counter[tuple[str | None, str | None]] = Counter(
            (one.country, one.admin) for one in answers.values() if one.country and one.admin
        )

    def settled(self, key: str, found: Sequence[Candidate]) -> list[Candidate]:
        """Put the answer to a name first if the other names settle it; empty if they do not."""
        counted = [(self._of(key, one.place), one) for one in found]
        if key in self._answers:
            return self._overruled(found, counted)
        most = max(votes for votes, _ in counted)
        if not most[0]:
            return []
        # `found` is sorted by weight, so the first of those that are left is the heaviest.
        left = [one for votes, one in counted if votes[0] == most[0]]
        if len(left) > 1 and rivals(left):
            division = max(self._of(key, one.place)[1] for one in left)
            left = [one for one in left if self._of(key, one.place)[1] == division]
        if len(left) > 1 and rivals(left):
            return []
        return [left[0], *(one for one in found if one is not left[0])]

    def country(self, key: str) -> str | None:
        """The country in which a name that is unknown by itself may be guessed at."""
        counts = self._countries.copy()
        own = self._answers.get(key)
        if own is not None and own.country:
            counts[own.country] -= 1
        best = max(counts, key=lambda one: (counts[one], one), default=None)
        if best is None or counts[best] < _ENOUGH_VOTES:
            return None
        return best if counts[best] >= _ENOUGH_SHARE * counts.total() else None

    def _of(self, key: str, place: Place) -> tuple[int, int]:
        """Votes of the other names for a place's country and for its division.

        A name's own answer must not support itself, so its vote is taken off.
        """
        own = self._answers.get(key)
        here, division = place.country, (place.country, place.admin)
        countries = self._countries[here] - (own is not None and own.country == here)
        mine = own is not None and (own.country, own.admin) == division
        return (countries, self._divisions[division] - mine) if here else (0, 0)

    @staticmethod
    def _overruled(
        found: Sequence[Candidate], counted: Sequence[tuple[tuple[int, int], Candidate]]
    ) -> list[Candidate]:
        weighed = [
            (one.weight * 10 ** min(sum(votes), _MOST_TENFOLD), one) for votes, one in counted
        ]
        first = outweighing(weighed)
        if first is None or first is found[0]:
            return []
        return [first, *(one for one in found if one is not first)]
