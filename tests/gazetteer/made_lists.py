"""Lists that tests bring: a few camps, and dumps of GeoNames."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from gazetteer.lists import cache

CAMPS = """name,lon,lat,country,also
Camp 7,37.91,36.6012345,SY,Tadamun|Mukhayyam as-Salam
Manbij,37.96,36.53,SY,
Tripoli,40.0,36.0,,
"""


def saved(folder: Path, text: str = CAMPS, name: str = "camps.csv") -> Path:
    file = folder / name
    file.write_text(text, encoding="utf-8")
    return file


def feature(number: int, name: str, kind: str = "P.PPL", **said: object) -> str:
    cells = dict(enumerate([""] * 19))
    class_, code = kind.split(".")
    lon, lat = said.get("at", (37.0, 36.0))  # type: ignore[misc]
    cells |= {0: str(number), 1: name, 3: str(said.get("also", "")), 4: str(lat), 5: str(lon)}
    cells |= {6: class_, 7: code, 8: "SY", 10: "09", 14: str(said.get("people", 0))}
    return "\t".join(cells.values()) + "\n"


DUMP = [
    feature(167357, "Manbij", people=99_497, at=(37.95495, 36.52815), also="Mambij,منبج,QXJ"),
    feature(1, "Sajur Camp", at=(37.1, 36.6)),
    feature(2, "Nahr Sajur Test", "H.STM"),
    feature(3, "Muhafazat Test", "A.ADM1"),
    feature(4, "Test Lake", "H.LK"),
    feature(5, "Jabal Test", "T.MT"),
    feature(6, "Old Country", "A.PCLH"),
]


def dump(folder: Path, rows: Iterable[str] = DUMP, name: str = "SY.txt") -> Path:
    return saved(folder, "".join(rows), name)


LARGE = [*DUMP, *(feature(n, f"Village {n}", at=(n % 300 / 10, 30)) for n in range(10, 6_000))]


def kept() -> list[Path]:
    return sorted(cache.folder().iterdir()) if cache.folder().exists() else []
