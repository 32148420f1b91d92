"""A line of a file: its pieces joined, ordered, and which side is whose."""

from __future__ import annotations

import itertools
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from hypothesis import assume, given
from hypothesis import strategies as st

from geozone.atlas import world
from geozone.errors import GeozoneError, Refused
from geozone.lines import own_line
from geozone.lines.border import Border
from geozone.lines.own_line import OwnLine
from tests.geozone.vector_made import LINE, frame, geojson, line

WEST, MIDDLE, EAST = (38.0, 36.0), (38.2, 36.1), (38.5, 36.0)


def read(path: Path, *geometries: Any, **sides: str) -> OwnLine:
    return own_line.read_own_line(str(geojson(path / "own.geojson", *geometries)), **sides)


def refused(path: Path, match: str, *geometries: Any, **sides: str) -> None:
    with pytest.raises(Refused, match=match):
        read(path, *geometries, **sides)


def test_lines_that_meet_end_to_start_become_one(tmp_path: Path) -> None:
    own = read(tmp_path, line(MIDDLE, EAST), line(WEST, MIDDLE))
    (part,) = own.parts
    assert (part.coords[0], part.coords[-1]) == (WEST, EAST)
    assert own.turned == (False,)


def test_ends_within_a_metre_of_each_other_are_one_point(tmp_path: Path) -> None:
    off = (MIDDLE[0] + 0.000005, MIDDLE[1])
    assert len(read(tmp_path, line(WEST, MIDDLE), line(off, EAST)).parts) == 1
    far = (MIDDLE[0] + 0.00005, MIDDLE[1])
    assert len(read(tmp_path, line(WEST, MIDDLE), line(far, EAST)).parts) == 2


def test_chainage_begins_in_the_west_and_the_file_s_direction_is_kept_in_mind(
    tmp_path: Path,
) -> None:
    own = read(tmp_path, line(EAST, MIDDLE, WEST))
    assert own.parts[0].coords[0] == WEST
    assert own.turned == (True,)


def test_a_line_from_north_to_south_begins_in_the_north(tmp_path: Path) -> None:
    own = read(tmp_path, line((38.1, 35.0), (38.0, 36.0)), line((38.0, 37.0), (38.1, 36.5)))
    assert [part.coords[0] for part in own.parts] == [(38.0, 37.0), (38.0, 36.0)]
    assert own.turned == (False, True)


def test_parts_stand_in_the_order_of_their_starts(tmp_path: Path) -> None:
    own = read(tmp_path, line((39, 36), (39.2, 36)), line((38, 36), (38.2, 36)))
    assert [part.coords[0][0] for part in own.parts] == [38, 39]


@pytest.mark.parametrize("backwards", [False, True])
def test_a_ring_begins_at_its_westernmost_vertex_clockwise(tmp_path: Path, backwards: bool) -> None:
    ring = [(38.2, 36.0), (38.0, 36.1), (38.2, 36.2), (38.4, 36.1), (38.2, 36.0)]
    own = read(tmp_path, line(*(ring[::-1] if backwards else ring)))
    (part,) = own.parts
    assert part.coords[0] == part.coords[-1] == (38.0, 36.1)
    assert not shapely.is_ccw(shapely.linearrings(shapely.get_coordinates(part)))
    assert own.turned == (backwards,)
    assert Border.along(own).parts[0].start_at == "ring"


def test_repeated_vertices_are_one(tmp_path: Path) -> None:
    (part,) = read(tmp_path, line(WEST, WEST, (38.001, 36.0), (38.001, 36.0))).parts
    assert len(part.coords) == 2


def test_a_line_that_crosses_itself_is_refused_with_the_place(tmp_path: Path) -> None:
    refused(
        tmp_path,
        r"does not cross, touch or repeat itself: it does at 38\.1\d+, 36\.0\d+",
        line((38.0, 36.0), (38.2, 36.1), (38.2, 36.0), (38.0, 36.1)),
    )


def test_a_line_that_runs_back_over_itself_is_refused(tmp_path: Path) -> None:
    refused(tmp_path, "repeat itself", line(WEST, EAST, MIDDLE, EAST))


def test_a_line_that_ends_on_itself_is_refused(tmp_path: Path) -> None:
    loop = ((38.0, 36.0), (38.2, 36.0), (38.2, 36.1), (38.1, 36.1), (38.1, 36.0))
    refused(tmp_path, "does not cross, touch", line(*loop))


def test_two_lines_that_cross_are_refused(tmp_path: Path) -> None:
    refused(tmp_path, "does at 38.1", line((38, 36), (38.2, 36.1)), line((38.2, 36), (38, 36.1)))


def test_lines_that_fork_are_refused(tmp_path: Path) -> None:
    fork = [line(WEST, MIDDLE), line(MIDDLE, EAST), line(MIDDLE, (38.2, 36.5))]
    refused(tmp_path, r"without branches: it forks at 38\.20000, 36\.10000", *fork)


def test_a_line_that_leaves_a_ring_is_refused(tmp_path: Path) -> None:
    ring = line((38.0, 36.0), (38.1, 36.1), (38.2, 36.0), (38.0, 36.0))
    refused(tmp_path, "fork|touch", ring, line((38.0, 36.0), (37.5, 36.0)))


def test_lines_drawn_head_to_head_are_refused(tmp_path: Path) -> None:
    refused(
        tmp_path,
        r"head to head or tail to tail at 38\.20000, 36\.10000; turn one of them round",
        line(WEST, MIDDLE),
        line(EAST, MIDDLE),
    )


def test_too_many_lines_are_a_mesh(tmp_path: Path) -> None:
    lon = np.linspace(36, 40, 1_001)
    file = tmp_path / "a.fgb"
    ends = np.stack(
        [np.column_stack([lon, lon * 0 + 36]), np.column_stack([lon, lon * 0 + 36.1])], 1
    )
    frame(*shapely.linestrings(ends)).to_file(file)
    with pytest.raises(Refused, match="at most 1,000 parts: these are 1,001"):
        own_line.read_own_line(str(file))


def test_latitude_before_longitude_is_noticed_where_the_countries_are_named(
    tmp_path: Path,
) -> None:
    swapped = line((31.0, 36.0), (31.5, 36.5))
    match = r"the land of Jordan \(JOR\): it begins at 31.0000, 36.0000 .*, swapped\?"
    refused(tmp_path, match, swapped, left="JOR", right="JOR")
    assert read(tmp_path, swapped).countries == ()


def test_a_line_far_from_its_countries_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused, match=r"at the land of Turkey \(TUR\) and Syria") as caught:
        read(tmp_path, line((-60, -10), (-61, -10)), left="TUR", right="SYR")
    assert "swapped" not in str(caught.value)


def test_countries_are_given_by_either_code(tmp_path: Path) -> None:
    own = read(tmp_path, LINE, left="tr", right="sy")
    assert (own.left, own.right, own.countries) == ("TUR", "SYR", ("TUR", "SYR"))
    with pytest.raises(GeozoneError, match="unknown country"):
        read(tmp_path, LINE, left="XX", right="SYR")


def test_a_side_is_named_by_its_country_or_by_hand(tmp_path: Path) -> None:
    own = read(tmp_path, LINE, left="TUR", right="SYR")
    assert [own.hand(into) for into in ("TUR", "SYR", "left", "right")] == [
        "left", "right", "left", "right",
    ]  # fmt: skip
    with pytest.raises(Refused, match="into = IRQ: expected TUR or SYR, or left or right"):
        own.hand("IRQ")


def test_within_one_country_a_side_is_named_by_hand(tmp_path: Path) -> None:
    own = read(tmp_path, LINE, left="SYR", right="SYR")
    assert own.hand("right") == "right"
    with pytest.raises(Refused, match=r"left or right, .*: both its sides are SYR"):
        own.hand("SYR")


def test_without_countries_a_side_is_named_by_hand(tmp_path: Path) -> None:
    own = read(tmp_path, LINE)
    assert own.hand("left") == "left"
    with pytest.raises(Refused, match="no country is named for its left and right"):
        own.hand("SYR")


def test_a_border_along_it_has_its_name_and_says_whose_it_is(tmp_path: Path) -> None:
    border = Border.along(read(tmp_path, LINE, left="TUR", right="SYR"))
    assert (border.name, border.countries, border.tolerance_m) == (
        "own.geojson", ("TUR", "SYR"), 10.0,
    )  # fmt: skip
    assert "the user's own line, not a border of the atlas" in str(border.note)
    assert str(tmp_path) not in str(border.note)


@pytest.mark.parametrize("end", ["IRQ", "sea"])
def test_its_ends_have_no_names_of_the_atlas(tmp_path: Path, end: str) -> None:
    border = Border.along(read(tmp_path, LINE, left="TUR", right="SYR"))
    with pytest.raises(Refused, match="the atlas does not know where a line of your own meets"):
        border.section("start", end)


def test_its_sections_end_at_chainages_rivers_and_places(tmp_path: Path) -> None:
    border = Border.along(read(tmp_path, line((37.0, 36.6), (39.0, 36.6))))
    section = border.section("river:Euphrates", "km 150")
    (crossing,) = border.at_river(world.river("Euphrates")).crossings_km
    assert (section.start_km, section.end_km) == (pytest.approx(crossing), 150)
    assert border.section(part=(2, 3)).length_km == pytest.approx(border.length_km / 3)


vertices = st.lists(
    st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=3, max_size=9, unique=True
)


@given(vertices, st.randoms(use_true_random=False))
def test_however_a_line_is_cut_and_shuffled_it_is_read_the_same(
    tmp_path_factory: pytest.TempPathFactory, points: list[tuple[int, int]], rng: Any
) -> None:
    assume(shapely.LineString(points).is_simple)  # of whole numbers: a touch is not rounded away
    lonlat = [(38 + x / 100, 36 + y / 100) for x, y in points]
    folder = tmp_path_factory.mktemp("cut")
    whole = read(folder, line(*lonlat))
    pieces = [line(*pair) for pair in itertools.pairwise(lonlat)]
    rng.shuffle(pieces)
    assert read(folder, *pieces) == whole
    turned = read(folder, line(*lonlat[::-1]))
    assert shapely.equals_exact(turned.parts[0], whole.parts[0], 1e-12)
    assert turned.turned == (not whole.turned[0],)
