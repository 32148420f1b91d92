"""Choosing: which of the places that bear a name is meant, or that this stays open.

The rule. Candidates are all places with that spelling: those whose spelling folds to the same
letters and those that agree after loosening. A hint of a country leaves that country's candidates
only; a hint of a point takes the nearest. Otherwise each weighs its population, × 10 if this is its
main name, × 100 if the supplement gives it this spelling, × ½ if the spelling agrees only loosely.
The heaviest is the answer if it weighs at least ten times any other; else the name is ambiguous.
Without a hint a town below 20,000 inhabitants must weigh thirty times any other. A town below a
million inhabitants that bears the name only as one of GeoNames' other names must weigh a hundred
times any other. On the development set one in three of such answers was wrong.

- Where the supplement gives the name to a place, GeoNames' alternate names come after it and are no
  rivals.
- Population 0 in GeoNames means unknown. It is weighed as 5,000 for a town, 1 million for a
  division or region; and a town of unknown population never wins by weight against a known one
  that bears the name in the same way.
- A place of a user's list goes before every place outside the list, near or far, small or large.
- A country goes before the towns and divisions in it, a town before the division it lies in: they
  are no rivals.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence

from gazetteer.index_file.index import ALTERNATE, CURATED, MAIN
from gazetteer.lookup.candidates import Candidate
from gazetteer.place import Place

_SAME_PLACE_KM = 5.0
_EARTH_KM = 6371.0  # mean radius
_OUTWEIGHS = 10  # how many times heavier an answer must be than its heaviest rival
# The same without a hint: for a town below so many inhabitants, and for a town below so many
# inhabitants that bears the name only as one of its other names.
_SMALL, _OUTWEIGHS_IF_SMALL = 20_000, 30
_KNOWN_TO_ALL, _OUTWEIGHS_BY_ANOTHER_NAME = 1_000_000, 100
_DOUBTED_BELOW = 50_000  # inhabitants; a smaller town is in doubt if its other name has twins


def in_order(candidates: Sequence[Candidate]) -> list[Candidate]:
    """Sort the likeliest first; a country before its towns, a town before its division."""
    curated = any(one.how == CURATED for one in candidates)
    found = sorted(candidates, key=lambda one: (curated and one.how == ALTERNATE, -one.weight))
    # A country or town that the heaviest lies in comes first, unless it is ten times lighter.
    for position, one in enumerate(found):
        if found[0].weight < _OUTWEIGHS * one.weight and precedes(one.place, found[0].place):
            return [one, *found[:position], *found[position + 1 :]]
    return found


def without_their_divisions(found: Sequence[Candidate]) -> list[Candidate]:
    """Drop each division if a town of the same name in it is among the candidates too."""
    towns = {(one.place.name, one.place.country, one.place.admin) for one in found if _is_town(one)}
    return [
        one
        for one in found
        if one.place.kind != "division"
        or (one.place.name, one.place.country, one.place.admin) not in towns
    ]


def layered(groups: Iterable[Sequence[Candidate]]) -> list[Candidate]:
    """Join the candidates of layers in their order, without places that an earlier layer has."""
    found: list[Candidate] = []
    for group in groups:
        earlier = tuple(found)
        found += [
            one for one in group if not any(is_same(one.place, other.place) for other in earlier)
        ]
    return found


def is_same(one: Place, other: Place) -> bool:
    """Whether two entries under one name are the same place: of a kind, and less than 5 km apart.

    Examples
    --------
    >>> from gazetteer import Gazetteer
    >>> libya, lebanon = Gazetteer().search("Tripoli", limit=2)
    >>> is_same(libya, libya), is_same(libya, lebanon)
    (True, False)
    """
    return one.kind == other.kind and apart_km(one, other) < _SAME_PLACE_KM


def nearest_first(candidates: Sequence[Candidate], near: tuple[float, float]) -> list[Candidate]:
    """Sort by distance from a point (longitude, latitude), with places of a user's list first."""
    return sorted(
        candidates,
        key=lambda one: (
            not one.layer.tables.is_own,
            _apart(near, (one.place.lon, one.place.lat)),
        ),
    )


def rivals(found: Sequence[Candidate]) -> list[Candidate]:
    """Give the candidates that keep the first from being the answer."""
    best, *others = found
    return [other for other in others if _is_rival(best, other, _OUTWEIGHS)]


def rivals_in_the_world(found: Sequence[Candidate]) -> list[Candidate]:
    """Give the rivals of the first if neither a country nor other names say where it lies."""
    if len(found) == 1:
        return []
    best, *others = found
    factor = _factor_in_the_world(best)
    return [other for other in others if _is_rival(best, other, factor)]


def is_doubtful(best: Candidate) -> bool:
    """Whether a small town bears the name as another name, and other places sound the same.

    On the development set every second answer of that kind was wrong.
    """
    return (
        is_by_another_name(best)
        and 0 < best.people < _DOUBTED_BELOW
        and best.layer.has_twins(best.key)
    )


def is_by_another_name(one: Candidate) -> bool:
    """Whether a town of the shipped index has the name among GeoNames' other names only."""
    return one.how == ALTERNATE and one.place.kind == "town" and not one.layer.tables.is_own


def outweighing(weighed: Sequence[tuple[float, Candidate]]) -> Candidate | None:
    """Give the candidate that outweighs every other one, None if there is none."""
    most, best = max(weighed, key=lambda one: one[0])
    others = (weight for weight, one in weighed if one is not best)
    return best if all(most >= _OUTWEIGHS * weight for weight in others) else None


def apart_km(one: Place, other: Place) -> float:
    """Distance of two places on the sphere, good to half a percent."""
    chord = _apart((one.lon, one.lat), (other.lon, other.lat))
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(chord)))


def precedes(first: Place, second: Place) -> bool:
    """Whether the first goes before the second because one lies in the other."""
    if first.country != second.country:
        return False
    if first.kind == "country":
        return second.kind != "country"
    return first.kind == "town" and second.kind == "division" and first.admin == second.admin


def _is_town(one: Candidate) -> bool:
    return one.place.kind == "town"


def _factor_in_the_world(best: Candidate) -> int:
    if best.place.kind != "town":
        return _OUTWEIGHS
    if best.how == ALTERNATE and best.people < _KNOWN_TO_ALL:
        return _OUTWEIGHS_BY_ANOTHER_NAME
    return _OUTWEIGHS_IF_SMALL if best.how == MAIN and best.people < _SMALL else _OUTWEIGHS


def _is_rival(best: Candidate, other: Candidate, factor: int) -> bool:
    # The exceptions of the rule above, in its order; the weights decide in all other cases.
    if best.layer.tables.is_own and other.layer.tables.origin != best.layer.tables.origin:
        return False
    if precedes(best.place, other.place) or (best.how == CURATED and other.how == ALTERNATE):
        return False
    if best.how == other.how and best.place.kind == "town" and not best.place.population:
        return True
    return best.weight < factor * other.weight


def _apart(one: tuple[float, float], other: tuple[float, float]) -> float:
    """Square of half the chord between two points on the unit sphere (the haversine).

    It grows with the distance, so it is enough to find the nearest point.
    """
    (lon, lat), (to_lon, to_lat) = (tuple(map(math.radians, point)) for point in (one, other))
    across = math.sin((to_lon - lon) / 2) ** 2
    return math.sin((to_lat - lat) / 2) ** 2 + math.cos(lat) * math.cos(to_lat) * across
