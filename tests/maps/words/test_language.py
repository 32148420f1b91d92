"""The page's own words in other languages: complete, and with every figure as it was."""

from __future__ import annotations

import dataclasses
import hashlib
import re
from decimal import Decimal
from pathlib import Path
from typing import get_args

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st

import geozone
import maps
from geozone import notes, quantities
from geozone.atlas import world
from geozone.cli.map import command
from geozone.errors import Refused
from geozone.quantities import Quantity, parse
from geozone.scenario import reading
from maps.page import embed, still
from maps.page.data import page_data
from maps.page.embed import data_of
from maps.page.folium_page import html
from maps.signed import is_ours
from maps.words import territories, wording
from maps.words.language import ENGLISH, LANGUAGES, words
from maps.words.notes import boundary_note, note
from maps.words.numerals import figure

pytestmark = pytest.mark.one_in(3)

TEXT = Path(maps.__file__).parent / "words" / "text"
OTHERS = sorted(set(LANGUAGES) - {"en"})
TABLES = [
    field.name
    for field in dataclasses.fields(ENGLISH)
    if isinstance(getattr(ENGLISH, field.name), dict)
    and field.name not in {"atlas", "capitals", "datasets", "rivers", "page_forms", "notes"}
]
GAP = re.compile(r"\{\w+\}")

# How each language writes what English does, for reading it back; apart from the tables.
POINT = {"ar": ".", "de": ",", "fr": ",", "tr": ","}
GROUP = {"ar": ",", "de": ".", "fr": "\u202f", "tr": "."}
ABOUT = {"ar": "نحو ", "de": "etwa ", "fr": "environ ", "tr": "yaklaşık "}
BETWEEN = {"ar": " إلى ", "de": "–", "fr": "–", "tr": "–"}
UNITS = {
    "ar": {"كم": "km", "م": "m", "ميل": "mi", "كم²": "km²", "ميل²": "sq mi"},
    "de": {"km": "km", "m": "m", "Meilen": "mi", "Meile": "mi", "km²": "km²", "mi²": "sq mi"},
    "fr": {"km": "km", "m": "m", "mi": "mi", "km²": "km²", "mi²": "sq mi"},
    "tr": {"km": "km", "m": "m", "mil": "mi", "km²": "km²", "mil²": "sq mi"},
}

positive = st.floats(0.01, 99_999, allow_nan=False)
figures = st.one_of(
    st.builds(quantities.in_km, st.floats(-99_999, 99_999)),
    st.builds(quantities.in_km_and_mi, positive),
    st.builds(quantities.count, st.integers(0, 10**10)),
    st.builds(
        lambda area, step: quantities.in_km2_and_mi2(area, 10.0**step),
        st.floats(0, 10**7), st.integers(-3, 3),
    ),
    st.builds(lambda part: quantities.share(part, 1.0, 1e-6), st.floats(0, 1)),
    st.builds(
        lambda low, more, unit, about: quantities.both_units(
            Quantity(low, more and round(low + more, 3), unit, about)
        ),
        st.integers(1, 400) | st.sampled_from([0.5, 2.5, 1500.0]),
        st.none() | st.integers(1, 99) | st.just(0.25),
        st.sampled_from(["km", "mi"]), st.booleans(),
    ),
)  # fmt: skip


def read_english(text):
    if not text:  # what a marker has no figure for
        return []
    return [_english(part) for part in text.removesuffix(")").split(" (")]


def _english(part):
    about, part = part.startswith("about "), part.removeprefix("about ")
    number, _, unit = part.partition(" ")
    ends = [Decimal(end.replace(",", "").replace("−", "-")) for end in number.split("–")]
    return about, ends, unit


def read_back(text, lang):
    if not text:
        return []
    return [_foreign(part, lang) for part in text.removesuffix(")").split(" (")]


def _foreign(part, lang):
    about, part = part.startswith(ABOUT[lang]), part.removeprefix(ABOUT[lang])
    percent = "%" in part
    number, _, unit = part.replace("%", "").strip("\u00a0").partition("\u00a0")
    plain = number.replace("\u200e", "").replace("−", "-").replace(GROUP[lang], "")
    ends = [Decimal(end.replace(POINT[lang], ".")) for end in plain.split(BETWEEN[lang])]
    return about, ends, "%" if percent else UNITS[lang][unit] if unit else ""


def test_the_languages_are_the_modules_of_the_folder_and_the_choices_of_the_command():
    assert {path.stem for path in TEXT.glob("*.py")} - {"__init__", "report_en"} == set(LANGUAGES)
    option = next(each for each in command.params if each.name == "language")
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == sorted(LANGUAGES)


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_every_word_that_english_has(lang, table):
    mine, english = getattr(words(lang), table), getattr(ENGLISH, table)
    singulars = {f"{unit}1" for unit in english} if table == "units" else set()
    assert set(mine) - singulars == set(english)
    assert all(mine.values())


@pytest.mark.parametrize("lang", OTHERS)
def test_a_language_has_every_form_of_the_page_and_twelve_months(lang):
    forms = words(lang).page_forms
    english = ENGLISH.page_forms
    assert {form: set(texts) for form, texts in forms.items()} == {
        form: set(texts) for form, texts in english.items()
    }
    assert len(set(words(lang).months)) == 12


@pytest.mark.parametrize("table", sorted({*TABLES} - {"dates"}))
@pytest.mark.parametrize("lang", OTHERS)
def test_a_text_has_the_gaps_of_the_english_one(lang, table):
    alike = {"stage": {"{on}", "{date}"}, "stage_drawn": {"{on}", "{date}"}}
    for key, english in getattr(ENGLISH, table).items():
        gaps = set(GAP.findall(getattr(words(lang), table)[key]))
        either = alike.get(key, set())
        assert gaps - either == set(GAP.findall(english)) - either, key


@pytest.mark.parametrize("lang", OTHERS)
def test_hardly_a_text_is_the_english_one(lang):
    same = {
        text
        for table in ("page", "text", "rows", "key", "notes", "verdict", "status")
        for key, text in getattr(ENGLISH, table).items()
        if getattr(words(lang), table)[key] == text and re.search(r"[A-Za-z]{3}", GAP.sub("", text))
    }
    assert same <= {"Date", "Name", "Logo", "Zone", "Sources", "Source {n}", "Verdict"}


@pytest.mark.parametrize("lang", OTHERS)
@given(found=figures)
def test_every_figure_reads_back_to_the_same_value(lang, found):
    assert read_back(figure(found, words(lang)), lang) == read_english(str(found))


@given(found=figures)
def test_english_figures_are_written_as_geozone_writes_them(found):
    assert figure(found) == str(found)


@pytest.mark.parametrize(
    ("lang", "found", "expected"),
    [
        ("de", quantities.in_km_and_mi(1461), "1.461,0 km (907,8 Meilen)"),
        ("de", quantities.both_units(Quantity(1, None, "mi")), "1 Meile (1,6 km)"),
        ("de", quantities.both_units(parse("about 32 km")), "etwa 32 km (etwa 20 Meilen)"),
        ("fr", quantities.in_km(1461), "1\u202f461,0 km"),
        ("tr", quantities.share(15.5, 100, 0.01), "%15,5"),
        ("tr", quantities.in_km2_and_mi2(23203.7, 10), "23.200 km² (8.960 mil²)"),
        ("ar", quantities.both_units(parse("5-14 km")), "5 إلى 14 كم (3.1 إلى 8.7 ميل)"),
        ("ar", quantities.in_km(-0.3), "\u200e−0.3 كم"),
        ("ar", quantities.share(15.5, 100, 0.01), "15.5%"),
        ("de", None, ""),
    ],
)
def test_figures_are_written_as_the_language_does(lang, found, expected):
    assert figure(found, words(lang)).replace("\u00a0", " ") == expected


@pytest.mark.parametrize(
    ("lang", "expected"),
    [
        ("ar", ("8 أيلول/سبتمبر 2019", "شباط/فبراير 2018", "2018", "1 آب/أغسطس 2019")),
        ("de", ("8. September 2019", "Februar 2018", "2018", "1. August 2019")),
        ("fr", ("8 septembre 2019", "février 2018", "2018", "1er août 2019")),
        ("tr", ("8 Eylül 2019", "Şubat 2018", "2018", "1 Ağustos 2019")),
    ],
)
def test_dates_are_written_as_the_language_does(lang, expected):
    isos = ("2019-09-08", "2018-02", "2018", "2019-08-01")
    assert tuple(wording.date(iso, words(lang)) for iso in isos) == expected


@pytest.mark.parametrize(
    ("as_of", "expected"),
    [
        ("2019-09-08", "As known on 8 September 2019. "),
        ("2017-12", "As known in December 2017. "),
        ("2018", "As known in 2018. "),
    ],
)
def test_what_is_known_is_known_on_a_day_and_in_a_month_or_year(study, as_of, expected):
    said = wording.as_of(dataclasses.replace(study.scenario, as_of=as_of))
    assert said.startswith(expected)


def test_a_turkish_sentence_begins_with_a_dotted_capital():
    assert wording.sentence("iddia", words("tr")) == "İddia"
    assert wording.sentence("iddia", words("de")) == "Iddia"


@pytest.mark.parametrize("lang", OTHERS)
def test_every_figure_of_the_page_is_that_of_the_english_page(study, lang):
    english, other = page_data(study), page_data(study, words=words(lang))
    for mine, theirs in zip(other["zones"], english["zones"], strict=True):
        for key in ("depth", "length", "area"):
            here = [read_back(text, lang) for text in mine[key]]
            assert here == [read_english(text) for text in theirs[key]]
    for mine, theirs in zip(other["pair"]["pairs"], english["pair"]["pairs"], strict=True):
        for here, there in zip(mine[2:], theirs[2:], strict=True):
            flat = [text for each in here for text in ([each] if isinstance(each, str) else each)]
            told = [text for each in there for text in ([each] if isinstance(each, str) else each)]
            assert [read_back(text, lang) for text in flat] == [read_english(t) for t in told]
    for mine, theirs in zip(other["places"], english["places"], strict=True):
        assert mine["name"] == theirs["name"]
        assert [read_back(text, lang) for text in mine["distance"]] == [
            read_english(text) for text in theirs["distance"]
        ]


def test_the_english_page_marks_nothing(study):
    data = page_data(study)
    assert not {"dir", "saidIn", "computedIn"} & set(data)
    assert all(isinstance(text, str) for text in data["notes"])


def test_what_the_scenario_says_stays_and_is_marked_with_its_language(study):
    data = page_data(study, words=words("ar"))
    assert (data["lang"], data["dir"], data["saidIn"], data["computedIn"]) == (
        "ar", "rtl", "en", "en",
    )  # fmt: skip
    assert data["title"] == study.scenario.title
    assert data["notes"][0] == {"text": study.scenario.notes[0], "lang": "en"}
    rows = [row for row in data["zones"][0]["rows"] if row[-1] == "en"]
    assert [row[0] for row in rows] == ["ما قيل", "كيف قُرئ هنا"]


def test_a_page_in_the_language_of_its_scenario_marks_only_what_geozone_says(study):
    own = dataclasses.replace(study.scenario, language="tr")
    data = page_data(dataclasses.replace(study, scenario=own), words=words("tr"))
    assert "saidIn" not in data
    assert data["computedIn"] == "en"
    assert data["notes"][0] == own.notes[0]
    assert page_data(dataclasses.replace(study, scenario=own))["saidIn"] == "tr"


def test_countries_and_rivers_are_named_in_the_language(study):
    base = page_data(study, words=words("tr"))["base"]
    assert {"Türkiye", "Suriye", "Irak"} <= {land["name"] for land in base["countries"]}
    assert {"Fırat", "Dicle", "Asi"} <= {river["name"] for river in base["rivers"]}


def test_whose_the_names_of_countries_are_stands_on_the_page_that_has_them(study):
    assert territories.ATTRIBUTION in page_data(study, words=words("fr"))["attributions"]
    assert territories.ATTRIBUTION not in page_data(study)["attributions"]


def test_a_country_that_made_a_proposal_is_named_in_the_language(study):
    data = page_data(study, words=words("de"))
    assert data["proposals"][0]["meta"] == "Türkei · vorgeschlagen am 23. Juli 2019"


def test_what_options_asked_for_is_nobodys_proposal_in_any_language():
    study = geozone.along("KOR-PRK", into="KOR", depth="2 km")
    own, other = (page_data(study, words=words(lang)) for lang in ("en", "de"))
    assert own["proposals"][0]["meta"].split(" · ")[0] == ENGLISH.text["nobody"]
    assert other["proposals"][0]["meta"].split(" · ") == [
        "Kein Vorschlag",
        "gezeichnet mit Grenzdaten von etwa 2024",
    ]


@pytest.mark.parametrize("lang", OTHERS)
def test_every_country_of_the_atlas_has_a_name_in_the_language(lang):
    for country in world.context_in((-180, -90, 180, 90)):
        assert territories.name(country.code, "", words(lang)), country.name


@pytest.mark.parametrize("lang", OTHERS)
def test_rivers_and_data_sets_are_known_under_their_english_names(lang):
    assert set(words(lang).rivers) <= set(world.river_names())
    assert set(words(lang).datasets) == {vintage.title for vintage in world.vintages()}


def test_the_readme_gives_origin_licence_and_hash_of_the_countries():
    readme = (TEXT / "README.md").read_text(encoding="utf-8")
    digest = hashlib.sha256((TEXT / "territories.json").read_bytes()).hexdigest()
    for fact in (digest, "Unicode-3.0", "CLDR", "babel==2.18.0", "scripts/build_territories.py"):
        assert fact in readme
    assert "UNICODE LICENSE V3" in (TEXT / "LICENSE-Unicode-3.0.txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("name", [name for name, _ in reading.shipped()])
def test_the_note_on_boundaries_is_that_of_geozone(name):
    study = geozone.load(name)
    assert boundary_note(study.scenario) == study.boundary_note


@pytest.mark.parametrize("files", [["mdl.geojson"], ["mdl.geojson", "b.gpkg#x"]])
def test_the_note_on_lines_of_ones_own_names_their_files(files):
    read, _ = reading.read("korea-dmz")
    lines = tuple(dataclasses.replace(read.lines[0], file=file) for file in files)
    own = dataclasses.replace(read, lines=lines)
    for lang in LANGUAGES:
        said = boundary_note(own, words(lang))
        assert all(file.partition("#")[0] in said for file in files)


def gaps(pattern):
    """The gaps of a pattern, or of one for a single thing and one for several."""
    return {
        frozenset(GAP.findall(each))
        for each in ([pattern] if isinstance(pattern, str) else pattern)
    }


@pytest.mark.parametrize("lang", OTHERS)
def test_every_note_exists_in_the_language_with_the_same_gaps(lang):
    theirs = words(lang).notes
    assert {kind: gaps(text) for kind, text in theirs.items()} == {
        kind: gaps(text) for kind, text in notes.ENGLISH.items()
    }
    assert set(notes.ENGLISH) == set(get_args(notes.Kind))


@pytest.mark.parametrize("lang", OTHERS)
def test_land_that_two_countries_claim_has_its_name_in_the_language(lang):
    claimed = {overlap.place for overlap in world.overlaps_in((-180, -90, 180, 90))}
    assert claimed == set(words(lang).atlas)


@pytest.mark.parametrize("lang", OTHERS)
@pytest.mark.parametrize("name", ["turkey-syria-published", "iraq-kuwait-dmz"])
def test_what_geozone_notes_of_the_shipped_zones_is_told_in_the_language(name, lang):
    study = geozone.load(name)
    noted = [each for zone in study.zones for each in zone.notes]
    assert noted
    for each in noted:
        said = note(each, words(lang))
        assert said
        assert said != str(each)
        assert "{" not in said


@pytest.mark.parametrize("lang", OTHERS)
def test_no_computed_note_of_a_page_stays_english(lang, tmp_path):
    """Options, a list of places, a line with closed gaps, a zone over the sea: all noted."""
    listed = tmp_path / "towns.csv"
    listed.write_text("name,lon,lat\nA,124.5,40.1\nBad,x,1\n", encoding="utf-8")
    study = geozone.along("PRK-CHN", into="PRK", depth="50 km", places_file=listed)
    kinds = {each.kind for each in (*study.notes, *(n for zone in study.zones for n in zone.notes))}
    assert {"options", "list_left_out", "line"} <= kinds
    data, english = page_data(study, words=words(lang)), page_data(study)
    assert all(isinstance(each, str) for each in data["notes"])
    assert not set(data["notes"]) & set(english["notes"])
    assert not {*data["zones"][0]["notes"]} & {*english["zones"][0]["notes"]}


def test_a_language_that_is_not_there_is_refused_with_those_that_are(study):
    with pytest.raises(Refused, match="language = xx: expected one of ar, de, en, fr, tr"):
        maps.draw(study, language="xx")


@pytest.mark.parametrize(("lang", "tag"), [("ar", 'lang="ar" dir="rtl"'), ("tr", 'lang="tr"')])
def test_the_page_says_its_language_and_is_still_known_as_ours(study, tmp_path, lang, tag):
    page = tmp_path / "map.html"
    maps.save(maps.draw(study, language=lang), page)
    text = page.read_text(encoding="utf-8")
    assert f"<html {tag}>\n" in text
    assert words(lang).text["skip"] in text
    assert ENGLISH.text["skip"] not in text
    assert is_ours(page)
    assert text.startswith(html(maps.draw(study, language=lang)))


def test_what_embeds_a_page_is_in_its_language(study, tmp_path):
    page = tmp_path / "map.html"
    maps.save(maps.draw(study, language="de"), page)
    data = data_of(page)
    assert '<figure style="margin: 0" lang="de" dir="ltr">' in embed.snippet(data, "map.html")
    assert "Interaktive Karte öffnen" in embed.snippet(data, "m.html", form="md", image="m.svg")
    assert still.alternative(data).startswith("Karte: Turkey")
    assert "TÜRKEI" in still.svg(data).decode("utf-8")


def test_a_page_with_a_language_unknown_here_is_embedded_in_english(study):
    data = {**page_data(study), "lang": "../../x"}
    assert still.alternative(data).startswith("Map: ")
