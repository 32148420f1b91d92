"""How many names of the held-out test are answered rightly: tables, and the files they are kept in.

`python -m tests.gazetteer.accuracy` measures and writes both files; it takes some minutes.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer import AmbiguousName, Gazetteer, GazetteerError, Place, build
from gazetteer.choosing import apart_km
from gazetteer.held_out import COUNTRIES, leave_out
from gazetteer.names import fold
from gazetteer.sounds import script
from tests.gazetteer import invented

HERE = Path(__file__).parent
# A namesake is another place that bears just this name in the index: wrong too, but no guess.
OUTCOMES = ("right", "wrong", "namesake", "ambiguous", "unknown")
GUESSES = ("fuzzy", "skeleton")
SCRIPTS = ("Latin", "Arabic", "Cyrillic", "other")
SAME_KM = 5.0  # GeoNames lists some towns twice under one name
NEIGHBOURS = ("GR", "BG", "GE", "AM", "AZ", "IR", "KW", "SA", "JO", "IL", "PS", "EG", "CY")
LARGE = 100_000  # inhabitants of the places that a reduced index has of the rest of the world
HEADING = f"{'country':<8}{'script':<10}{'asked':>6}" + "".join(f"{one:>10}" for one in OUTCOMES)

Change = Callable[[list[build.Entry]], list[build.Entry]]
Cells = dict[tuple[str, ...], Counter[str]]


@dataclass(frozen=True)
class Question:
    """A name that the index was built without, and the place that bears it.

    Parameters
    ----------
    name, country
        As GeoNames has it, alpha-2.
    place
        The place.
    is_new
        Whether no other spelling that was left to the place folds to the same letters.
    """

    name: str
    country: str
    place: Place
    is_new: bool


def everything(entries: list[build.Entry]) -> list[build.Entry]:
    """The whole world."""
    return entries


def region(entries: list[build.Entry]) -> list[build.Entry]:
    """The tested countries, their neighbours and the large places of the world."""
    kept = {*COUNTRIES, *NEIGHBOURS}
    return [
        one
        for one in entries
        if one.country in kept or one.kind != "town" or one.population >= LARGE
    ]


def held_out(path: Path, reduce: Change) -> list[Question]:
    """Build an index without the held-out names, and give them."""
    questions: list[Question] = []

    def change(entries: list[build.Entry]) -> list[build.Entry]:
        entries = reduce(entries)
        left_out = leave_out(entries)
        by_id = {one.geonameid: one for one in entries if one.geonameid}
        for number, name in left_out:
            one = by_id[number]
            rest = {fold(each) for each in (one.name, *one.spellings, *one.curated)}
            point = (one.lon, one.lat, one.country, one.kind)
            place = Place(one.name, *point, None, "GeoNames", str(number), None)
            questions.append(Question(name, one.country, place, fold(name) not in rest))
        return entries

    build.build_changed(path, change)
    return questions


def is_right(found: Place, asked: Place) -> bool:
    """Whether it is that place, or another entry of the same name within 5 km."""
    if found.source_id == asked.source_id:
        return True
    return fold(found.name) == fold(asked.name) and apart_km(found, asked) <= SAME_KM


def outcome(gazetteer: Gazetteer, question: Question, country: str | None) -> str:
    """What became of a question; an ambiguous answer counts if the place is among those offered."""
    try:
        found = gazetteer.match(question.name, country=country)
    except AmbiguousName as error:
        offered = any(is_right(one.place, question.place) for one in error.alternatives)
        return "ambiguous" if offered else "namesake"
    except GazetteerError:
        return "unknown"
    if is_right(found.place, question.place):
        return "right"
    return "wrong" if found.method in GUESSES else "namesake"


def measured(gazetteer: Gazetteer, questions: Sequence[Question]) -> dict[str, Cells]:
    """Tables: with country and without, of all names and of those in new letters."""
    tables: dict[str, Cells] = {}
    for hint in ("with country", "without"):
        every: Cells = {}
        new: Cells = {}
        for one in questions:
            country = one.country if hint == "with country" else None
            result = outcome(gazetteer, one, country)
            for cells in (every, new) if one.is_new else (every,):
                cells.setdefault((one.country, script(one.name)), Counter())[result] += 1
        tables[f"{hint}, all names"] = every
        tables[f"{hint}, names in letters that the place has no other name in"] = new
    return tables


def answered(gazetteer: Gazetteer, names: Iterable[str], country: str | None) -> list[str]:
    """Which of the names are given a place."""
    found = []
    for name in names:
        try:
            place = gazetteer.resolve(name, country=country)
        except GazetteerError:
            continue
        found.append(f"{name} -> {place.name}")
    return found


def invented_table(gazetteer: Gazetteer) -> str:
    """How many invented names are answered, by country given."""
    names = invented.read()
    lines = [f"invented names answered, of {len(names)}"]
    for country in (*COUNTRIES, None):
        count = len(answered(gazetteer, names, country))
        lines.append(f"{country or 'without':<18}{count:>6}")
    return "\n".join(lines)


def text(tables: dict[str, Cells]) -> str:
    """Tables as they are kept."""
    blocks = []
    for title, cells in tables.items():
        order = sorted(cells, key=lambda cell: (COUNTRIES.index(cell[0]), SCRIPTS.index(cell[1])))
        rows = [_row(cell, cells[cell]) for cell in order]
        total = sum(cells.values(), Counter())
        blocks.append("\n".join([title, HEADING, *rows, _row(("all", ""), total)]))
    return "\n\n".join(blocks) + "\n"


def _row(cell: tuple[str, ...], counts: Counter[str]) -> str:
    figures = "".join(f"{counts[one]:>10}" for one in OUTCOMES)
    return f"{cell[0]:<8}{cell[1]:<10}{counts.total():>6}{figures}"


def read(path: Path) -> dict[str, Cells]:
    """Tables from a file that `text` made."""
    tables: dict[str, Cells] = {}
    for block in path.read_text("utf-8").split("\n\n"):
        title, heading, *rows = block.strip("\n").split("\n")
        if heading != HEADING:
            continue
        cells = tables.setdefault(title, {})
        for row in rows[:-1]:
            country, kind, _, *figures = row.split()
            counts = zip(OUTCOMES, map(int, figures), strict=True)
            cells[country, kind] = Counter(dict(counts))
    return tables


FILES: dict[str, Change] = {"held-out-region.txt": region, "held-out-world.txt": everything}


def measure(name: str, folder: Path) -> tuple[dict[str, Cells], Gazetteer]:
    """Build the index of one of `FILES` and measure."""
    path = folder / "held-out.index"
    questions = held_out(path, FILES[name])
    gazetteer = Gazetteer(path)
    return measured(gazetteer, questions), gazetteer


if __name__ == "__main__":
    for file in FILES:
        with tempfile.TemporaryDirectory() as made:
            found, places = measure(file, Path(made))
            invention = invented_table(places)
            (HERE / file).write_text(f"{text(found)}\n{invention}\n", "utf-8")
            print((HERE / file).read_text("utf-8"))  # noqa: T201
