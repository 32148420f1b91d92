"""The lowest versions that pyproject.toml declares, read from it, so a changed one is tested."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from typing import Any

from packaging.requirements import Requirement

from tests.install.fresh import ROOT

EXTRAS = ("parquet", "population", "report")


def project() -> Mapping[str, Any]:
    """The table ``[project]`` of pyproject.toml."""
    with (ROOT / "pyproject.toml").open("rb") as file:
        table: Mapping[str, Any] = tomllib.load(file)["project"]
    return table


def declared() -> list[Requirement]:
    """What users install: the dependencies and the extras for users."""
    table = project()
    texts = list(table["dependencies"])
    for extra in EXTRAS:
        texts += table["optional-dependencies"][extra]
    return [Requirement(text) for text in texts]


def lowest(requirement: Requirement) -> str:
    """The one lowest version that a requirement names; a requirement without one is a fault."""
    bounds = [each.version for each in requirement.specifier if each.operator in {">=", "=="}]
    assert len(bounds) == 1, f"{requirement} in pyproject.toml names no one lowest version"
    return bounds[0]


def constraints() -> str:
    """A constraints file for pip: exactly the lowest version of everything declared."""
    return "".join(f"{each.name}=={lowest(each)}\n" for each in declared())
