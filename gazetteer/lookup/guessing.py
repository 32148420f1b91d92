"""Guesses: from which score on a spelling that only resembles a name is taken as the answer.

`gazetteer.lookup.resemblance` compares the spellings. It is imported only when a name is asked for
that no place bears, because it loads numpy and rapidfuzz.
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
TAKEN_FROM_AMONG_MANY = 0.9  # in a country with many names, some of which look similar by chance
TAKEN_FROM_OF_THE_WORLD = 0.93  # without a country
# So much less is enough if every letter of a name in Arabic script agrees: `Evidence.fits`.
FITTING_BY = 0.35
FITTING_BY_AMONG_MANY = 0.2
_MANY_NAMES = 5_000  # names of a country from which on it counts as one with many
_LEAST = -4.5  # closeness below which a place is no rival of another
# A near miss is offered from this closeness and sureness on, or from this likeness of letters on.
_OFFERED_FROM = -3.0
_OFFERED_SURENESS = 0.05
_SLIPPED = 0.7
# The order of near misses. A slip within a script is likelier than a change of script, and the far
# larger place is likelier: Moscow comes before Moso for "Mosow".
_CROSSING = 3.0
_OF_WEIGHT = 1.5
_TWINS_SHARE = 0.75  # share of equal letters of twins; "Shushi" and Choshi only sound alike
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
            # Rivals may stand in another layer, so the lead is computed again over all of them.
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
    # No guess is sure. The near misses are sorted by what most people would mean.
    close = {one.place: first.closeness for (first, *_), one in zip(found, guessed, strict=True)}
    return sorted(_offered(found, guessed), key=lambda one: _offered_late((close[one.place], one)))


def twins(layers: Iterable[Index], folded: str, found: Sequence[Candidate]) -> list[Candidate]:
    """Give places that do not bear a name but have a name that sounds the same, large first.

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
    """The candidate for a guess."""
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
    """The guesses that are close enough to be offered as near misses."""
    return [
        one
        for (seen, *_), one in zip(found, guessed, strict=True)
        if one.is_sure
        or (seen.closeness >= _OFFERED_FROM and (one.guess or 0) >= _OFFERED_SURENESS)
        or seen.likeness[3] >= _SLIPPED
    ]


def _offered_late(offer: tuple[float, Candidate]) -> tuple[bool, float]:
    """The sort key of a near miss: places of a user's list first, then the likeliest."""
    close, one = offer
    late = _CROSSING * one.is_crossing - close - _OF_WEIGHT * math.log10(one.weight)
    return not one.layer.tables.is_own, late


def is_sure(found: Sequence[Candidate]) -> bool:
    """Whether the first of the guesses at a name is an answer."""
    return bool(found) and found[0].is_sure


def _least(layer: Index, country: str | None, *, fits: bool) -> float:
    """The sureness from which on a guess in this index is an answer."""
    if country is None:
        return TAKEN_FROM_OF_THE_WORLD
    _, names = layer.sounding(country)
    if len(names) // 4 > _MANY_NAMES:  # 4 bytes a name
        return TAKEN_FROM_AMONG_MANY - (FITTING_BY_AMONG_MANY if fits else 0)
    return TAKEN_FROM - (FITTING_BY if fits else 0)
