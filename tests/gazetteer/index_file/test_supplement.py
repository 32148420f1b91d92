"""The supplement: what its files may hold, what a fault says, and that each spelling works."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from gazetteer import Gazetteer, GazetteerError, UnknownName
from gazetteer.index_file import build, supplement
from gazetteer.names import fold

GAZETTEER = Gazetteer()
ENTRIES = supplement.read_supplement(build.SUPPLEMENT)
TOWNS = [*supplement.of_kind(ENTRIES, "town")]
AREAS = [
    one for one in ENTRIES if one.kind in {"country", "continent", "region", "river", "lake", "sea"}
]
MOST_LINES = 500


def str_key(one: supplement.Entry) -> str:
    return one.key


Written = Callable[[str], list[supplement.Entry]]


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """A reader of a supplement of one file."""

    def read(text: str) -> list[supplement.Entry]:
        (tmp_path / "some.toml").write_text(text, "utf-8")
        return supplement.read_supplement(tmp_path)

    return read


# -- what a file may hold


def test_a_table_gives_its_spellings_in_the_order_in_which_they_stand(written: Written) -> None:
    (entry,) = written('country = "SY"\n[town.1]\nname = "A"\nku = ["B"]\nar = ["ت", "ث"]\n')
    assert (entry.kind, entry.key, entry.values["country"]) == ("town", "1", "SY")
    assert entry.spellings == ["B", "ت", "ث"]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[town.1\n", r"^some\.toml: expected ']' .*\(at line 1, column 8\)"),
        (
            "[village.1]\n",
            r"^some\.toml: \[village…\] is no table of the supplement — write one",
        ),
        ("[town.1]\n", r"^some\.toml, line 1: \[town\.1\] — give it a name$"),
        (
            '\n[town.1]\nname = "A"\nkurdish = ["B"]\n',
            r"^some\.toml, line 4: kurdish = \['B'\] — write one of the keys ar, az,",
        ),
        (
            '[town.1]\nname = "A"\nku = "B"\n',
            r'^some\.toml, line 3: ku = "B" — write a list of texts',
        ),
        (
            '[town.1]\nname = "A"\nku = ["B", 7]\n',
            r"^some\.toml, line 3: ku = \['B', 7\] — write a list of texts",
        ),
        (
            '[town.1]\nname = "A"\nku = [\n  "B",\n  "…",\n]\n',
            r'^some\.toml, line 5: ku = "…" — write a name, without spaces around it$',
        ),
        (
            '[town.1]\nname = "A"\nku = ["Kobanî"]\nen = ["Bab", "Kobani"]\n',
            r'^some\.toml, line 4: en = "Kobani" — "Kobanî" of the same table already finds it',
        ),
        (
            '[town.1]\nname = "A"\nku = ["A"]\n',
            r'^some\.toml, line 3: ku = "A" — that is the place\'s name already: leave it out$',
        ),
        (
            "[town.1]\nname = 7\n",
            r"^some\.toml, line 2: name = 7 — write a text in quotes$",
        ),
        (
            '[region."the north"]\nof = "SY"\n',
            r'^some\.toml, line 2: of = "SY" — write a list in square brackets$',
        ),
        (
            '[lake."Lake Van"]\nnear = "Van"\n',
            r'^some\.toml, line 2: near = "Van" — write the number of a place at geonames\.org$',
        ),
    ],
)
def test_a_fault_names_file_line_key_and_value(written: Written, text: str, message: str) -> None:
    with pytest.raises(GazetteerError, match=message) as caught:
        written(text)
    assert "\n" not in str(caught.value)


def test_a_place_with_two_tables_is_refused(written: Written, tmp_path: Path) -> None:
    (tmp_path / "other.toml").write_text('\n[pointless.X]\nreason = "no"\n')
    message = r"^some\.toml, line 1: .*it stands in other\.toml, line 2, too: join the two$"
    with pytest.raises(GazetteerError, match=message):
        written('[pointless.X]\nreason = "no"\n')


# -- what is shipped


def test_the_files_can_be_read_by_people() -> None:
    for path in build.SUPPLEMENT.glob("*.toml"):
        lines = path.read_text("utf-8").splitlines()
        assert lines[0].startswith("#"), path.name
        assert len(lines) <= MOST_LINES, path.name


def test_the_towns_of_the_border_lands_are_many() -> None:
    of = [one.values["country"] for one in TOWNS]
    least = {"SY": 110, "TR": 140, "IQ": 50}
    assert {code for code in least if of.count(code) >= least[code]} == {*least}


def test_no_spelling_stands_for_two_places() -> None:
    owners: dict[str, tuple[str, str]] = {}
    for one in ENTRIES:
        owner = ("country" if one.kind == "demonym" else one.kind, one.key)
        for spelling in one.spellings if one.kind != "words" else ():
            assert owners.setdefault(fold(spelling), owner) == owner, spelling


@pytest.mark.parametrize("one", TOWNS, ids=lambda one: one.values["name"])
def test_every_spelling_of_a_town_finds_it_in_its_country(one: supplement.Entry) -> None:
    for spelling in one.spellings:
        match = GAZETTEER.match(spelling, country=one.values["country"])
        assert match.place.source_id == one.key, spelling


@pytest.mark.parametrize("one", AREAS, ids=lambda one: f"{one.kind}-{one.key}")
def test_every_spelling_of_an_area_finds_it(one: supplement.Entry) -> None:
    for spelling in one.spellings:
        place = GAZETTEER.resolve(spelling)
        named = GAZETTEER.country(one.key) if one.kind == "country" else one.key
        assert (place.kind, place.country if one.kind == "country" else place.name) == (
            one.kind,
            named,
        ), spelling


@pytest.mark.parametrize("one", [*supplement.of_kind(ENTRIES, "division")], ids=str_key)
def test_every_spelling_of_a_division_finds_it(one: supplement.Entry) -> None:
    country, _, code = one.key.partition(".")
    for spelling in one.spellings:
        place = GAZETTEER.resolve(spelling, country=country)
        assert (place.kind, place.admin) in {("division", code), ("town", code)}, spelling


@pytest.mark.parametrize("one", [*supplement.of_kind(ENTRIES, "demonym")], ids=str_key)
def test_every_demonym_leads_to_its_country_and_says_so(one: supplement.Entry) -> None:
    for spelling in one.spellings:
        match = GAZETTEER.match(spelling, country=one.key)
        assert match.place.kind == "country", spelling
        assert match.method in {"demonym", "country"}, spelling


@pytest.mark.parametrize(
    "one",
    [*supplement.of_kind(ENTRIES, "pointless"), *supplement.of_kind(ENTRIES, "unclear")],
    ids=lambda one: one.key,
)
def test_every_name_without_a_point_or_unclear_is_unknown_with_the_reason(
    one: supplement.Entry,
) -> None:
    reason = "; ".join(one.values[key] for key in ("reason", "advice") if key in one.values)
    for spelling in (one.key, *one.spellings):
        with pytest.raises(UnknownName) as caught:
            GAZETTEER.resolve(spelling)
        assert str(caught.value).endswith(reason), spelling
