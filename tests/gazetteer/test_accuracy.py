"""The held-out test: names that the index was built without; the kept tables may not fall.

held-out-*.txt hold the tables, by country and script. To keep a better one:
`python -m tests.gazetteer.accuracy`.
"""

from pathlib import Path

import pytest

from gazetteer.held_out import COUNTRIES
from tests.gazetteer import accuracy, invented
from tests.gazetteer.accuracy import HERE, Cells, answered, measure, read
from tests.sampling import is_sampling

MOST_INVENTED = 0.01  # of 500 invented names so many may be answered


def fallen(kept: dict[str, Cells], found: dict[str, Cells]) -> list[str]:
    """Cells with fewer right or more wrong answers than were kept."""
    worse = []
    for title, cells in kept.items():
        for cell, before in cells.items():
            now = found[title][cell]
            if now["right"] < before["right"] or now["wrong"] > before["wrong"]:
                worse.append(f"{title}: {' '.join(cell)}: {dict(before)} -> {dict(now)}")
    return worse


@pytest.mark.parametrize("file", accuracy.FILES)
def test_no_cell_of_the_kept_table_falls(file: str, tmp_path: Path) -> None:
    if is_sampling() and file == "held-out-world.txt":
        pytest.skip("the whole world is for `make thorough`")
    found, gazetteer = measure(file, tmp_path)
    assert fallen(read(HERE / file), found) == []
    names = invented.read()
    for country in (*COUNTRIES, None):
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
        assert cell["wrong"] + cell["namesake"] <= 0.03 * cell.total()


def test_the_invented_names_are_those_of_the_seed() -> None:
    if is_sampling():
        pytest.skip("reading all of GeoNames is for `make thorough`")
    assert invented.invented_names(invented.COUNTS, invented.SEED) == invented.read()
