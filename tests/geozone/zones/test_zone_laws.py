"""Laws of zones along any line: its two sides share nothing, and its parts make up the whole.

Lines wind at random, of a dozen to a hundred vertices, anywhere short of the poles and over the
antimeridian too; they come through the same door as a user's file.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pytest
import shapely
from hypothesis import Phase, example, given
from hypothesis import strategies as st
from shapely.geometry.base import BaseGeometry

from geozone.ellipsoid import antimeridian
from geozone.lines import own_line
from geozone.lines.border import Border
from geozone.zones.own_side import OwnSide
from geozone.zones.zone import Zone
from tests.geozone import oracle
from tests.geozone.made_zones import polygonal
from tests.geozone.oracle import WGS84, Floats
from tests.geozone.vector_made import geojson
from tests.sampling import examples

TOLERANCE_M = 1.0  # of a zone's outline
DEGREE_M = 111_700.0  # the longest
MOST_LAT = 75.0
# Of tolerance × length, parts may share: in the triangle in which two cuts join behind a short
# part, each is traced for itself.
SHARE = 0.01
BESIDE_M = (5.0, 30.0, 200.0)

# Without shrinking: a failure here is dear, and any example of it will do.
few = examples(24, phases=[Phase.explicit, Phase.generate])


@st.composite
def winding(draw: st.DrawFn) -> Floats:
    """Vertices of a line that does not cross itself; its longitudes may go on beyond 180."""
    rng = np.random.default_rng(draw(st.integers(0, 2**32 - 1)))
    count = draw(st.integers(12, 100))
    lon = draw(st.one_of(st.floats(-179, 179), st.floats(179.9, 180.1)))
    lat = draw(st.floats(-MOST_LAT, MOST_LAT))
    towards = draw(st.floats(0, 2 * np.pi))
    lengths = draw(st.floats(200, 3_000)) * rng.uniform(0.1, 2, count)
    turns = np.convolve(rng.normal(size=count + 7), np.ones(8), mode="valid")
    turns *= draw(st.floats(0.2, 2.2)) / np.abs(turns).max()  # radians to both sides of its way
    turns += np.linspace(0, draw(st.floats(-6, 6)), count)  # so that it may curl
    while True:
        angle = towards + turns
        metres = np.cumsum(lengths[:, None] * np.column_stack([np.sin(angle), np.cos(angle)]), 0)
        metres -= metres[count // 2]
        line = np.array([lon, lat]) + metres / DEGREE_M / [np.cos(np.radians(lat)), 1]
        if shapely.LineString(line).is_simple:
            return line
        turns *= 0.7


depths = st.floats(0.2, 20)
ANGLE = np.linspace(0, 3.5 * np.pi, 60)
CURL = np.array([179.99, 63.0]) + (0.02 + 0.012 * ANGLE)[:, None] * np.column_stack(
    [2.2 * np.cos(ANGLE), np.sin(ANGLE)]
)  # whose left meets its right


def along(folder: Path, line: Floats) -> Border:
    """The line, cut at the antimeridian, as it comes out of a user's file."""
    whole = antimeridian.cut(shapely.MultiLineString([line]))
    return Border.along(own_line.read_own_line(str(geojson(folder / "own.geojson", whole))))


def beside(border: Border, *hands: str, depth_km: float) -> OwnSide:
    """Sides of the line with land wherever they reach."""
    made = OwnSide(border, hands, reach_km=depth_km)
    box = shapely.box(*made._box)
    shapely.prepare(box)
    made.land, made.lands = box, {"": box}
    return made


def area_m2(geometry: BaseGeometry) -> float:
    """At most; of edges straight in lon/lat, as slivers along an edge else have an area."""
    return float(polygonal(geometry).area * DEGREE_M**2)


def check_parting(whole: Zone, parts: Sequence[Zone]) -> None:
    """Parts share nothing and leave nothing of the whole."""
    most_m2 = SHARE * TOLERANCE_M * whole.outline_km * 1000
    for one, other in itertools.combinations(parts, 2):
        assert area_m2(shapely.intersection(one.geometry, other.geometry)) <= most_m2
    united = shapely.union_all([part.geometry for part in parts])
    assert area_m2(shapely.symmetric_difference(united, whole.geometry)) <= most_m2
    total_m2 = sum(part.area_km2 for part in parts) * 1e6
    assert total_m2 == pytest.approx(whole.area_km2 * 1e6, rel=1e-9, abs=most_m2)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("laws")


@few
@example(line=CURL, depth_km=8.0)
@given(line=winding(), depth_km=depths)
def test_the_left_and_the_right_of_a_line_share_nothing_and_are_all_that_is_near_it(
    folder: Path, line: Floats, depth_km: float
) -> None:
    border = along(folder, line)
    left, right, both = (
        beside(border, *hands, depth_km=depth_km).zone(depth_km)
        for hands in (["left"], ["right"], ["left", "right"])
    )
    check_parting(both, [left, right])
    azimuth = WGS84.inv(*line[:-1].T, *line[1:].T)[0]
    middle = (line[:-1] + line[1:]) / 2
    measured = oracle.Oracle([line])
    for metres in BESIDE_M:
        if metres < depth_km * 1000 - TOLERANCE_M:
            for turn, here, there in ((-90, left, right), (90, right, left)):
                points = oracle.moved(middle, azimuth + turn, metres)
                own = measured.distance_m(points) > metres - 1e-3
                assert shapely.contains_xy(here.geometry, *points[own].T).all()
                assert not shapely.contains_xy(there.geometry, *points[own].T).any()


@few
@given(
    line=winding(),
    depth_km=depths,
    fiftieths=st.lists(st.integers(1, 49), min_size=1, max_size=3, unique=True),
)
def test_the_parts_of_a_line_share_nothing_and_are_all_of_its_zone(
    folder: Path, line: Floats, depth_km: float, fiftieths: list[int]
) -> None:
    border = along(folder, line)
    side = beside(border, "left", "right", depth_km=depth_km)
    cuts = [f"km {each / 50 * border.length_km:.4f}" for each in sorted(fiftieths)]
    sections = [border.section(*ends) for ends in itertools.pairwise(["start", *cuts, "end"])]
    parts = [side.zone(depth_km, section) for section in sections]
    check_parting(side.zone(depth_km), parts)
