"""Candidates: every place of an index that bears a name, and how the name belongs to it.

This module only collects; `gazetteer.lookup.choosing` decides between the candidates.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import NamedTuple

from gazetteer.index_file.index import ALTERNATE, CURATED, DEMONYM, MAIN, Index
from gazetteer.names import fold, loosen
from gazetteer.place import Alternative, Method, Place

LOOSE_SCORE = 0.95  # score of a spelling that agrees only after loosening
BEST_GUESS = 0.94  # highest score of a guess: below every spelling that agrees
_UNKNOWN_TOWN = 5_000  # inhabitants assumed for a town of unknown population
_UNKNOWN_AREA = 1_000_000  # ... and for an area
# Factors of the weight, by how the spelling belongs to the place: see `gazetteer.lookup.choosing`.
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
        The index that holds it.
    people
        The population to weigh it by; 0 if unknown. For a division or region the sum of its listed
        towns.
    guess
        How sure the guess is, if the spelling only resembles the key; None if it agrees.
    is_crossing
        Whether a guess compares the name with a key in another script.
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
        """How likely this place is meant, compared with others of that name."""
        unknown = _UNKNOWN_TOWN if self.place.kind == "town" else _UNKNOWN_AREA
        # Population 0 means unknown; such a place must not weigh nothing.
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
        """The spelling that matched. GeoNames' other names are stored as folded keys only."""
        if self.how == MAIN or self.key == fold(self.place.name):
            return self.place.name
        return self.layer.tables.spellings[self.key] if self.how == CURATED else self.key

    @property
    def method(self) -> Method:
        """How the place was found: a value of `gazetteer.place.Method`."""
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
        """The candidate as the value that users get."""
        return Alternative(self.place, self.score, self.matched, self.method)


def by_list(layers: Sequence[Index]) -> list[Sequence[Index]]:
    """Group indexes by list: a user's list may have several, the shipped list has one.

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
    index
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
    """Keep for each place only its candidate with the largest weight."""
    best: dict[tuple[str, str], Candidate] = {}
    for one in candidates:
        identity = one.place.source, one.place.source_id
        held = best.get(identity)
        if held is None or one.weight > held.weight:
            best[identity] = one
    return list(best.values())
