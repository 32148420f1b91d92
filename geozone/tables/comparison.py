"""Zones side by side: the records and the tables of the command `compare`.

This module computes nothing. Texts are made from the values of the records, so that all formats
agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from geozone import quantities as q
from geozone.study.pairs import Pair
from geozone.study.places import verdict_counts
from geozone.study.study import Study
from geozone.study.zones import StudyZone
from geozone.tables import records
from geozone.tables.records import Record
from geozone.tables.sheets import NONE, Sheet

if TYPE_CHECKING:
    from geozone.study.counting import Listed
    from geozone.study.curve import DepthCurve
    from geozone.study.population import Counted
    from geozone.study.sensitivity import Doubt
    from geozone.zones.verdict import Verdict

LISTED_NOTE = "Listed places: towns of the embedded GeoNames list; most villages are not in it."
_SIZES = ("100,000 or more", "10,000–99,999", "1,000–9,999", "under 1,000", "size unknown")

Row = Sequence[object]


@dataclass(frozen=True, slots=True)
class Comparison:
    """A study, with the optional figures that were asked for.

    Parameters
    ----------
    curves
        Depth curves; empty unless asked for.
    doubts
        The largest errors of the figures; empty unless asked for.
    counted
        People counted by a raster; None unless asked for.
    """

    study: Study
    curves: tuple[DepthCurve, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    counted: Counted | None = None


def record(of: Comparison) -> Record:
    """The whole comparison as one object, for JSON; figures not asked for are left out."""
    found = {
        **records.heading(of.study),
        "zones": records.compared_zones(of.study),
        "pairs": [records.pair(each) for each in of.study.pairs],
    }
    if of.curves:
        found["curves"] = [records.curve(each) for each in of.curves]
    if of.doubts:
        found["sensitivity"] = [records.doubt(each) for each in of.doubts]
    if of.counted is not None:
        found["population"] = records.counted(of.counted)
    return found


def sheets(of: Comparison) -> Iterator[Sheet]:
    """The whole comparison as tables for people."""
    yield _zones(of.study)
    yield _sizes(of.study)
    if of.counted is not None:
        yield _raster(of.counted)
    if of.study.pairs:
        yield _overlaps(of.study)
    if of.doubts:
        yield _sensitivity(of.doubts)
    for curve in of.curves:
        yield _curve(curve)
        yield _thresholds(curve)


def table(of: Comparison, name: str) -> tuple[list[Record], tuple[str, ...]]:
    """One of `TABLES` as records, and the names of their columns, for CSV.

    The last columns of every row give its origin and licence.
    """
    rows = list(_ROWS[name](of))
    provenance = records.provenance(of.study)
    columns = tuple(rows[0]) if rows else _COLUMNS[name]
    return [{**row, **provenance} for row in rows], (*columns, *provenance)


def title(study: Study) -> str:
    """The title above all tables."""
    return f"{study.scenario.title} (as of {study.scenario.as_of})"


def _zones(study: Study) -> Sheet:
    with_people = any(zone.people_per_km2 for zone in study.zones)
    header = ["zone", "stage", "depth", "length", "area", "listed places"]
    rows = [_zone_row(study, zone) for zone in study.zones]
    notes = [LISTED_NOTE]
    if with_people:
        header.append("people per km²")
        rows = [[*row, _density(zone)] for row, zone in zip(rows, study.zones, strict=True)]
        notes.append(
            "People per km²: the number of people that the claim names over the zone's area."
        )
    if study.scenario.lists:
        own = verdict_counts(each for each in study.places if each.place.list is not None)
        files = ", ".join(each.file for each in study.scenario.lists)
        header.append(f"of {files}")
        rows = [[*row, _own(own.get(zone.id))] for row, zone in zip(rows, study.zones, strict=True)]
        notes.append(f"Of {files}: places inside by their verdicts; ? too close to call.")
    return _sheet("Zones", header, rows, "lllrrrrr", *notes)


def _own(counts: Mapping[Verdict, int] | None) -> str:
    """How many places of the user's list are inside, and how many are too close to call."""
    if counts is None:
        return NONE
    close = counts["too-close"]
    return f"{counts['inside']:,}" + (f" + {close:,}?" if close else "")


def _zone_row(study: Study, zone: StudyZone) -> Row:
    listed = study.listed.get(zone.id)
    return [
        zone.id,
        f"{zone.stage.status} {zone.stage.start}",
        q.both_units(zone.depth) if zone.depth is not None else NONE,
        q.in_km(zone.length_km) if zone.length_km is not None else NONE,
        area(zone.area_km2, zone.area_step_km2),
        q.count(listed.places) if listed else NONE,
    ]


def area(area_km2: float | None, step_km2: float) -> str:
    """An area as text; a dash for None."""
    return NONE if area_km2 is None else str(q.in_km2(area_km2, step_km2))


def _density(zone: StudyZone) -> str:
    return str(q.density(*zone.people_per_km2)) if zone.people_per_km2 else NONE


def _sizes(study: Study) -> Sheet:
    header = ["zone", "listed places", *_SIZES, "their population"]
    rows = []
    for id_, listed in study.listed.items():
        counts = (listed.places, *listed.by_size, listed.size_unknown)
        rows.append([id_, *map(q.count, counts), _known(listed)])
    return _sheet("Listed places by population", header, rows, "lrrrrrrr")


def _known(listed: Listed) -> str:
    said = f"known for {listed.population_known_for:,} of {listed.places:,}"
    if listed.population is None:
        return said
    return f"{q.count(listed.population)} ({said})"


def _overlaps(study: Study) -> Sheet:
    of = "proposals" if study.scenario.is_published else "depths"
    header = ["zone", "and zone", "both", "only the first", "only the second", "listed places"]
    return _sheet(
        f"Overlaps of zones of different {of}",
        header,
        [_overlap_row(pair) for pair in study.pairs],
        "llrrrr",
        "Shares: of the first and of the second zone's area.",
        "Listed places: in both / only in the first / only in the second.",
    )


def _overlap_row(pair: Pair) -> list[str]:
    step_km2 = pair.step_km2
    a_km2 = pair.overlap_km2 + pair.only_a_km2
    b_km2 = pair.overlap_km2 + pair.only_b_km2

    def shared(part_km2: float, *wholes_km2: float) -> str:
        shares = ", ".join(str(q.share(part_km2, whole, step_km2)) for whole in wholes_km2)
        return f"{q.in_km2(part_km2, step_km2)} ({shares})"

    return [
        pair.a,
        pair.b,
        shared(pair.overlap_km2, a_km2, b_km2),
        shared(pair.only_a_km2, a_km2),
        shared(pair.only_b_km2, b_km2),
        f"{pair.listed_both:,} / {pair.listed_only_a:,} / {pair.listed_only_b:,}",
    ]


def _sensitivity(doubts: tuple[Doubt, ...]) -> Sheet:
    header = ["zone", "area", "± by the border", "at 0.95 and 1.05 of the depth"]
    header += ["listed: inside", "too close", "by the border alone", "own places too close"]
    rows = []
    for doubt in doubts:
        row = records.doubt(doubt)
        rows.append(
            [
                doubt.zone,
                q.in_km2(doubt.area_km2, doubt.area_step_km2),
                f"{q.number_text(row['area_off_km2'])} km² ({q.number_text(doubt.tolerance_m)} m)",
                _about(doubt),
                *(
                    NONE if row[key] is None else q.count(row[key])
                    for key in (
                        "listed_inside",
                        "listed_too_close",
                        "listed_too_close_by_border",
                        "places_too_close",
                    )
                ),
            ]
        )
    return _sheet(
        "How far the figures move",
        header,
        rows,
        "lrrlrrrr",
        "± by the border: the length of the outline × its tolerance.",
        'At 0.95 and 1.05 of the depth: where it was said with "about"; listed places in brackets.',
        "Too close: nearer to an edge than the place's point (± 1 km), the line and the depth are "
        "known.",
    )


def _about(doubt: Doubt) -> str:
    if doubt.about_area_km2 is None or doubt.about_listed is None:
        return NONE
    least, most = (q.in_km2(each, doubt.area_step_km2) for each in doubt.about_area_km2)
    places = "–".join(f"{each:,}" for each in doubt.about_listed)
    return f"{least.bare}–{most} ({places})"


def _curve(curve: DepthCurve) -> Sheet:
    columns = (curve.depths_km, curve.areas_km2, curve.area_steps_km2, curve.listed_places)
    rows = [
        [f"{q.number_text(depth)} km", q.in_km2(area_km2, step), q.count(places)]
        for depth, area_km2, step, places in zip(*columns, strict=True)
    ]
    return _sheet(
        f"Depth curve of {_named(curve)}", ["depth", "area", "listed places"], rows, "rrr"
    )


def _thresholds(curve: DepthCurve) -> Sheet:
    rows = [
        [
            each.name,
            each.country or NONE,
            "this scenario" if each.kind == "scenario" else "listed",
            NONE if each.depth_km is None else q.in_km(each.depth_km),
        ]
        for each in curve.thresholds
    ]
    return _sheet(
        f"From which depth on a zone of {_named(curve)} contains each place",
        ["place", "country", "of", "from a depth of"],
        rows,
        "lllr",
        f"{NONE}: not on that side. Distances of the listed point, which may be 1 km off.",
    )


def _named(curve: DepthCurve) -> str:
    return f"the whole line {curve.border} into {', '.join(curve.into or curve.sides)}"


def _raster(counted: Counted) -> Sheet:
    rows = [
        [
            each.zone,
            NONE if each.people is None else q.count(round(each.people)),
            q.number_text(each.covered_pct) + " %",
            q.number_text(each.no_data_pct) + " %",
            each.reason or "",
        ]
        for each in counted.zones
    ]
    return _sheet(
        f"People by {counted.said}",
        ["zone", "people", "of it covered", "of that without data", "why no number"],
        rows,
        "lrrrl",
        *map(str, counted.notes),
    )


def _sheet(
    caption: str, header: list[str], rows: Iterable[Row], numbers: str, *notes: str
) -> Sheet:
    cells = tuple(tuple(map(str, row)) for row in rows)
    return Sheet(caption, tuple(header), cells, numbers, notes)


def _zone_records(of: Comparison) -> Iterator[Record]:
    """Zones, with the people of a raster beside them."""
    by_zone = {each.zone: each for each in of.counted.zones} if of.counted is not None else {}
    for row in records.compared_zones(of.study):
        if of.counted is None:
            yield row
            continue
        here = by_zone.get(row["id"])
        people = here.people if here is not None else None
        yield {
            **row,
            "raster_people": None if people is None else round(people),
            "raster_file": of.counted.file,
            "raster_year": of.counted.year,
            "raster_notes": [
                *map(str, of.counted.notes),
                *([here.reason] if here and here.reason else []),
            ],
        }


def _curve_records(of: Comparison) -> Iterator[Record]:
    for curve in of.curves:
        for row in records.curve_steps(curve):
            yield {"line": curve.line, "border": curve.border, "side": list(curve.sides), **row}


def _threshold_records(of: Comparison) -> Iterator[Record]:
    for curve in of.curves:
        for row in records.curve(curve)["thresholds"]:
            yield {"line": curve.line, "border": curve.border, "side": list(curve.sides), **row}


_ROWS: dict[str, Callable[[Comparison], Iterable[Record]]] = {
    "zones": _zone_records,
    "pairs": lambda of: map(records.pair, of.study.pairs),
    "sensitivity": lambda of: map(records.doubt, of.doubts),
    "curve": _curve_records,
    "thresholds": _threshold_records,
}
# Columns of tables that can be empty: without a row the header must come from here.
_COLUMNS = {
    "zones": ("id", "area_km2"),
    "pairs": ("a", "b", "overlap_km2", "only_a_km2", "only_b_km2"),
    "sensitivity": ("zone", "area_km2", "area_off_km2"),
    "curve": ("line", "border", "side", "depth_km", "area_km2", "listed_places"),
    "thresholds": ("line", "border", "side", "name", "country", "depth_km"),
}
TABLES = tuple(_ROWS)
