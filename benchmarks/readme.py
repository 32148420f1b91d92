"""Write the tables of a run into the README beside this file."""

from __future__ import annotations

import datetime
import os
import platform
from importlib.metadata import version
from pathlib import Path

README = Path(__file__).resolve().parent / "README.md"


def keep(text: str, by: str) -> None:
    """Put a text between the marks of the script that produced it."""
    begin, end = f"<!-- begin: written by {by} -->", f"<!-- end: written by {by} -->"
    before, _, rest = README.read_text(encoding="utf-8").partition(begin)
    _, found, after = rest.partition(end)
    if not found:
        raise SystemExit(f"{README.name} must have the marks {begin} and {end}: put them in")
    README.write_text(f"{before}{begin}\n{text}\n{end}{after}", encoding="utf-8")


def where() -> str:
    """The day, the versions and the machine."""
    packages = ", ".join(f"{name} {version(name)}" for name in ("shapely", "pyproj", "numpy"))
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg())
    return (
        f"{datetime.datetime.now(datetime.UTC):%Y-%m-%d}: Python {platform.python_version()}, "
        f"{packages}, {platform.system()} {platform.machine()}, {os.cpu_count()} processors "
        f"(load {load})"
    )


def table(heads: str, rows: list[tuple[str, ...]], left: int = 1) -> str:
    """A table in Markdown; the first columns are aligned left, the others right."""
    count = heads.count("|") + 1
    marks = "|".join("---" if i < left else "--:" for i in range(count))
    return "\n".join([f"| {heads} |", f"|{marks}|", *(f"| {' | '.join(row)} |" for row in rows)])
