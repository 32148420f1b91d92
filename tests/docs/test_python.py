"""No public name without words: on the site, and in its docstring."""

from __future__ import annotations

import dataclasses
import functools
import importlib
import inspect
import types
from collections.abc import Iterator
from pathlib import Path

import pytest
from numpydoc.docscrape import NumpyDocString
from sphinx.util.inventory import InventoryFile

import gazetteer
import geozone
import maps

PACKAGES = (gazetteer, geozone, maps)


def public() -> Iterator[str]:
    """Names that a package exports, and those of the modules that it offers."""
    for package in PACKAGES:
        for name in dir(package) if package is not gazetteer else package.__all__:
            thing = getattr(package, name)
            if isinstance(thing, types.ModuleType):
                yield from (f"{thing.__name__}.{each}" for each in of_module(thing))
            else:
                yield f"{package.__name__}.{name}"


def of_module(module: types.ModuleType) -> list[str]:
    own = [
        name
        for name, thing in vars(module).items()
        if not name.startswith("_") and getattr(thing, "__module__", None) == module.__name__
    ]
    return list(getattr(module, "__all__", own))


@pytest.fixture(scope="session")
def shown(built: Path) -> set[str]:
    """Every name of Python that the site has words on."""
    data = (built / "site" / "objects.inv").read_bytes()
    inventory = InventoryFile.loads(data, uri="").data
    return {name for kind, names in inventory.items() if kind.startswith("py:") for name in names}


@pytest.fixture(scope="session")
def things(shown: set[str]) -> dict[str, object]:
    """What these names stand for."""
    return {name: resolved(name) for name in sorted(shown)}


def resolved(name: str) -> object:
    first, *rest = name.split(".")
    thing: object = importlib.import_module(first)
    for part in rest:
        if isinstance(thing, types.ModuleType) and not hasattr(thing, part):
            importlib.import_module(f"{thing.__name__}.{part}")
        thing = (
            inspect.getattr_static(thing, part) if inspect.isclass(thing) else getattr(thing, part)
        )
    return thing


@pytest.mark.parametrize("name", sorted(set(public())))
def test_a_public_name_stands_in_the_documentation(things: dict[str, object], name: str) -> None:
    thing = resolved(name)
    assert any(each is thing for each in things.values())


def classes(things: dict[str, object]) -> dict[type, set[str]]:
    """Documented classes, and the members that are shown under any of their names."""
    found: dict[type, set[str]] = {}
    for name, thing in things.items():
        if inspect.isclass(thing):
            members = {each.rpartition(".")[2] for each in things if each.startswith(f"{name}.")}
            found.setdefault(thing, set()).update(members)
    return found


def test_every_public_member_of_a_documented_class_is_shown(things: dict[str, object]) -> None:
    kinds = (types.FunctionType, property, classmethod, staticmethod, functools.cached_property)
    silent = [
        f"{each.__qualname__}.{member}"
        for each, members in classes(things).items()
        for member, value in vars(each).items()
        if isinstance(value, kinds) and not member.startswith("_") and member not in members
    ]
    assert sorted(silent) == []


def test_every_value_of_a_documented_class_has_words(things: dict[str, object]) -> None:
    silent = [
        f"{each.__qualname__}: {field.name}"
        for each in classes(things)
        if dataclasses.is_dataclass(each)
        for field in dataclasses.fields(each)
        if not field.name.startswith("_") and field.name not in documented(each)
    ]
    assert sorted(silent) == []


def test_every_parameter_of_a_documented_function_has_words(things: dict[str, object]) -> None:
    silent = [
        f"{name}: {parameter}"
        for name, thing in things.items()
        if inspect.isfunction(thing) and documented(thing)
        for parameter in inspect.signature(thing).parameters
        if parameter not in {"self", *documented(thing)}
    ]
    assert silent == []


def documented(thing: object) -> set[str]:
    text = NumpyDocString(inspect.getdoc(thing) or "")
    rows = [*text["Parameters"], *text["Attributes"]]
    return {name.strip() for row in rows for name in row.name.split(",")}
