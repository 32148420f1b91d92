"""The held-out test: names that the index was built without; the kept tables may not fall.

held-out-*.txt hold the tables, by country and script. To keep a better one:
`python -m tests.gazetteer.accuracy`.
"""

from collections import Counter
from pathlib import Path

import pytest

from gazetteer.index_file.held_out import COUNTRIES, is_for_development, is_left_out
from tests.gazetteer import accuracy, invented
from tests.gazetteer.accuracy import HERE, Cells, answered, measure, read
from tests.sampling import is_sampling, some

LARGEST = ("TR", "Latin")  # more questions than all other cells together
MOST_INVENTED = 0.01  # of 500 invented names so many may be answered


def fallen(kept: dict[str, Cells], found: dict[str, Cells]) -> list[str]:
    """Cells with fewer right or more wrong answers, namesakes among them, than were kept."""
    worse = []
    for title, cells in kept.items():
        for cell, before in cells.items():
            now = found[title][cell]
            if now["right"] < before["right"] or wrong(now) > wrong(before):
                worse.append(f"{title}: {' '.join(cell)}: {dict(before)} -> {dict(now)}")
    return worse


def wrong(cell: Counter[str]) -> int:
    return cell["wrong"] + cell["namesake"]


@pytest.mark.parametrize("file", accuracy.FILES)
def test_no_cell_of_the_kept_table_falls(file: str, tmp_path: Path) -> None:
    if is_sampling() and file == "held-out-world.txt":
        pytest.skip("the whole world is for `make thorough`")
    without = {LARGEST} if is_sampling() else set()
    found, gazetteer = measure(file, tmp_path, without=without)
    kept = {
        title: {cell: counts for cell, counts in cells.items() if cell not in without}
        for title, cells in read(HERE / file).items()
    }
    assert fallen(kept, found.tables) == []
    names = invented.read()
    for country in some((None, *COUNTRIES), one_in=3):
        assert len(answered(gazetteer, names, country)) <= MOST_INVENTED * len(names), country


def test_a_fallen_cell_is_told() -> None:
    kept = read(HERE / "held-out-region.txt")
    found = read(HERE / "held-out-region.txt")
    title = next(iter(found))
    cell = next(iter(found[title]))
    found[title][cell]["right"] -= 1
    assert len(fallen(kept, found)) == 1
    assert fallen(kept, kept) == []


def test_the_table_has_every_country_with_and_without_a_hint() -> None:
    tables = read(HERE / "held-out-region.txt")
    assert len(tables) == 4
    assert all({country for country, _ in cells} == {*COUNTRIES} for cells in tables.values())


def test_the_aims_for_syria_are_met() -> None:
    cells = read(HERE / "held-out-world.txt")["with country, all names"]
    for script in ("Latin", "Arabic"):
        cell = cells["SY", script]
        assert cell["right"] >= 0.88 * cell.total()
        assert wrong(cell) <= 0.03 * cell.total()


def test_without_a_hint_nine_answers_in_ten_are_right_for_45_names_in_100() -> None:
    cells = read(HERE / "held-out-world.txt")["without, all names"]
    total = sum(cells.values(), Counter())
    assert total["right"] >= 0.45 * total.total()
    assert wrong(total) <= 0.1 * (total["right"] + wrong(total))


def test_the_development_set_has_no_name_of_the_test() -> None:
    names = [(number, f"name {number}") for number in range(10_000)]
    chosen = {one for one in names if is_for_development(*one)}
    assert 2_800 < len(chosen) < 3_200
    assert not any(is_left_out(*one) for one in chosen)


def test_the_invented_names_are_those_of_the_seed() -> None:
    if is_sampling():
        pytest.skip("reading all of GeoNames is for `make thorough`")
    assert invented.invented_names(invented.COUNTS, invented.SEED) == invented.read()
