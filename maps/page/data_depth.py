"""Data of the page's depth slider: texts and a simplified outline for each of its stops.

Counts come from exact distances (`geozone.study.depth_lines`), never from an outline.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from geozone import quantities
from geozone.quantities import Quantity
from geozone.study.curve import lines_and_sides
from geozone.study.depth_lines import DepthLines, depth_lines
from maps.look import outline
from maps.words import wording
from maps.words.language import ENGLISH
from maps.words.numerals import figure
from maps.words.place_choice import shown_places

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geozone.study.curve import Threshold
    from geozone.study.study import Study
    from maps.words.language import Words

Data = dict[str, Any]

_MARKS = (4, 8)  # least and most intervals between the numbers under the slider
_TO_SAME_PLACE = 0.005  # degrees; a scenario's place nearer to a listed one is the same place


def depth_data(study: Study, say: Words = ENGLISH) -> list[Data]:
    """A slider for each line and side that the study has a strip on."""
    return [
        _slider(study, depth_lines(study, line, into, rounding_m=outline.ROUNDING_M), say)
        for line, into in lines_and_sides(study)
    ]


def _slider(study: Study, drawn: DepthLines, say: Words) -> Data:
    scale = drawn.scale
    names = wording.names(drawn.into, say)
    line = wording.line_name(study, study.lines[drawn.line], say)
    sides = wording.names((wording.country(study, code, say) for code in drawn.sides), say)
    first = next(zone.depth_km for zone in study.zones if zone.id in _named_ids(drawn))
    stops = [_stop(study, drawn, nth, say) for nth in range(len(scale.depths_km))]
    shown = {(found.place.point.lon, found.place.point.lat) for found in shown_places(study)}
    towns = [place for place in drawn.thresholds if place.kind == "listed"]
    ours = [
        place
        for place in drawn.thresholds
        if place.kind == "scenario" and (place.lon, place.lat) in shown
    ]
    return {
        "title": say.text["depth_side"].format(line=line, sides=sides or names),
        "deepest": scale.deepest_km,
        "marks": _marks(scale.deepest_km, scale.step_km, say),
        "start": scale.depths_km.index(first or 0.0),
        "stops": stops,
        "places": [
            {
                "at": [round(place.lat, 4), round(place.lon, 4)],
                "isListed": place.kind == "listed",
                "isOurs": _has_twin(place, ours),
                "from": _first_stop(scale.depths_km, place),
                "tip": _tip(place, say),
            }
            for place in (*towns, *(each for each in ours if not _has_twin(each, towns)))
        ],
        "note": say.text["depth_note"].format(
            tolerance=wording.metres(scale.tolerance_m, say),
            step=figure(quantities.as_said(scale.step_km, "km"), say),
        ),
    }


def _named_ids(drawn: DepthLines) -> set[str]:
    return {id_ for ids in drawn.said for id_ in ids}


def _stop(study: Study, drawn: DepthLines, nth: int, say: Words) -> Data:
    depth_km = drawn.scale.depths_km[nth]
    zones = [study.zones[id_] for id_ in drawn.said[nth]]
    said = dict.fromkeys(figure(zone.depth.figure, say) for zone in zones if zone.depth)
    own = next((zone.depth for zone in zones if zone.depth is not None), None)
    inside = drawn.listed_within(depth_km)
    depth = own or Quantity(depth_km, None, "km")
    found: Data = {
        "km": depth_km,
        "depth": figure(quantities.both_units(depth) if nth else depth.figure, say),
        "count": _count(inside, say),
        "last": _last(inside, say),
        "shape": outline.lines(drawn.lines[nth]),
    }
    if zones:
        found["said"] = f" {say.text['or']} ".join(said)
        found["zones"] = [zone.id for zone in zones]
    return found


def _count(inside: Sequence[Threshold], say: Words) -> str:
    if not inside:
        return say.text["depth_none"]
    if len(inside) == 1:
        return say.text["depth_one"]
    return say.text["depth_many"].format(n=figure(quantities.count(len(inside)), say))


def _last(inside: Sequence[Threshold], say: Words) -> str:
    """The place that the zone has reached last, and at which depth."""
    if not inside or inside[-1].depth_km is None:
        return ""
    last = inside[-1]
    text = say.text["depth_last"] if len(inside) > 1 else say.text["depth_only"]
    return text.format(
        name=wording.isolated(last.name, say),
        depth=figure(quantities.in_km(last.depth_km or 0.0), say),
    )


def _tip(place: Threshold, say: Words) -> str:
    if place.depth_km is None:
        return wording.isolated(place.name, say)
    depth = figure(quantities.in_km_and_mi(place.depth_km), say)
    return f"{wording.isolated(place.name, say)} · {depth}"


def _first_stop(depths_km: Sequence[float], place: Threshold) -> int | None:
    """The number of the first stop whose zone contains a place; None if there is none."""
    if place.depth_km is None:
        return None
    reached = [nth for nth, depth_km in enumerate(depths_km) if depth_km >= place.depth_km]
    return reached[0] if reached else None


def _has_twin(place: Threshold, others: Sequence[Threshold]) -> bool:
    """Whether a place is also in the other list, of the scenario's places or of towns."""
    return any(
        abs(other.lon - place.lon) < _TO_SAME_PLACE and abs(other.lat - place.lat) < _TO_SAME_PLACE
        for other in others
    )


def _marks(deepest_km: float, step_km: float, say: Words) -> list[list[Any]]:
    """The numbers under the slider and their positions."""
    steps = round(deepest_km / step_km)
    every = next(
        every
        for every in (1, 2, 5, 10, 20, 50)
        if _MARKS[0] <= steps / every <= _MARKS[1] or every == 50
    )
    found = [round(nth * step_km, 6) for nth in range(0, steps + 1, every)]
    return [
        [depth_km, figure(quantities.as_said(depth_km, "km" if depth_km == found[-1] else ""), say)]
        for depth_km in found
    ]
