"""Guess with reserve: at which score a spelling that only resembles a name is taken for it.

Compares nothing itself: `gazetteer.lookup.resemblance` does, and is imported at the first name that
no place bears.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from gazetteer.index_file.index import Index
from gazetteer.lookup.candidates import Candidate
from gazetteer.place import Place

if TYPE_CHECKING:
    from gazetteer.lookup.resemblance import Evidence

# Sureness from which on a guess is an answer.
TAKEN_FROM = 0.8  # in a given country
TAKEN_FROM_AMONG_MANY = 0.9  # in one with many names, where chance resembles some of them
TAKEN_FROM_OF_THE_WORLD = 0.93
FITTING_BY = 0.35  # so much less is enough if all that Arabic script writes of the name agrees
FITTING_BY_AMONG_MANY = 0.2
_MANY_NAMES = 5_000
_LEAST = -4.5  # closeness below which a place is no rival of another
_OFFERED_FROM = -3.0  # closeness below which it is not worth a line
_OFFERED_SURENESS = 0.05  # ... or that is not even a guess
_SLIPPED = 0.7  # likeness of letters that is worth one all the same
_CROSSING = 3.0  # among near misses: a slip within a script is likelier than another script
_TWINS_SHARE = 0.75  # of their letters: "Shushi" is not Choshi, though both sound alike here
_OF_WEIGHT = 1.5  # ... and of two the far larger place: Moscow before Moso for "Mosow"
OF_RENOWN = 0.5  # how much a tenfold population counts beside the likeness of names


def guesses(layers: Iterable[Index], folded: str, country: str | None) -> list[Candidate]:
    """Give the places whose names resemble a name that no place bears, the likeliest first.

    Parameters
    ----------
    layers
        Where to look.
    folded
        What `gazetteer.names.fold` returned.
    country
        Alpha-3 code to keep to, None for the whole world.
    """
    from gazetteer.lookup.confidence import renown, sureness, world_sureness  # noqa: PLC0415  (as below)
    from gazetteer.lookup.resemblance import NO_RIVAL, evidence  # noqa: PLC0415  (it brings numpy and rapidfuzz)

    found = [
        (one, layer, layer.place(one.number))
        for layer in layers
        for one in evidence(layer, folded, country)
        if one.closeness >= _LEAST
    ]
    if country is None:
        found.sort(key=lambda one: -one[0].closeness - OF_RENOWN * renown(one[2].population))
    guessed = []
    for at, (one, layer, place) in enumerate(found):
        if country is None:
            rivals = (other.closeness for other, *_ in found[:at] + found[at + 1 :])
            ahead = one.closeness - max(rivals, default=NO_RIVAL)
            sure = world_sureness(one._replace(ahead=ahead), place.population)
        else:
            sure = sureness(one)
        is_enough = sure >= _least(layer, country, fits=one.fits)
        guessed.append(_candidate(one, layer, place, sure)._replace(is_sure=is_enough))
    if country is not None:
        return sorted(_offered(found, guessed), key=lambda one: -(one.guess or 0))
    if is_sure(guessed):
        return guessed
    # Offered, not taken: what most people would mean first.
    close = {one.place: first.closeness for (first, *_), one in zip(found, guessed, strict=True)}
    return sorted(_offered(found, guessed), key=lambda one: _offered_late((close[one.place], one)))


def twins(layers: Iterable[Index], folded: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Give the places that do not bear a name and have one that sounds just like it, large first.

    Parameters
    ----------
    layers
        Where to look.
    folded
        What `gazetteer.names.fold` returned.
    found
        The places that bear it.
    """
    from gazetteer.lookup.confidence import world_sureness  # noqa: PLC0415  (as below)
    from gazetteer.lookup.resemblance import evidence  # noqa: PLC0415  (it brings numpy and rapidfuzz)

    bearing = {one.place for one in found}
    alike = [
        _candidate(one, layer, place, world_sureness(one, place.population))
        for layer in layers
        for one in evidence(layer, folded, None)
        if _is_twin(one) and (place := layer.place(one.number)) not in bearing
    ]
    return sorted(alike, key=lambda one: -one.weight)


def _is_twin(one: Evidence) -> bool:
    return one.likeness[0] == 1 and (one.is_crossing or one.likeness[3] >= _TWINS_SHARE)


def _candidate(one: Evidence, layer: Index, place: Place, sure: float) -> Candidate:
    """A place that a name may be a spelling of."""
    return Candidate(
        place,
        one.how,
        strict=True,
        key=one.key,
        layer=layer,
        people=layer.people(one.number),
        guess=sure,
        is_crossing=one.is_crossing,
    )


def _offered(
    found: Sequence[tuple[Evidence, Index, Place]], guessed: Sequence[Candidate]
) -> list[Candidate]:
    """Those that are worth a line."""
    return [
        one
        for (seen, *_), one in zip(found, guessed, strict=True)
        if one.is_sure
        or (seen.closeness >= _OFFERED_FROM and (one.guess or 0) >= _OFFERED_SURENESS)
        or seen.likeness[3] >= _SLIPPED
    ]


def _offered_late(offer: tuple[float, Candidate]) -> tuple[bool, float]:
    """How far down the list of what may have been meant a near miss comes; a user's own first."""
    close, one = offer
    late = _CROSSING * one.is_crossing - close - _OF_WEIGHT * math.log10(one.weight)
    return not one.layer.tables.is_own, late


def is_sure(found: Sequence[Candidate]) -> bool:
    """Whether the first of the guesses at a name is an answer."""
    return bool(found) and found[0].is_sure


def _least(layer: Index, country: str | None, *, fits: bool) -> float:
    """Sureness from which on a guess is an answer."""
    if country is None:
        return TAKEN_FROM_OF_THE_WORLD
    _, names = layer.sounding(country)
    if len(names) // 4 > _MANY_NAMES:
        return TAKEN_FROM_AMONG_MANY - (FITTING_BY_AMONG_MANY if fits else 0)
    return TAKEN_FROM - (FITTING_BY if fits else 0)
