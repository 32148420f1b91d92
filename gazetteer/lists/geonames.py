"""Dumps of GeoNames: their columns, and which of their features the gazetteer takes as places.

The format is described at https://download.geonames.org/export/dump/readme.txt, "The main 'geoname'
table": 19 columns, no heading. This module reads no file; `gazetteer.lists.text` does.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from gazetteer.index_file.index import KINDS

COLUMNS = 19
_ID, _NAME, _OTHERS, _LAT, _LON, _CLASS, _CODE, _COUNTRY, _ADMIN, _POPULATION = (
    0, 1, 3, 4, 5, 6, 7, 8, 10, 14,
)  # fmt: skip
# The heading that a dump lacks, in the column names of `gazetteer.lists.rows`.
HEADING = (
    "name", "lon", "lat", "country", "population", "source", "kind", "admin1", "geonameid",
    "alternatenames",
)  # fmt: skip
POPULATED = ("P",)  # the feature class of cities and villages
_NO_CELLS = ("",) * (len(HEADING) - 1)
# Kinds of places by GeoNames' feature class and feature code; "" stands for every other code.
_KINDS = {
    "P": {"": "town"},
    "A": {
        **dict.fromkeys(("PCL", "PCLI", "PCLD", "PCLF", "PCLS", "PCLIX"), "country"),
        **dict.fromkeys(("ADM1", "ADM2", "ADM3", "ADM4", "ADM5", "ADMD", "TERR"), "division"),
    },
    "L": {"CONT": "continent", **dict.fromkeys(("RGN", "RGNE", "RGNL"), "region")},
    "H": {
        **dict.fromkeys(("STM", "STMI", "STMX", "STMA", "STMD"), "river"),
        **dict.fromkeys(("LK", "LKI", "LKN", "LKS", "LKX", "LKC", "RSV", "LGN"), "lake"),
        **dict.fromkeys(("SEA", "OCN", "GULF", "BAY", "STRT"), "sea"),
    },
}

Wanted = Callable[[str, str], bool]  # whether a feature class and feature code are taken
Row = tuple[int, tuple[str, ...]]


def kind_of(feature_class: str, feature_code: str) -> str | None:
    """The kind of place that a feature is; None for a feature that the gazetteer does not take.

    Every populated place is a town; of the rest countries, divisions, regions, continents, rivers,
    lakes and seas, without those that are only historical. Roads, mountains, buildings, springs
    and the like are none.

    Examples
    --------
    >>> kind_of("P", "PPLA2"), kind_of("A", "ADM2"), kind_of("H", "STM"), kind_of("T", "MT")
    ('town', 'division', 'river', None)
    """
    kinds = _KINDS.get(feature_class)
    if kinds is None:
        return None
    kind = kinds.get(feature_code) or kinds.get("")
    return kind if kind in KINDS else None


def is_place(feature_class: str, feature_code: str) -> bool:
    """Whether a feature is a place that can be asked for by its name.

    Examples
    --------
    >>> is_place("H", "LK"), is_place("S", "CMP")
    (True, False)
    """
    return kind_of(feature_class, feature_code) is not None


def is_dump(line: str) -> bool:
    r"""Whether a file's first line is that of a dump.

    Examples
    --------
    >>> is_dump("name\tlon\tlat")
    False
    """
    cells = line.rstrip("\r\n").split("\t")
    return len(cells) == COLUMNS and cells[_ID].isdigit() and len(cells[_CLASS]) <= 1


def rows(lines: Iterator[tuple[int, str]], wanted: Wanted) -> Iterator[Row]:
    """Turn the lines of a dump into rows under `HEADING`.

    A line with another number of columns gives a row with only a name, so that it is reported as
    broken and not passed over in silence.

    Parameters
    ----------
    lines
        Each line with its number.
    wanted
        Whether a feature class and code are taken.
    """
    for number, line in lines:
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) != COLUMNS:
            if line.strip():
                yield number, (f"line {number}", *_NO_CELLS)
        elif wanted(cells[_CLASS], cells[_CODE]):
            yield number, _cells_taken(cells)


def _cells_taken(cells: list[str]) -> tuple[str, ...]:
    taken = (cells[at] for at in (_NAME, _LON, _LAT, _COUNTRY, _POPULATION))
    kind = kind_of(cells[_CLASS], cells[_CODE]) or ""
    # GeoNames separates alternate names by commas; a name itself never holds one.
    others = cells[_OTHERS].replace(",", "|")
    return (*taken, f"GeoNames {cells[_ID]}", kind, cells[_ADMIN], cells[_ID], others)
