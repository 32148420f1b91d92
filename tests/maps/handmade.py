"""A study made by hand with every kind of thing in it, its texts passed through a function.

For texts that no careful author would write. Figures here are placeholders, never compared.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

import shapely

from geozone.atlas import world
from geozone.ellipsoid.geodesy import LngLat
from geozone.lines.border import Border
from geozone.notes import Names, Note
from geozone.quantities import Quantity
from geozone.scenario.reading import (
    Event,
    Line,
    Overlay,
    Place,
    Proposal,
    Scenario,
    Source,
    Stage,
    ZoneSpec,
)
from geozone.study.overlay import Feature, StudyOverlay
from geozone.study.study import Study, StudyPlace
from geozone.study.zones import Band, StudyZone
from geozone.zones.side import Side

BOUNDS = (35.6, 35.4, 42.6, 37.6)
MANBIJ = LngLat(37.95495, 36.52815)


class HandZones(list):
    """The zones of a hand-made study."""

    def __getitem__(self, id_):
        return next(zone for zone in self if zone.id == id_)


@cache
def shapes():
    border = Border.between("TUR", "SYR")
    side = Side(border, ["SYR"], reach_km=32)
    return border, {
        "deep": side.zone(32).geometry,
        "near": side.zone(5).geometry,
        "far": side.zone(14).geometry,
        "section": side.zone(15, section=border.section("km 600", "km 740")).geometry,
        "disc": MANBIJ and shapely.Point(MANBIJ).buffer(0.1),
    }


def handmade(text: Callable[[str], str] = lambda words: words) -> Study:
    """The study, every text field of the scenario as `text` makes it of a plain word."""
    t = text
    border, drawn = shapes()
    source = Source(
        "s1",
        t("A report on talks"),
        "2019-08-05",
        t("A newspaper"),
        "https://example.org/a?b=1&c=2",
    )
    other = Source("s2", t("A report on patrols"), "2019-09", None, None)

    def spec(id_, label, depth, *, assumed=(), draw="fill", place=None, minus=None):  # noqa: PLR0913 - a record
        return ZoneSpec(
            id_,
            label,
            None if place else "border",
            None,
            place,
            None,
            () if place else ("SYR",),
            depth,
            None,
            None,
            "centre",
            minus,
            None,
            draw,
            assumed,
        )

    def proposal(id_, title, zones, variant_of=None):
        return Proposal(
            id_,
            t(title),
            (t("Turkey"), t("United States")),
            (Stage("proposed", "2019-07-23"),),
            t("what was said"),
            t("what is read"),
            ("s1", "s2"),
            variant_of,
            (1_000_000, 2_000_000),
            t("a note"),
            zones,
        )

    manbij = Place(t("Manbij"), t("Manuja"), t("منبج"), MANBIJ, "SYR", 1.0, t("GeoNames 168766"))
    far_away = Place(t("Ankara"), t("Ankara"), None, LngLat(32.86, 39.93), "TUR", 1.0, t("a list"))
    kobani = Place(
        t("Kobani"), t("Kobani"), t("Ayn al-Arab"), LngLat(38.356, 36.891), "SYR", 1.0, t("x")
    )
    about = Quantity(32, None, "km", about=True)
    span = Quantity(5, 14, "km")
    fifteen = Quantity(9, None, "mi")
    specs = {
        "deep": spec("deep", None, about, assumed=("stretch",)),
        "range": spec("range", None, span),
        "parts/first": spec("parts/first", "first", fifteen, assumed=("position", "depth")),
        "parts/third": spec("parts/third", "third", fifteen, draw="outline", minus="first"),
        "again": spec("again", None, span),
        "town": spec("town", None, None, place=manbij),
    }
    proposals = {
        "deep": proposal("deep", "Deep demand", (specs["deep"],)),
        "range": proposal("range", "Range position", (specs["range"],)),
        "parts": proposal(
            "parts", "Section in parts", (specs["parts/first"], specs["parts/third"])
        ),
        "again": proposal("again", "Range read otherwise", (specs["again"],), "range"),
        "town": proposal("town", "Manbij first", (specs["town"],)),
        "none": proposal("none", "A zone somewhere", ()),
    }

    def zone(id_, name, shape, depth, *, length=905.9, area=23_203.7):  # noqa: PLR0913 - a record
        owner = proposals[name.split("/")[0]]
        return StudyZone(
            id_,
            owner.title,
            "strip",
            owner,
            specs[name],
            ("SYR",),
            depth,
            ((0.0, 905.9),),
            length,
            area,
            10.0,
            1.0,
            drawn[shape],
            owner.stages[0],
            (Note("drawn_area", {"file": t("a file of an area")}),),
        )

    low, high = span.ends()
    zones = HandZones(
        [
            zone("deep", "deep", "deep", about),
            zone("range/5", "range", "near", low, area=4_111.0),
            zone("range/14", "range", "far", high, area=10_900.0),
            zone("parts/first", "parts/first", "section", fifteen, length=140.0, area=2_011.0),
            zone("parts/third", "parts/third", "section", fifteen, length=153.9, area=2_200.0),
            zone("again/5", "again", "near", low, area=4_111.0),
            StudyZone(
                "town",
                proposals["town"].title,
                "marker",
                proposals["town"],
                specs["town"],
                (),
                None,
                (),
                None,
                None,
                1.0,
                1.0,
                shapely.Point(MANBIJ),
                proposals["town"].stages[0],
                (),
            ),
        ]
    )
    ids = [each.id for each in zones if each.kind == "strip"]
    words = ("inside", "outside", "too-close")
    places = tuple(
        StudyPlace(
            place,
            29.0,
            37.98,
            36.79,
            210.0,
            {id_: words[i % 3] for i, id_ in enumerate(ids)},
            {id_: None if place is far_away else (i - 2) * 1.55 for i, id_ in enumerate(ids)},
        )
        for place in (manbij, kobani, far_away)
    )
    road = Overlay("roads.gpkg", "road", t("Main roads"), "2019-07", ("s1",))
    control = Overlay("c.geojson", "control", t("Held by somebody"), "2018", ("s2",))
    scenario = Scenario(
        "handmade",
        "handmade.toml",
        t("A study made by hand"),
        "2019-09-08",
        (t("a note of the scenario"),),
        (manbij, kobani, far_away),
        (Line("border", (("TUR", "SYR"),)),),
        (),
        (source, other),
        tuple(proposals.values()),
        (
            Event("2019-08-07", t("Agreement on a centre"), ("s1",)),
            Event("2018", t("A roadmap"), ("s1", "s2")),
            Event("2019-09-30", t("End of a deadline"), ("s2",), None, planned=True),
        ),
        (road, control),
    )
    drawn_by_others = (
        StudyOverlay(
            road,
            (
                Feature(t("M4"), shapely.LineString([(36.2, 36.0), (39, 36.2), (42, 36.8)])),
                Feature("", shapely.LineString([(37.2, 35.5), (37.2, 36.2)])),
            ),
        ),
        StudyOverlay(control, (Feature(t("A district"), shapely.box(36.3, 35.5, 37, 36)),)),
    )
    return HandStudy(
        scenario=scenario,
        lines={"border": border},
        zones=zones,
        bands=(Band("range", "range/5", "range/14", drawn["far"].difference(drawn["near"])),),
        places=places,
        towns=(),
        bounds=BOUNDS,
        country_names={"TUR": "Turkey", "SYR": "Syria"},
        vintages=(),
        overlaps=world.overlaps_in((35, 32, 43, 38)),
        notes=(t("a note of the scenario"), Note("own_line", {"files": Names((t("a file"),))})),
        boundary_note="Shown for orientation.",
        attributions=(t("Borders: some people"),),
        overlays=drawn_by_others,
    )


class HandStudy(Study):
    """A study whose sources are its scenario's."""

    @property
    def sources(self):
        return self.scenario.sources
