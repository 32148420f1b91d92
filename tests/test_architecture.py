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
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.rooms import (
    CIRCLES_UNTIL_CUT,
    HEAVY,
    LONG_UNTIL_CUT,
    MEETS_GAZETTEER,
    ROOMS,
    THIN,
    UNTIL_CUT,
)

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("gazetteer", "geozone", "maps")

# Who of us may import whom; a package may always import itself.
ARROWS = {"gazetteer": set(), "geozone": {"gazetteer"}, "maps": {"geozone"}}
GOES_OUT = ("ftplib", "http", "requests", "socket", "ssl", "urllib.request", "urllib3")

MOST_LINES = 500
MOST_LINES_OF_A_DOOR = 65
MOST_MODULES_OF_A_ROOM = 20
MOST_FUNCTIONS_OF_A_NAME = 3  # a reader who searches for a name finds what is meant
SHARED_NAMES = {"command", "__getattr__", "__dir__"}  # click's and Python's, one a module
VAGUE = {"utils", "util", "helpers", "helper", "common", "core", "misc", "tools"}
# At the top of a package a prefix stands in for a room.
PREFIXES = ("schema_", "figure_", "report_", "adhoc_", "export_", "own_")
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


def room_of(module: str) -> str:
    """The room of a module, named within its package; "" is the package's own door."""
    package, *rest = module.split(".")
    names = {name for rooms in ROOMS[package] for name in rooms}
    for length in range(len(rest), 0, -1):
        if ".".join(rest[:length]) in names:
            return ".".join(rest[:length])
    return ""


def rank(module: str) -> int:
    """How high a module's room stands in its package; the door stands highest."""
    package, room = module.partition(".")[0], room_of(module)
    found = [number for number, rooms in enumerate(ROOMS[package]) if room in rooms]
    return found[0] if found else len(ROOMS[package])


def test_the_reader_of_imports_sees_them() -> None:
    found = {(each.by, each.of, each.when) for each in imports()}
    assert ("geozone.lines.border", "geozone.atlas.world", "load") in found
    assert ("geozone.cli.map", "maps.page.compose", "call") in found
    assert ("geozone", "geozone.study.study", "types") in found


def test_every_module_stands_in_a_room() -> None:
    doors = set(PACKAGES)
    assert {name for name in MODULES if not room_of(name)} == doors


def test_every_room_is_there() -> None:
    named = {
        f"{package}.{name}" for package in PACKAGES for rooms in ROOMS[package] for name in rooms
    }
    assert named <= set(MODULES)


def test_the_arrow_gazetteer_geozone_maps_has_no_other_direction() -> None:
    faults = []
    for each in ours():
        by, of = each.by.split(".")[0], each.of.split(".")[0]
        is_roof = is_in(each.by, "geozone.cli") and of == "maps"
        if by != of and of not in ARROWS[by] and not is_roof:
            faults.append(each)
    assert not faults, listed(faults)


def against_the_arrows() -> list[Import]:
    """Imports within a package of a room that stands as high or higher, or of the door."""
    found = []
    for each in ours():
        by, of = each.by.split(".")[0], each.of.split(".")[0]
        if by == of and room_of(each.by) != room_of(each.of) and rank(each.by) <= rank(each.of):
            found.append(each)
    return found


def test_no_import_goes_against_the_arrows_of_the_rooms() -> None:
    faults = [each for each in against_the_arrows() if (each.by, each.of) not in UNTIL_CUT]
    assert not faults, listed(faults)


def test_an_import_that_waits_for_its_cut_is_still_there() -> None:
    there = {(each.by, each.of) for each in against_the_arrows()}
    assert there >= UNTIL_CUT


def test_nobody_of_us_imports_a_thin_module() -> None:
    thin = {f"geozone.{name}" for name in THIN}
    faults = [each for each in ours() if each.of in thin]
    assert not faults, listed(faults)


def test_the_command_line_imports_maps_only_inside_a_command() -> None:
    faults = [
        each
        for each in ours(("load",))
        if is_in(each.by, "geozone.cli") and each.of.startswith("maps")
    ]
    assert not faults, listed(faults)


def test_in_geozone_only_rooms_with_names_of_places_know_the_gazetteer() -> None:
    faults = [
        each
        for each in ours()
        if each.by.startswith("geozone")
        and is_in(each.of, "gazetteer")
        and not any(is_in(each.by, room) for room in MEETS_GAZETTEER)
    ]
    faults += [
        each
        for each in ours()
        if is_in(each.by, "geozone.scenario.format") and is_in(each.of, "gazetteer")
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
    commands = {
        name
        for name in MODULES
        if name.startswith("geozone.cli.") and name.count(".") == 2 and not _is_package(name)
    } - {"geozone.cli.__main__", "geozone.cli.program"}
    assert len(commands) >= 14
    faults = [each for each in ours() if is_in(each.by, "geozone.cli") and each.of in commands]
    assert not faults, listed(faults)


def _is_package(name: str) -> bool:
    return MODULES[name].name == "__init__.py"


def circles(graph: dict[str, set[str]]) -> list[set[str]]:
    """Sets of modules that reach each other (strongly connected, by Tarjan's algorithm)."""
    order: dict[str, int] = {}
    low: dict[str, int] = {}
    waiting: list[str] = []
    found: list[set[str]] = []

    def walk(module: str) -> None:
        order[module] = low[module] = len(order)
        waiting.append(module)
        for other in sorted(graph[module]):
            if other not in order:
                walk(other)
                low[module] = min(low[module], low[other])
            elif other in waiting:
                low[module] = min(low[module], order[other])
        if low[module] == order[module]:
            start = waiting.index(module)
            group = set(waiting[start:])
            del waiting[start:]
            if len(group) > 1:
                found.append(group)

    for module in sorted(graph):
        if module not in order:
            walk(module)
    return found


def graph_of_imports(without: set[tuple[str, str]]) -> dict[str, set[str]]:
    """Who imports whom, for types too; a package's door apart, which finds its names late."""
    graph: dict[str, set[str]] = {name: set() for name in MODULES}
    for each in ours():
        is_late = each.by in PACKAGES and each.when != "load"
        if each.of in MODULES and (each.by, each.of) not in without and not is_late:
            graph[each.by].add(each.of)
    return graph


def test_a_circle_is_found() -> None:
    graph = {"a": {"b"}, "b": {"c"}, "c": {"b"}, "d": {"a"}}
    assert circles(graph) == [{"b", "c"}]


def test_no_imports_go_in_a_circle() -> None:
    assert not circles(graph_of_imports(UNTIL_CUT | CIRCLES_UNTIL_CUT))


def test_a_circle_that_waits_for_its_cut_is_still_there() -> None:
    there = {(each.by, each.of) for each in ours()}
    assert there >= CIRCLES_UNTIL_CUT


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
    assert {name for name, count in long.items() if count > MOST_LINES} == LONG_UNTIL_CUT


def test_a_package_is_a_door_and_no_room() -> None:
    doors = {path: lines(path) for name, path in MODULES.items() if path.name == "__init__.py"}
    del doors[MODULES["geozone.cli"]]  # the command itself
    long = {str(path.relative_to(ROOT)): count for path, count in doors.items()}
    assert not {name: count for name, count in long.items() if count > MOST_LINES_OF_A_DOOR}


def test_a_room_holds_no_more_than_a_reader_can_oversee() -> None:
    rooms = Counter(path.parent for path in MODULES.values())
    full = {
        str(folder.relative_to(ROOT)): count
        for folder, count in rooms.items()
        if count - 1 > MOST_MODULES_OF_A_ROOM  # its door apart
    }
    assert not full


def test_a_folder_of_tests_holds_no_more_either() -> None:
    folders = Counter(path.parent for path in (ROOT / "tests").rglob("*.py"))
    full = {
        str(folder.relative_to(ROOT)): count
        for folder, count in folders.items()
        if count > MOST_MODULES_OF_A_ROOM
    }
    assert not full


def test_a_room_says_in_two_lines_what_belongs_in_it() -> None:
    for name, path in MODULES.items():
        if path.name == "__init__.py" and name not in PACKAGES:
            said = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or ""
            assert len(said.split("\n\n")) >= 2, f"{name}: a line of its own, then one more"


@pytest.mark.parametrize("package", PACKAGES)
def test_no_prefix_stands_in_for_a_room(package: str) -> None:
    names = [path.stem for path in (ROOT / package).glob("*.py")]
    assert not [name for name in names if name.startswith(PREFIXES)]


def functions(sources: dict[str, str]) -> Counter[str]:
    """In how many modules each name of a function stands at the top; an overload counts once."""
    return Counter(
        name
        for source in sources.values()
        for name in {
            node.name
            for node in ast.parse(source).body
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        - SHARED_NAMES
    )


def test_a_function_is_counted_once_a_module_and_only_at_the_top() -> None:
    twice = "def check(): ...\ndef check():\n    def _within(): ...\n"
    found = functions({"a": twice, "b": "async def check(): ...\ndef command(): ...\n"})
    assert found == {"check": 2}


def test_no_name_of_a_function_says_more_than_three_things() -> None:
    found = functions({name: path.read_text("utf-8") for name, path in MODULES.items()})
    assert len(found) > 1000
    often = {name: count for name, count in found.items() if count > MOST_FUNCTIONS_OF_A_NAME}
    assert not often


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
    folders = re.search(rf'-m "?{kind}(?: and not \w+")? (.+) ;;', makefile)
    assert folders is not None
    assert marked == set(folders[1].split())
