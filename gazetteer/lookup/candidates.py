"""Collect: every place of an index that bears a name, and how it bears it.

Chooses none of them: that is `gazetteer.lookup.choosing`'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from gazetteer.index_file.index import ALTERNATE, CURATED, DEMONYM, MAIN, Index
from gazetteer.names import fold, loosen
from gazetteer.place import Alternative, Method, Place

LOOSE_SCORE = 0.95  # of a spelling that agrees only after loosening
BEST_GUESS = 0.94  # what only resembles a name scores less than what agrees with it
_UNKNOWN_TOWN = 5_000  # weight of an unknown population
_UNKNOWN_AREA = 1_000_000
_RANK_WEIGHT = {ALTERNATE: 1, MAIN: 10, CURATED: 100, DEMONYM: 1}
_METHODS: dict[int, Method] = {MAIN: "exact", ALTERNATE: "alternate", CURATED: "alias"}
_KIND_METHODS: dict[str, Method] = {
    "country": "country",
    "division": "division",
    "region": "region",
    "continent": "continent",
}


class Candidate(NamedTuple):
    """A place that a name may mean.

    Parameters
    ----------
    place
        The place.
    how
        How the spelling belongs to it: one of `gazetteer.index_file.index`' ``ALTERNATE``,
        ``MAIN``, ``CURATED``, ``DEMONYM``.
    strict
        Whether the spelling folds to the key without loosening.
    key
        The key that led to it.
    layer
        The index it stands in.
    people
        The population to weigh it by, of a division or region that of its listed towns; 0 unknown.
    guess
        How sure it is, where the spelling only resembles the key; None where it agrees.
    is_crossing
        Whether that key is in another script.
    is_sure
        Whether the guess is sure enough to be an answer.
    """

    place: Place
    how: int
    strict: bool
    key: str
    layer: Index
    people: int = 0
    guess: float | None = None
    is_crossing: bool = False
    is_sure: bool = False

    @property
    def weight(self) -> float:
        """How likely it is meant, against others of that name."""
        unknown = _UNKNOWN_TOWN if self.place.kind == "town" else _UNKNOWN_AREA
        weight = (self.people or unknown) * _RANK_WEIGHT[self.how]
        return weight if self.strict else weight / 2

    @property
    def score(self) -> float:
        """How well the spelling agrees, or how sure the guess is."""
        if self.guess is not None:
            return min(round(self.guess, 2), BEST_GUESS)
        return 1.0 if self.strict else LOOSE_SCORE

    @property
    def matched(self) -> str:
        """The spelling that matched, as nearly as it is kept."""
        if self.how == MAIN or self.key == fold(self.place.name):
            return self.place.name
        return self.layer.tables.spellings[self.key] if self.how == CURATED else self.key

    @property
    def method(self) -> Method:
        """By what the place was found."""
        if self.guess is not None:
            return "skeleton" if self.is_crossing else "fuzzy"
        if self.layer.tables.is_own:
            return "own"
        if self.how == DEMONYM:
            return "demonym"
        return _KIND_METHODS.get(self.place.kind) or self._spelling_method

    @property
    def _spelling_method(self) -> Method:
        """How the spelling agrees."""
        if not self.strict:
            return "loose"
        if self.how == CURATED and self.matched == self.place.name:
            return "exact"
        return _METHODS[self.how]

    def alternative(self) -> Alternative:
        """The value to answer with."""
        return Alternative(self.place, self.score, self.matched, self.method)


def by_list(layers: Sequence[Index]) -> list[Sequence[Index]]:
    """Group the indexes of layers: each user's list, which may have several, and the shipped one.

    Examples
    --------
    >>> from gazetteer.index_file.index import open_index
    >>> [len(group) for group in by_list([open_index()])]
    [1]
    """
    if len(layers) == 1:
        return [layers]
    return [list(group) for _, group in groupby(layers, lambda index: index.tables.origin)]


def bearers(index: Index, folded: str, country: str | None) -> list[Candidate]:
    """Give all places that bear a name: strictly or after loosening, each once, in no order.

    Parameters
    ----------
    layer
        Where to look.
    folded
        What `gazetteer.names.fold` returned.
    country
        Alpha-3 code to keep to, None for the whole world.
    """
    found = of_key(index, folded, country)
    loose = loosen(folded)
    if loose == folded:
        return found
    loosely = of_key(index, loose, country)
    if not loosely:
        return found
    return heaviest([*found, *(one._replace(strict=False) for one in loosely)])


def of_key(index: Index, key: str, country: str | None) -> list[Candidate]:
    """Give the places that a key leads to."""
    return [
        Candidate(place, how, strict, key, index, people)
        for place, strict, how, people in index.bearers(key, country)
    ]


def heaviest(candidates: Iterable[Candidate]) -> list[Candidate]:
    """Keep of each place the candidate that weighs most."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in candidates:
        identity = one.place.source, one.place.source_id
        held = best.get(identity)
        if held is None or one.weight > held.weight:
            best[identity] = one
    return list(best.values())
