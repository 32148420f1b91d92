"""People of a raster: known answers, and what is refused because it would give a wrong one."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import shapely
from shapely.geometry.base import BaseGeometry

from geozone import Study
from geozone.ellipsoid import geodesy
from geozone.errors import PopulationError
from geozone.notes import Note
from geozone.study import population
from tests.geozone.cli.test_commands import run

rasterio = pytest.importorskip("rasterio", reason="the extra `population` is not installed")
pytest.importorskip("exactextract", reason="the extra `population` is not installed")

Write = Callable[..., Path]
WGS84, EQUAL_AREA, MOLLWEIDE = "EPSG:4326", "EPSG:6933", "ESRI:54009"
LOCAL = 'LOCAL_CS["a field",UNIT["metre",1]]'


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Write a GeoTIFF: values, west and north edge, cell."""

    def written(
        values: np.ndarray,
        corner: tuple[float, float] = (37.0, 37.0),
        cell: float = 0.1,
        *,
        name: str = "people_2019.tif",
        tags: dict[str, str] | None = None,
        **profile: Any,
    ) -> Path:
        file = tmp_path / name
        bands = values if values.ndim == 3 else values[None]
        profile = {
            "crs": WGS84,
            "transform": rasterio.Affine(cell, 0, corner[0], 0, -cell, corner[1]),
            "dtype": values.dtype,
            **profile,
        }
        if profile["transform"] is None:
            del profile["transform"]
        count, height, width = bands.shape
        with rasterio.open(
            file, "w", driver="GTiff", count=count, height=height, width=width, **profile
        ) as raster:
            raster.write(bands)
            raster.update_tags(**(tags or {}))
            if "scales" in profile:
                raster.scales = profile["scales"]
        return file

    return written


def people(area: BaseGeometry, file: Path) -> population.ZoneCount:
    return population.counted_in({"zone": area}, file).zones[0]


def drawn_people(
    area: BaseGeometry, values: np.ndarray, corner: tuple[float, float], cell: float
) -> float:
    """Cell by cell, in the plane of the raster."""
    total = 0.0
    for row, column in np.ndindex(*values.shape):
        west, north = corner[0] + column * cell, corner[1] - row * cell
        here = shapely.box(west, north - cell, west + cell, north)
        total += float(values[row, column]) * shapely.intersection(area, here).area / cell**2
    return total


VALUES = np.random.default_rng(7).integers(0, 900, (10, 12)).astype("float64")
WHOLE_CELLS = shapely.box(37.2, 36.3, 37.6, 36.8)
PARTIAL_CELLS = shapely.Polygon(
    [(37.03, 36.07), (38.11, 36.21), (37.9, 36.93), (37.5, 36.55)],
    [[(37.5, 36.3), (37.55, 36.45), (37.6, 36.3)]],
)


@pytest.mark.parametrize("area", [WHOLE_CELLS, PARTIAL_CELLS], ids=["whole", "partial"])
def test_cells_count_by_the_part_of_them_that_lies_inside(write: Write, area: BaseGeometry) -> None:
    found = people(area, write(VALUES))
    assert found.people == pytest.approx(drawn_people(area, VALUES, (37, 37), 0.1), rel=1e-8)
    assert (found.covered_pct, found.no_data_pct, found.reason) == (100, 0, "")


# Of cells of an eighth of a degree, this takes three quarters, a half, a quarter: exact in binary.
EIGHTH = 0.125
QUARTERS = shapely.box(37 + EIGHTH / 4, 37 - 8.5 * EIGHTH, 37 + 9.75 * EIGHTH, 37 - 1.25 * EIGHTH)


def test_three_quarters_of_a_cell_are_three_quarters_of_its_people(write: Write) -> None:
    found = people(QUARTERS, write(VALUES, cell=EIGHTH))
    across = np.array([0.75, *[1] * 8, 0.75, 0, 0])
    down = np.array([0, 0.75, *[1] * 6, 0.5, 0])
    assert found.people == pytest.approx(float(down @ VALUES @ across), rel=1e-12)


@pytest.mark.parametrize("dtype", ["uint8", "int16", "uint32", "float32"])
def test_numbers_of_any_kind_are_summed(write: Write, dtype: str) -> None:
    values = np.full((10, 12), 200).astype(dtype)
    found = people(WHOLE_CELLS, write(values))
    assert found.people == pytest.approx(20 * 200, rel=1e-9)


def test_two_parts_add_up(write: Write) -> None:
    parts = [shapely.box(37.05, 36.1, 37.31, 36.9), shapely.box(37.5, 36.1, 38.07, 36.9)]
    file = write(VALUES)
    both = people(shapely.MultiPolygon(parts), file).people
    assert both == pytest.approx(sum(people(part, file).people or 0 for part in parts), rel=1e-9)


SLANTED = shapely.Polygon([(38.0, 36.5), (38.6, 36.53), (38.5, 36.9), (38.1, 36.81)])


def ones(crs: str, cell_m: float) -> tuple[np.ndarray, tuple[float, float]]:
    """Cells of one person each, round the slanted polygon."""
    from pyproj import Transformer  # noqa: PLC0415  (another route than rasterio's)

    there = Transformer.from_crs(WGS84, crs, always_xy=True)
    west, south, east, north = there.transform_bounds(*SLANTED.bounds)
    corner = (np.floor(west) - 1000, np.ceil(north) + 1000)
    shape = (int((corner[1] - south) / cell_m) + 10, int((east - corner[0]) / cell_m) + 10)
    return np.ones(shape, "uint8"), corner


def test_in_an_equal_area_projection_people_are_area_over_cell(write: Write) -> None:
    values, corner = ones(EQUAL_AREA, 100)
    found = people(SLANTED, write(values, corner, 100, crs=EQUAL_AREA))
    assert found.people == pytest.approx(geodesy.area_m2(SLANTED) / 100**2, rel=1e-9)


def test_in_mollweide_the_zone_is_bent_not_the_raster(write: Write) -> None:
    from pyproj import Transformer  # noqa: PLC0415

    values, corner = ones(MOLLWEIDE, 100)
    found = people(SLANTED, write(values, corner, 100, crs=MOLLWEIDE))
    there = Transformer.from_crs(WGS84, MOLLWEIDE, always_xy=True)
    dense = shapely.segmentize(SLANTED, 1e-5)
    bent = shapely.transform(dense, lambda at: np.column_stack(there.transform(*at.T)))
    assert found.people == pytest.approx(bent.area / 100**2, rel=1e-9)
    straight = shapely.transform(SLANTED, lambda at: np.column_stack(there.transform(*at.T)))
    assert abs(straight.area / bent.area - 1) > 1e-6  # what plain corners would have given


def test_a_projected_raster_of_many_values_agrees_cell_by_cell(write: Write) -> None:
    from pyproj import Transformer  # noqa: PLC0415

    _, corner = ones(MOLLWEIDE, 5000)
    values = np.random.default_rng(3).uniform(0, 5000, (12, 14))
    there = Transformer.from_crs(WGS84, MOLLWEIDE, always_xy=True)
    dense = shapely.segmentize(SLANTED, 1e-5)
    bent = shapely.transform(dense, lambda at: np.column_stack(there.transform(*at.T)))
    found = people(SLANTED, write(values, corner, 5000, crs=MOLLWEIDE))
    assert found.people == pytest.approx(drawn_people(bent, values, corner, 5000), rel=1e-8)


def test_a_zone_over_the_antimeridian_is_counted_on_both_sides_of_it(write: Write) -> None:
    values = np.zeros((180, 360), "uint16")
    values[89, 0], values[89, -1] = 30, 4
    file = write(values, (-180, 90), 1.0)
    assert people(shapely.box(179, 0, 181, 1), file).people == 34


@pytest.mark.parametrize("nothing", [-99999.0, float("nan")])
def test_cells_without_data_count_nobody_and_their_share_is_said(
    write: Write, nothing: float
) -> None:
    values = VALUES.copy()
    values[:, :5] = nothing
    expected = np.where(np.arange(12) < 5, 0, VALUES)
    found = people(QUARTERS, write(values, cell=EIGHTH, nodata=nothing))
    there = drawn_people(QUARTERS, expected, (37, 37), EIGHTH)
    assert found.people == pytest.approx(there, rel=1e-9)
    empty = shapely.intersection(QUARTERS, shapely.box(37, 35, 37 + 5 * EIGHTH, 37)).area
    assert found.no_data_pct == round(100 * empty / QUARTERS.area, 1)


def test_a_zone_without_any_data_has_no_number(write: Write) -> None:
    found = people(WHOLE_CELLS, write(np.full((10, 12), -9.0), nodata=-9))
    assert (found.people, found.reason) == (None, "the raster has no data there")


def test_nobody_is_a_number(write: Write) -> None:
    assert people(WHOLE_CELLS, write(np.zeros((10, 12)))).people == 0


@pytest.mark.parametrize(
    ("area", "share"),
    [(shapely.box(36.0, 36.2, 38.0, 36.8), 50), (shapely.box(10, 10, 11, 11), 0)],
    ids=["half", "elsewhere"],
)
def test_a_zone_that_the_raster_does_not_cover_has_no_number(
    write: Write, area: BaseGeometry, share: float
) -> None:
    found = people(area, write(VALUES))
    assert (found.people, found.covered_pct) == (None, share)
    assert found.reason == f"the raster covers {share} % of it"


def test_a_cell_more_or_less_at_the_edge_is_let_pass_and_said(write: Write) -> None:
    area = shapely.box(37 - EIGHTH / 16, 36.5, 38, 36.75)
    found = people(area, write(VALUES, cell=EIGHTH))
    there = drawn_people(area, VALUES, (37, 37), EIGHTH)
    assert found.people == pytest.approx(there, rel=1e-9)
    assert found.covered_pct == 99.2


def test_what_is_below_nobody_is_not_summed(write: Write) -> None:
    values = VALUES.copy()
    values[4, 4] = -200  # GHS-POP's mark, of which this file says nothing
    found = people(WHOLE_CELLS, write(values))
    assert found.people is None
    assert found.reason == "the raster has -200 people in a cell and does not call it nodata"


def rotated() -> Any:
    return rasterio.Affine(0.1, 0.02, 37, 0.02, -0.1, 37)


@pytest.mark.filterwarnings("ignore::rasterio.errors.NotGeoreferencedWarning")
@pytest.mark.parametrize(
    ("options", "said"),
    [
        ({"crs": None}, "no CRS: expected one that says its CRS"),
        ({"crs": LOCAL}, "a CRS that is nowhere on earth"),
        ({"transform": None}, "cells that are not laid out north up"),
        ({"transform": "rotated"}, "cells that are not laid out north up"),
        ({"scales": (0.1,)}, "scaled values: expected people as they are"),
        ({"name": "syr_pd_2019_1km.tif"}, "people per km², as its name or tags say"),
        ({"name": "gpw_v4_population_density_2015.tif"}, "people per km², as its name or tags say"),
        ({"tags": {"units": "persons per square km"}}, "people per km², as its name or tags say"),
        ({"tags": {"units": "people/km2"}}, "people per km², as its name or tags say"),
    ],
)
def test_what_would_give_a_wrong_sum_is_refused(
    write: Write, options: dict[str, Any], said: str
) -> None:
    if options.get("transform") == "rotated":
        options = {"transform": rotated()}
    with pytest.raises(PopulationError, match=re.escape(said)):
        people(WHOLE_CELLS, write(VALUES, **options))


@pytest.mark.parametrize(
    "name", ["syr_ppp_2019_UNadj.tif", "GHS_POP_E2020_GLOBE_R2023A_54009_100_V1_0.tif", "pdf.tif"]
)
def test_a_count_is_not_taken_for_a_density(write: Write, name: str) -> None:
    assert people(WHOLE_CELLS, write(VALUES, name=name)).people


def test_several_bands_are_refused_with_the_way_to_one(write: Write) -> None:
    with pytest.raises(PopulationError, match=r"3 bands: expected one: gdal_translate -b 1"):
        people(WHOLE_CELLS, write(np.stack([VALUES] * 3)))


def test_a_complex_number_is_no_number_of_people(write: Write) -> None:
    with pytest.raises(PopulationError, match="complex64: expected numbers of people"):
        people(WHOLE_CELLS, write(VALUES.astype("complex64")))


def test_a_text_named_tif_is_no_geotiff(tmp_path: Path) -> None:
    file = tmp_path / "people.tif"
    file.write_text("name,people\nManbij,99497\n", encoding="utf-8")
    with pytest.raises(PopulationError, match=r"people.tif: no GeoTIFF: expected a GeoTIFF"):
        people(WHOLE_CELLS, file)


@pytest.mark.parametrize("kept", [8, 100, 400])
def test_half_a_geotiff_is_refused_in_a_line(write: Write, tmp_path: Path, kept: int) -> None:
    broken = tmp_path / "broken.tif"
    broken.write_bytes(write(VALUES).read_bytes()[:kept])
    with pytest.raises(PopulationError, match=r"^[^\n]*broken\.tif: [^\n]+: expected [^\n]+$"):
        people(WHOLE_CELLS, broken)


@pytest.mark.parametrize("name", ["nowhere.tif", "", "/vsicurl/http://localhost/a.tif", "a\0b"])
def test_what_is_no_file_is_refused_and_nothing_is_fetched(name: str) -> None:
    with pytest.raises(PopulationError, match="expected a GeoTIFF"):
        people(WHOLE_CELLS, Path(name))


@pytest.mark.parametrize(
    ("name", "tags", "year"),
    [
        ("syr_ppp_2019_UNadj.tif", {}, 2019),
        ("GHS_POP_E2020_GLOBE_R2023A_54009_100_V1_0.tif", {}, 2020),
        ("landscan-global-2018.tif", {}, 2018),
        ("people.tif", {"year": "2015"}, 2015),
        ("people.tif", {}, None),
        ("people-2000-2020.tif", {}, None),
        ("people.tif", {"TIFFTAG_DATETIME": "2021:01:01 00:00:00"}, None),
        ("tile_20190101.tif", {}, None),
    ],
)
def test_the_year_is_what_name_or_tag_say(
    write: Write, name: str, tags: dict[str, str], year: int | None
) -> None:
    found = population.counted_in({"zone": WHOLE_CELLS}, write(VALUES, name=name, tags=tags))
    assert found.year == year
    assert found.said == f"{name} ({year or 'year unknown'})"


def test_displaced_people_are_not_counted_unless_the_file_says_so(write: Write) -> None:
    plain = population.counted_in({"zone": WHOLE_CELLS}, write(VALUES))
    assert Note("displaced") in plain.notes
    tags = {"TIFFTAG_IMAGEDESCRIPTION": "Residents and internally displaced persons"}
    told = population.counted_in({"zone": WHOLE_CELLS}, write(VALUES, tags=tags))
    assert Note("displaced") not in told.notes


def test_without_the_extra_the_way_to_it_is_said(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(VALUES)
    monkeypatch.setitem(sys.modules, "rasterio", None)
    with pytest.raises(PopulationError, match=r"pip install 'geozone\[population\]'"):
        people(WHOLE_CELLS, file)


@pytest.fixture
def around(write: Write) -> Path:
    """A raster over the whole of the shipped scenario: one person in each cell."""
    return write(np.ones((60, 100), "float32"), (34.0, 39.0), 0.1, name="made_2019.tif")


def test_every_zone_of_a_study_gets_its_people(study: Study, around: Path) -> None:
    found = {each.zone: each.people for each in population.count_people(study, around).zones}
    assert list(found) == [zone.id for zone in study.zones if zone.area_km2 is not None]
    for id_, number in found.items():
        assert number == pytest.approx(study.zones[id_].geometry.area / 0.01, rel=1e-6)


def test_compare_says_file_year_and_notes_beside_every_total(
    around: Path, computed_once: None
) -> None:
    ran = run("compare", "--population", str(around))
    assert (ran.code, ran.err) == (0, "")
    assert "People by made_2019.tif (2019):" in ran.out
    assert str(Note("displaced")) in ran.out
    told = run("compare", "--population", str(around), "--format", "json").json["population"]
    assert (told["file"], told["year"]) == ("made_2019.tif", 2019)
    assert told["notes"] == [str(Note("counts")), str(Note("displaced"))]
    row = next(each for each in told["zones"] if each["zone"] == "us-position/5")
    assert re.search(rf"us-position/5 +{row['people']} +100 %", ran.out)


def test_a_broken_raster_is_one_line_and_nothing_is_printed(
    tmp_path: Path, computed_once: None
) -> None:
    file = tmp_path / "people.tif"
    file.write_text("no raster", encoding="utf-8")
    for form in ("text", "json", "csv", "md", "html"):
        ran = run("compare", "--population", str(file), "--format", form)
        assert (ran.code, ran.out) == (2, "")
        assert re.fullmatch(r"geozone: [^\n]*people\.tif: no GeoTIFF: expected [^\n]*\n", ran.err)
