"""How borders, sections and zones are displayed: a line in a terminal, a sketch in Jupyter.

This module writes the texts and chooses the geometries; `geozone.jupyter.sketch` draws them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import shapely

from geozone import quantities
from geozone.atlas import world
from geozone.ellipsoid.geodesy import LngLat
from geozone.jupyter.sketch import Layer, Mark, Sketch

if TYPE_CHECKING:
    from geozone.lines.border import Border, Section
    from geozone.zones.zone import Zone

IMPLIES = "Drawn as in its source; implies no position on the status of any border."


def border_sketch(border_: Border) -> Sketch:
    """A border with its first and last kilometre."""
    ends = [(border_.parts[0].start_at, 0.0), (border_.parts[-1].end_at, border_.length_km)]
    if len(border_.parts) == 1 and ends[0][0] == "ring":
        ends = [("ring", 0.0)]
    return Sketch(
        f"Border {_countries_named(border_)}" if border_.own is None else f"Line {border_.name}",
        (str(quantities.in_km_and_mi(border_.length_km)), *_several(border_.parts, "part")),
        (Layer(border_.line, "line"),),
        tuple(_mark(border_, km, at) for at, km in ends),
        (*([str(border_.note)] if border_.note else []), IMPLIES),
        _credit_of_line(border_),
    )


def section_sketch(section_: Section) -> Sketch:
    """A section on its border, with the chainages of its ends."""
    of = section_.border
    start, end = (f"{km:,.1f}" for km in (section_.start_km, section_.end_km))
    return Sketch(
        f"Section of {_countries_named(of)}",
        (str(quantities.in_km_and_mi(section_.length_km)), f"km {start} to km {end}"),
        (Layer(of.line, "context"), Layer(section_.line, "line")),
        tuple(_mark(of, km, "") for km in (section_.start_km, section_.end_km)),
        (*map(str, section_.notes), IMPLIES),
        _credit_of_line(of),
    )


def zone_sketch(zone_: Zone) -> Sketch:
    """A zone with its depth, its length along the line, and its area."""
    where = _codes_named(zone_.sides) or _codes_named(zone_.countries)
    if zone_.beside is not None and not zone_.sides:
        where = f"beside a line of your own{f', {where}' if where else ''}"
    figures = [f"{quantities.number_text(round(zone_.depth_km, 3))} km deep"]
    if zone_.sections:
        figures.append(f"{quantities.in_km_and_mi(zone_.length_km)} long")
    figures.append(str(quantities.in_km2_and_mi2(zone_.area_km2, _step_km2(zone_))))
    return Sketch(
        f"Zone in {where}" if zone_.sides else f"Zone {where}".strip(),
        tuple(figures),
        (Layer(zone_.geometry, "area"),),
        notes=(*map(str, zone_.notes), IMPLIES),
        credit=credit(*({"river"} & {edge.kind for edge in zone_.edges})),
    )


def credit(*used: str) -> str:
    """Attribution of the data: land and borders, and the rivers if ``"river"`` is given."""
    land, rivers, *_ = world.vintages()
    vintages = [land, rivers] if "river" in used else [land]
    return "; ".join(f"{each.attribution}, {each.dated} ({each.licence})" for each in vintages)


def _step_km2(zone_: Zone) -> float:
    """The step to which the area is known, by the larger tolerance of the zone and of its line."""
    line_m = max((edge.uncertainty_km for edge in zone_.edges if edge.kind == "depth"), default=0.0)
    return quantities.area_step_km2(zone_.outline_km, max(zone_.tolerance_m, line_m * 1000))


def _credit_of_line(border_: Border) -> str:
    return credit() if border_.own is None else f"The line is that of {border_.own.name}."


def _countries_named(border_: Border) -> str:
    """The codes as a user types them, and the names of the countries."""
    if border_.own is not None:
        return border_.name
    pairs = (f"{world.country_name(a)}–{world.country_name(b)}" for a, b in border_.pairs)
    return f"{border_.name}, {', '.join(pairs)}"


def _codes_named(codes: Sequence[str]) -> str:
    return " and ".join(f"{world.country_name(code)} ({code})" for code in codes)


def _several(parts: Sequence[object], what: str) -> tuple[str, ...]:
    return (f"in {len(parts)} {what}s",) if len(parts) > 1 else ()


def _mark(border_: Border, km: float, at: str) -> Mark:
    """The mark of a chainage on a border, with the name of the end that lies there."""
    ends = border_.measured.parts
    if km <= 0:
        lonlat = ends[0][0]
    elif km >= border_.length_km:
        lonlat = ends[-1][-1]
    else:
        lonlat = border_.substring(km, border_.length_km)[0][0]
    number = f"km {km:,.0f}" if round(km, 1) == round(km) else f"km {km:,.1f}"
    lon, lat = shapely.get_coordinates(shapely.Point(lonlat))[0]
    return Mark(LngLat(float(lon), float(lat)), f"{number} ({at})" if at else number)
