"""How many names of the held-out test are answered rightly: tables, and the files they are kept in.

`python -m tests.gazetteer.accuracy` measures and writes both files; it takes some minutes. With
`--development` it prints the table of the development set, which rules are tuned on, and writes
nothing.
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from gazetteer import AmbiguousName, Gazetteer, GazetteerError, Place
from gazetteer.index_file import build
from gazetteer.index_file.held_out import (
    COUNTRIES,
    Choice,
    is_for_development,
    is_left_out,
    leave_out,
)
from gazetteer.lookup.choosing import apart_km
from gazetteer.names import fold
from gazetteer.sounds import script
from tests.gazetteer import invented

HERE = Path(__file__).parent
# A namesake is another place that bears just this name in the index: wrong too, but no guess. An
# ambiguous answer has the place among those offered; of one "elsewhere" it is not.
OUTCOMES = ("right", "wrong", "namesake", "ambiguous", "elsewhere", "unknown")
GUESSES = ("fuzzy", "skeleton")
SCRIPTS = ("Latin", "Arabic", "Cyrillic", "other")
SCORES = (1.0, 0.95, 0.94, 0.93)  # from which on the curve counts answers
SAME_KM = 5.0  # GeoNames lists some towns twice under one name
NEIGHBOURS = ("GR", "BG", "GE", "AM", "AZ", "IR", "KW", "SA", "JO", "IL", "PS", "EG", "CY")
LARGE = 100_000  # inhabitants of the places that a reduced index has of the rest of the world
HEADING = f"{'country':<8}{'script':<10}{'asked':>6}" + "".join(f"{one:>10}" for one in OUTCOMES)

Change = Callable[[list[build.Entry]], list[build.Entry]]
Cell = tuple[str, ...]
Cells = dict[Cell, Counter[str]]


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


def held_out(path: Path, reduce: Change, choice: Choice = is_left_out) -> list[Question]:
    """Build an index without the held-out names, and give them."""
    questions: list[Question] = []

    def change(entries: list[build.Entry]) -> list[build.Entry]:
        entries = reduce(entries)
        left_out = leave_out(entries, choice=choice)
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


def outcome(gazetteer: Gazetteer, question: Question, country: str | None) -> tuple[str, float]:
    """What became of a question, and the score of its answer."""
    try:
        found = gazetteer.match(question.name, country=country)
    except AmbiguousName as error:
        offered = any(is_right(one.place, question.place) for one in error.alternatives)
        return ("ambiguous" if offered else "elsewhere"), 0.0
    except GazetteerError:
        return "unknown", 0.0
    if is_right(found.place, question.place):
        return "right", found.score
    return ("wrong" if found.method in GUESSES else "namesake"), found.score


@dataclass(frozen=True)
class Measured:
    """What the held-out test found.

    Parameters
    ----------
    tables
        With country and without, of all names and of those in new letters.
    answers
        Of each question asked without a country its outcome and score.
    """

    tables: dict[str, Cells]
    answers: list[tuple[str, float]]


def measured(gazetteer: Gazetteer, questions: Sequence[Question]) -> Measured:
    """Ask all questions, with country and without."""
    tables: dict[str, Cells] = {}
    answers: list[tuple[str, float]] = []
    for hint in ("with country", "without"):
        every: Cells = {}
        new: Cells = {}
        for one in questions:
            country = one.country if hint == "with country" else None
            result, score = outcome(gazetteer, one, country)
            if country is None:
                answers.append((result, score))
            for cells in (every, new) if one.is_new else (every,):
                cells.setdefault((one.country, script(one.name)), Counter())[result] += 1
        tables[f"{hint}, all names"] = every
        tables[f"{hint}, names in letters that the place has no other name in"] = new
    return Measured(tables, answers)


def curve(answers: Sequence[tuple[str, float]]) -> str:
    """How many of the answers from a score on are right, and how many of all questions they are."""
    lines = ["without, all names, answers from a score on", "score  right  wrong precision recall"]
    for least in SCORES:
        taken = [result for result, score in answers if score >= least]
        right = taken.count("right")
        shares = f"{right / max(len(taken), 1):>10.1%}{right / len(answers):>7.1%}"
        lines.append(f"{least:<5}{right:>7}{len(taken) - right:>7}{shares}")
    return "\n".join(lines)


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


def measure(
    name: str, folder: Path, choice: Choice = is_left_out, without: Collection[Cell] = ()
) -> tuple[Measured, Gazetteer]:
    """Build the index of one of `FILES` and measure, but for the questions of some cells."""
    path = folder / "held-out.index"
    every = held_out(path, FILES[name], choice)
    gazetteer = Gazetteer(path)
    questions = [one for one in every if (one.country, script(one.name)) not in without]
    return measured(gazetteer, questions), gazetteer


def main(*, is_development: bool) -> None:
    """Measure and keep the tables, or only print that of the development set."""
    choice = is_for_development if is_development else is_left_out
    for file in ["held-out-world.txt"] if is_development else FILES:
        with tempfile.TemporaryDirectory() as made:
            found, places = measure(file, Path(made), choice)
            blocks = [text(found.tables), curve(found.answers), "", invented_table(places), ""]
        if not is_development:
            (HERE / file).write_text("\n".join(blocks), "utf-8")
        print("\n".join(blocks))  # noqa: T201


if __name__ == "__main__":
    main(is_development="--development" in sys.argv[1:])
