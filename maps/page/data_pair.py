"""Pairs of zones for the page: what two zones share and what only one has, as finished texts.

The figures come from the study and are those of ``geozone compare``. There are no outlines here:
the page intersects those that it already has, for drawing only.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from geozone import quantities
from maps.look import style
from maps.words.language import ENGLISH
from maps.words.numerals import figure, in_columns

if TYPE_CHECKING:
    from geozone.study.counting import Town
    from geozone.study.pairs import Pair
    from geozone.study.study import Study
    from geozone.study.zones import StudyZone
    from maps.words.language import Words

Data = dict[str, Any]
_A_DIGIT = 4  # places in one hexadecimal digit: a bit each


def pair_data(study: Study, say: Words = ENGLISH) -> Data | None:
    """The data to compare two zones; None if fewer than two have an area.

    Returns
    -------
    dict
        ``zones``: ids; ``pairs``: rows of two numbers of zones, areas and counts of listed places
        (both, only the first, only the second), and which share of each zone lies in both;
        ``names`` of the listed places, and in ``listed`` for each zone which of them are in it, a
        bit a place; ``first``: the two to begin with; ``style``.
    """
    zones = [zone for zone in study.zones if zone.area_km2 is not None][: style.PAIRED_AT_MOST]
    if len(zones) < 2:
        return None
    # The same function as for `study.pairs`, which leaves out two zones of one proposal.
    pairs = study.pairs_of(zones)
    inside = [{_key(town) for town in study.listed[zone.id].towns} for zone in zones]
    somewhere = set().union(*inside)
    keys = [key for key in dict.fromkeys(map(_key, study.towns)) if key in somewhere]
    return {
        "zones": [zone.id for zone in zones],
        "first": list(_first(zones, pairs)),
        "pairs": [_row(pair, zones, say) for pair in pairs],
        "names": [name for name, _, _ in keys],
        "listed": [_bits([key in here for key in keys]) for here in inside],
        "style": style.PAIR,
    }


def _key(town: Town) -> tuple[str, float, float]:
    return town.name, town.lon, town.lat


def _first(zones: Sequence[StudyZone], pairs: Sequence[Pair]) -> tuple[str, str]:
    """The first two zones of main proposals that overlap; else the first two that differ."""
    own = {zone.id: zone.proposal for zone in zones}

    def rank(pair: Pair) -> tuple[bool, bool, bool]:
        a, b = own[pair.a], own[pair.b]
        is_variant = a.variant_of is not None or b.variant_of is not None
        return a.id == b.id, is_variant, pair.overlap_km2 < pair.step_km2

    best = min(pairs, key=rank)
    return best.a, best.b


def _row(pair: Pair, zones: Sequence[StudyZone], say: Words) -> list[Any]:
    numbers = {zone.id: number for number, zone in enumerate(zones)}
    step_km2 = pair.step_km2
    areas = (pair.overlap_km2, pair.only_a_km2, pair.only_b_km2)
    texts = [in_columns(quantities.in_km2_and_mi2(area_km2, step_km2), say) for area_km2 in areas]
    counts = (pair.listed_both, pair.listed_only_a, pair.listed_only_b)
    shares = [
        figure(quantities.share(pair.overlap_km2, pair.overlap_km2 + rest_km2, step_km2), say)
        for rest_km2 in areas[1:]
    ]
    return [
        numbers[pair.a],
        numbers[pair.b],
        texts,
        [figure(quantities.count(count), say) for count in counts],
        shares,
    ]


def _bits(marks: Sequence[bool]) -> str:
    """Truth values as hexadecimal digits, the first of four in the highest bit.

    Examples
    --------
    >>> _bits([True, False, True, True, False, True])
    'b4'
    """
    digits = []
    for start in range(0, len(marks), _A_DIGIT):
        four = [*marks[start : start + _A_DIGIT], False, False, False][:_A_DIGIT]
        digits.append(f"{sum(mark << (3 - at) for at, mark in enumerate(four)):x}")
    return "".join(digits)
