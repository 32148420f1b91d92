"""The names that scripts of others build on: they are there, documented, and stay as they are."""

from __future__ import annotations

import importlib
import importlib.resources
import inspect
import pkgutil
import subprocess
import sys
import types

import pytest

import gazetteer
import geozone
import maps
from geozone.lines.border import Border

PUBLIC = {
    gazetteer: [
        "Alternative",
        "AmbiguousName",
        "Gazetteer",
        "GazetteerError",
        "Match",
        "Nearby",
        "Place",
        "UnknownCountry",
        "UnknownName",
    ],
    geozone: [
        "Border",
        "GeozoneError",
        "Own",
        "Piece",
        "Refused",
        "ScenarioError",
        "Side",
        "Study",
        "Zone",
        "along",
        "buffer",
        "compare",
        "depth_curve",
        "distance_km",
        "geometry_of",
        "judge_all",
        "load",
        "nearest_points",
        "places_within",
    ],
    maps: ["draw", "figure", "report", "save"],
}
PACKAGES = pytest.mark.parametrize("package", PUBLIC, ids=lambda package: package.__name__)
NAMES = pytest.mark.parametrize(
    ("package", "name"),
    [
        pytest.param(package, name, id=f"{package.__name__}.{name}")
        for package, names in PUBLIC.items()
        for name in names
    ],
)
MODULES = [
    found.name
    for package in PUBLIC
    for found in pkgutil.walk_packages(package.__path__, f"{package.__name__}.")
    if not found.name.endswith("__main__")
]


@PACKAGES
def test_a_package_exports_what_is_documented(package: types.ModuleType) -> None:
    assert sorted(package.__all__) == PUBLIC[package]
    assert set(PUBLIC[package]) <= set(dir(package))


@PACKAGES
def test_a_package_says_what_it_is(package: types.ModuleType) -> None:
    assert package.__doc__


@NAMES
def test_a_public_name_is_there_and_says_what_it_does(package: types.ModuleType, name: str) -> None:
    first, *_ = (inspect.getdoc(getattr(package, name)) or "").splitlines()
    assert first.endswith(".")


def functions() -> list[tuple[str, types.FunctionType]]:
    """Public functions and the public methods of public classes."""
    found = []
    for package, names in PUBLIC.items():
        for name in names:
            thing = getattr(package, name)
            if inspect.isfunction(thing):
                found.append((f"{package.__name__}.{name}", thing))
            elif not issubclass(thing, Exception):
                members = inspect.getmembers(thing, inspect.isfunction)
                found += [
                    (f"{package.__name__}.{name}.{member}", function)
                    for member, function in members
                    if not member.startswith("_")
                ]
    return found


@pytest.mark.parametrize("function", [pytest.param(f, id=name) for name, f in functions()])
def test_a_public_function_shows_an_example(function: types.FunctionType) -> None:
    assert ">>>" in (inspect.getdoc(function) or "")


def test_an_unknown_name_is_refused_as_python_does_it() -> None:
    for package in (geozone, maps):
        with pytest.raises(AttributeError, match="has no attribute 'nothing'"):
            _ = package.nothing


@pytest.mark.parametrize("name", MODULES)
def test_every_module_can_be_imported(name: str) -> None:
    module = importlib.import_module(name)
    assert isinstance(module, types.ModuleType)
    assert module.__doc__


def test_a_module_is_reached_under_its_name_after_everything_is_imported() -> None:
    for name in MODULES:
        importlib.import_module(name)
    for package, names in PUBLIC.items():
        for name in names:
            assert not isinstance(getattr(package, name), types.ModuleType)
    assert isinstance(geozone.zone, types.ModuleType)
    assert isinstance(geozone.border, types.ModuleType)


def test_a_module_that_the_readme_names_is_there_without_an_import_of_its_own() -> None:
    script = (
        "import geozone, maps\n"
        "print(geozone.border.Border, geozone.zone.Side, geozone.adhoc.Own, geozone.export.write,\n"
        "      maps.house_style.read, maps.figure_file.save)"
    )
    subprocess.run([sys.executable, "-c", script], check=True, capture_output=True, timeout=60)


@PACKAGES
def test_completion_offers_what_is_public_and_nothing_else(package: types.ModuleType) -> None:
    offered = [name for name in dir(package) if not name.startswith("_")]
    assert len(offered) == len(set(offered))
    assert "annotations" not in offered or package is gazetteer
    for name in offered:
        assert inspect.getdoc(getattr(package, name)) or package is gazetteer


def test_a_package_is_typed() -> None:
    for package in PUBLIC:
        assert importlib.resources.files(package).joinpath("py.typed").is_file()


def parameters(function: object) -> list[str]:
    """Names as they can be given: ``name=`` where it must be named."""
    return [
        f"{each.name}=" if each.kind is each.KEYWORD_ONLY else each.name
        for each in inspect.signature(function).parameters.values()
        if each.name not in {"self", "cls"}
    ]


@pytest.mark.parametrize(
    ("function", "begins", "named"),
    [
        (geozone.load, ["name_or_path"], []),
        (geozone.along, ["border"], ["into=", "depth=", "piece=", "places="]),
        (geozone.compare, ["study"], []),
        (geozone.depth_curve, ["study"], ["line=", "into=", "deepest_km=", "step_km="]),
        (geozone.buffer, ["geometry", "distance_m"], ["tolerance_m="]),
        (geozone.distance_km, ["points", "line"], []),
        (geozone.nearest_points, ["points", "line"], []),
        (Border.between, ["a", "b"], []),
        (geozone.places_within, ["geometry", "distance_km"], ["places="]),
        (gazetteer.Gazetteer.resolve, ["name"], ["country="]),
        (gazetteer.Gazetteer.nearest, ["lon", "lat"], ["count=", "within_km="]),
        (gazetteer.Gazetteer.with_places, ["source"], ["progress="]),
        (maps.draw, ["study"], []),
    ],
    ids=lambda value: getattr(value, "__qualname__", None),
)
def test_a_call_that_others_wrote_goes_on_working(
    function: object, begins: list[str], named: list[str]
) -> None:
    given = parameters(function)
    positional = [name for name in given if not name.endswith("=")]
    assert positional == begins
    assert set(named) <= set(given)


def test_a_map_is_saved_by_two_plain_arguments() -> None:
    assert len(parameters(maps.save)) == 2


def test_a_buffer_is_within_a_metre_unless_told_otherwise() -> None:
    assert inspect.signature(geozone.buffer).parameters["tolerance_m"].default == 1.0


def test_a_border_gives_its_line_and_its_length() -> None:
    border = Border.between("TUR", "SYR")
    assert border.line.geom_type in {"LineString", "MultiLineString"}
    assert 904 <= border.length_km <= 908
    assert callable(border.section)


def test_a_place_has_lon_lat_and_an_alpha_3_country() -> None:
    place = gazetteer.Gazetteer().resolve("Manbij", country="SY")
    assert (round(place.lon), round(place.lat), place.country) == (38, 37, "SYR")


@pytest.mark.parametrize(
    ("name", "error"),
    [("Tripoli", gazetteer.AmbiguousName), ("no such place anywhere", gazetteer.UnknownName)],
)
def test_a_name_that_means_nothing_or_too_much_is_a_lookup_error(
    name: str, error: type[Exception]
) -> None:
    assert issubclass(error, LookupError)
    with pytest.raises(error, match=name):
        gazetteer.Gazetteer().resolve(name)


def test_errors_have_one_base_in_each_package() -> None:
    assert issubclass(gazetteer.UnknownName, gazetteer.GazetteerError)
    with pytest.raises(geozone.GeozoneError, match="no-such-scenario"):
        geozone.load("no-such-scenario")
