"""Nothing of a scenario takes apart text that our own code has written."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

import geozone
from gazetteer import AmbiguousName, Gazetteer, UnknownName

ROOM = Path(geozone.__file__).parent / "scenario"
TAKES_APART = {
    *("partition", "rpartition", "split", "rsplit", "removeprefix", "removesuffix", "startswith"),
    *("endswith", "match", "fullmatch", "search", "sub", "findall"),
}
# Where text is read that people write, a file's name, or a sentence of Python's own parser.
READERS = {
    "format/forms.py": None,
    "format/toml_file.py": None,
    "options.py": {"pair", "_place"},
    "provenance.py": {"file_name"},
}


def taken_apart(path: Path) -> set[str]:
    """The functions of a module that take text apart."""
    found = set()
    for function in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(function, ast.FunctionDef):
            for node in ast.walk(function):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                    name, texts = node.func.attr, len(node.args)
                    if name in TAKES_APART or (name == "replace" and texts == 2):
                        found.add(function.name)
    return found


def test_only_what_people_write_is_taken_apart() -> None:
    modules = [*ROOM.rglob("*.py"), ROOM.parent / "study" / "from_options.py"]
    assert len(modules) > 15
    for path in modules:
        name = path.relative_to(ROOM).as_posix() if path.is_relative_to(ROOM) else path.name
        readers = READERS.get(name, set())
        if readers is not None:
            assert taken_apart(path) <= readers, name


def test_an_error_of_the_gazetteer_gives_its_advice_without_the_name() -> None:
    assert UnknownName("a — b").advice == "check the spelling, or give its lon and lat"
    assert UnknownName("a", reason="it is a people — not a place").advice == (
        "it is a people — not a place"
    )
    with pytest.raises(AmbiguousName) as refused:
        Gazetteer().resolve("Tripoli")
    assert refused.value.advice.startswith("Tripoli (LBY at 13.19, 32.89), Tripoli (LBN at ")
    assert str(refused.value).endswith(refused.value.advice)
