"""Lines of the atlas with a name: the file says what each is, where, and who says so."""

from __future__ import annotations

import re

import pytest

from geozone.atlas import named, world
from geozone.atlas.named import NamedLine
from geozone.lines.border import Border
from maps.words.language import LANGUAGES

LINES = named.all_named()
IDS = [line.id for line in LINES]
OFF_KM = 15.0  # how far a point of the file may lie from the atlas's line: Natural Earth is coarse


def test_each_line_has_its_own_id_and_no_name_twice() -> None:
    names = [name for line in LINES for name in set(line.names.values())]
    assert len(set(IDS)) == len(IDS)
    assert len(set(names)) == len(names)


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_has_a_name_in_every_language_of_the_page(line: NamedLine) -> None:
    assert set(line.names) == set(LANGUAGES)
    assert all(name.strip() == name and name for name in line.names.values())


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_a_line_says_of_when_it_is_and_names_its_source(line: NamedLine) -> None:
    assert re.fullmatch(r"\d{4}(-\d{2}(-\d{2})?)?", line.date)
    assert line.source
    assert line.publisher


@pytest.mark.parametrize("line", LINES, ids=IDS)
def test_only_a_boundary_that_is_not_recognised_names_who_does_not(line: NamedLine) -> None:
    assert bool(line.by) == (line.kind == "unrecognised")
    assert not line.by or world.code(line.by) in (line.between or world.shipped())


@pytest.mark.parametrize("line", [line for line in LINES if line.between], ids=lambda line: line.id)
def test_the_ends_of_a_line_lie_near_its_border(line: NamedLine) -> None:
    border = Border.between(*line.between)
    assert (line.start is None) == (line.end is None)
    assert (line.off_km > 0) == (line.start is not None)
    if line.start is not None and line.end is not None:
        off_m = border.nearest([line.start, line.end]).distance_m  # type: ignore[list-item]
        assert off_m.max() / 1000 < OFF_KM


def test_a_line_is_found_by_its_name_in_any_language_and_case() -> None:
    for said in ("Line of Control", "line  of control", "خط السيطرة", "KONTROL HATTI"):
        found = named.line_of_name(said)
        assert found is not None, said
        assert found.id == "line-of-control"


def test_a_line_that_is_no_border_has_an_outline_and_is_not_found_as_an_end() -> None:
    drawn = named.drawn_in(world.covered())
    assert [line.id for line, _ in drawn] == [line.id for line in LINES if not line.between]
    for line, shape in drawn:
        assert shape.length > 0.1
        assert line.off_km >= 1.0
        assert line.outline
        assert named.line_of_name(line.name) is None


def test_another_name_is_no_line() -> None:
    assert named.line_of_name("Manbij") is None
    assert named.line_of_name("") is None
