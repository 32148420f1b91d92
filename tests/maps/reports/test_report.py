"""What a report says: its sentences, its parts, its figures, and what it is careful about."""

from __future__ import annotations

import html.parser
import itertools
import re

import pytest

import geozone
import maps
from geozone.errors import Refused
from geozone.files.signed import is_unchanged
from geozone.tables import comparison, place_sheets, records
from geozone.tables.comparison import Comparison
from maps.reports.blocks import Facts, Heading, Listing, Table, held, is_web, shown, words
from maps.reports.content import report_of
from maps.reports.summary import counted, quoted, summary, together


@pytest.fixture(scope="module")
def written(study, tmp_path_factory):
    """The report of the shipped scenario as a page and as Markdown."""
    folder = tmp_path_factory.mktemp("report")
    for ending in ("html", "md"):
        maps.report(study, folder / f"talks.{ending}")
    return folder


@pytest.fixture(scope="module")
def page(written):
    return (written / "talks.html").read_text(encoding="utf-8")


class Read(html.parser.HTMLParser):
    """Headings, tables with their captions, ids and links of a page; nothing of its frame."""

    def __init__(self, text):
        super().__init__()
        self.headings, self.tables, self.ids, self.links, self.tags = [], [], [], [], []
        self._into = None
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        given = dict(attributes)
        self.tags.append((tag, given))
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given["href"])
        if tag in {"h1", "h2", "h3"}:
            self._open(self.headings, tag)
        elif tag == "table":
            self.tables.append({"caption": [], "rows": []})
        elif tag == "caption":
            self._open(self.tables[-1]["caption"], tag)
        elif tag == "tr":
            self.tables[-1]["rows"].append([])
        elif tag in {"td", "th"}:
            self._open(self.tables[-1]["rows"][-1], tag)

    def _open(self, into, tag):
        into.append([tag, ""])
        self._into = into[-1]

    def handle_data(self, data):
        if self._into is not None:
            self._into[1] += data

    def handle_endtag(self, tag):
        if self._into is not None and tag == self._into[0]:
            self._into = None


SUMMARIES = {
    "turkey-syria": (
        "Six proposals are mapped, two of them also in another reading; two more have no stated "
        "extent and are only listed. Depths are measured from the border Turkey–Syria, 907.2 km "
        "(563.7 mi) long in the data used; two proposals state no depth and are marked at their "
        "places. Depths range from 5 km (3.1 mi) for “US position” to about 32 km (about 20 mi) "
        "for “Turkish demand” and for “Zone east of the Euphrates”, where the depth is assumed. By "
        "area the zones range from 1,977 km² (763 sq mi) for “US section proposal: first” to "
        "23,220 km² (8,970 sq mi) for “Turkish demand”. Of the 32 places judged, 17 lie in at "
        "least one zone, 1 is too close to an edge to call and 14 lie in no zone, other readings "
        "included."
    ),
    "korea-dmz": (
        "One agreement is mapped. Depths are measured from the border North Korea–South Korea, "
        "259.5 km (161.3 mi) long in the data used. The zone is 2 km (1.2 mi) deep, into North "
        "Korea and South Korea. It covers 968 km² (374 sq mi). All seven places judged lie "
        "outside the zone."
    ),
    "eritrea-tsz": (
        "One agreement is mapped. Depths are measured from the border Eritrea–Ethiopia, "
        "1,043.4 km (648.3 mi) long in the data used. The zone is about 25 km (about 16 mi) deep, "
        "into Eritrea. It covers 22,010 km² (8,500 sq mi). Of the nine places judged, one lies in "
        "the zone and eight lie outside the zone."
    ),
}


def test_the_depths_of_one_proposal_are_told_by_its_zones():
    assert (
        "from 5 km (3.1 mi) for “Demilitarized zone: kuwait” to 10 km (6.2 mi) for "
        "“Demilitarized zone: iraq”" in summary(geozone.load("iraq-kuwait-dmz"))
    )


@pytest.mark.parametrize("name", SUMMARIES)
def test_a_report_opens_with_what_the_study_says(name):
    assert summary(geozone.load(name)) == SUMMARIES[name]


@pytest.fixture(scope="module")
def asked():
    """Zones of two depths, drawn by options, the source's own unit in miles."""
    return geozone.along("NOR-RUS", into="NOR", depth=["10 km", "about 5 mi"], places=["Kirkenes"])


def test_zones_by_options_are_nobodys_proposal(asked):
    said = summary(asked)
    assert said.startswith(
        "Two depths are drawn from options, not from published proposals. Depths are measured from "
        "the border Norway–Russia, 193.7 km (120.3 mi) long in the data used. Depths range from "
        "about 5 mi (about 8.0 km) for “about 5 mi into Norway” to 10 km (6.2 mi) for"
    )
    assert said.endswith("Kirkenes, the one place judged, lies in at least one zone.")
    made = report_of(asked, [], "1")
    headings = [each.text for each in made.blocks if isinstance(each, Heading)]
    assert "What was asked for" in headings
    assert "What was said, and how it is read" not in headings
    assert made.below.startswith("Drawn by rule, nobody’s proposal.")
    assert "from options" in everything(made)


def test_agreements_are_called_so():
    made = report_of(geozone.load("korea-dmz"), [], "1")
    assert "What was agreed, and how it is read" in {
        each.text for each in made.blocks if isinstance(each, Heading)
    }
    assert "proposed" not in made.below


def everything(report):
    """All words of a report but those of tables."""
    texts = [report.title, report.below]
    for block in report.blocks:
        if isinstance(block, Listing):
            texts += map(words, block.items)
        elif isinstance(block, Facts):
            texts += [words(text) for _, text in block.rows]
        elif isinstance(block, Heading):
            texts.append(block.text)
        elif not isinstance(block, Table):
            texts.append(words(block.text))
    return "\n".join(texts)


def test_every_claim_stands_with_its_reading_its_assumptions_and_its_sources(study):
    said = everything(report_of(study, [], "1"))
    for proposal in study.scenario.proposals:
        assert proposal.said in said
        assert proposal.reading in said
    for source in study.sources:
        assert said.count(source.title) >= 2  # where it is cited, and in the list
    for event in study.scenario.events:
        assert event.title in said
    assert "Assumed here: position" in said


def test_errors_dates_licences_and_the_note_on_borders_are_said(study):
    said = everything(report_of(study, [], "9.9"))
    for text in (
        study.boundary_note,
        *study.attributions,
        *map(str, study.notes),
        "within 1 m of the exact depth",
        "drawn to within 10 m",
        "known to 5 %",
        "too close to call",
        "produced work",
        "derivative database",
        "LGPL 3.0 or later): turkish-demand-northeast, us-section/first",
        "CC BY 4.0",
        "as of 8 September 2019. Report made with geozone 9.9 from the scenario “turkey-syria”",
        "OpenStreetMap",
        "about 2024",
        "no legal advice",
    ):
        assert text in said


def test_what_does_not_apply_is_not_said():
    said = everything(report_of(geozone.load("korea-dmz"), [], "1"))
    for text in ("LGPL 3.0 or later): ", "“About” is the source’s word", "A range of depths"):
        assert text not in said
    assert "Round a place" not in said


def test_a_file_of_the_users_own_leaves_its_licence_open(tmp_path):
    line = tmp_path / "truce.geojson"
    line.write_text(
        '{"type": "LineString", "coordinates": [[36.0, 37.0], [36.5, 37.1]]}', encoding="utf-8"
    )
    own = geozone.along(geozone.adhoc.Own(line=str(line)), into="left", depth="2 km")
    said = everything(report_of(own, [], "1"))
    assert "as far as the licence of the user’s own files allows" in said
    assert "truce.geojson" in said
    assert str(tmp_path) not in said


def test_tables_are_those_of_compare_and_places(study):
    tables = [each for each in report_of(study, [], "1").blocks if isinstance(each, Table)]
    assert [each.number for each in tables] == [1, 2, 3, 4]
    assert [each.sheet for each in tables[:3]] == [*comparison.sheets(Comparison(study))]
    by_id, by_number = place_sheets.by_id(study), tables[3].sheet
    assert by_number.rows == by_id.rows
    assert "10 = east-of-euphrates." in by_number.notes[0]


def test_figures_of_the_page_agree_with_the_records_of_compare(study, page):
    read = Read(page)
    zones, sizes, pairs, places = (table["rows"] for table in read.tables)
    told = records.compared_zones(study)
    assert [row[0][1] for row in zones[1:]] == [zone["id"] for zone in told]
    for row, zone in zip(zones[1:], told, strict=True):
        assert first_number(row[4][1]) == zone["area_km2"]
        assert first_number(row[5][1]) == zone["listed_places"]
        length = first_number(row[3][1])
        assert length == pytest.approx(zone["length_km"], abs=0.051) or length is None
    assert len(sizes) - 1 == len(study.listed)
    for row, pair in zip(pairs[1:], study.pairs, strict=True):
        assert first_number(row[2][1]) == records.pair(pair)["overlap_km2"]
    for row, place in zip(places[1:], study.places, strict=True):
        assert first_number(row[2][1]) == pytest.approx(place.distance_km, abs=0.051)


def first_number(text):
    found = re.search(r"[0-9][0-9,]*(?:\.[0-9]+)?", text)
    return float(found[0].replace(",", "")) if found else None


def test_a_page_is_in_order(page):
    read = Read(page)
    levels = [int(tag[1]) for tag, _ in read.headings]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in itertools.pairwise(levels))
    assert len(read.ids) == len(set(read.ids))
    inner = [link[1:] for link in read.links if link.startswith("#")]
    assert set(inner) <= set(read.ids)
    assert {"summary", "method", "publish", "cite", "sources"} <= set(inner)
    assert '<html lang="en">' in page
    for table in read.tables:
        assert re.match(r"Table [1-4]\. ", table["caption"][0][1])
        assert {tag for tag, _ in table["rows"][0]} == {"th"}
        assert all(row[0][0] == "th" for row in table["rows"][1:])
    scopes = [given.get("scope") for tag, given in read.tags if tag == "th"]
    assert set(scopes) == {"col", "row"}


def test_a_page_loads_nothing_and_its_frame_has_no_rights_over_it(page):
    read = Read(page)
    for tag, given in read.tags:
        assert not given.get("src", "data:").startswith("http")
        assert tag not in {"script", "link", "object"}
    (frame,) = (given for tag, given in read.tags if tag == "iframe")
    assert frame["sandbox"] == "allow-scripts allow-downloads allow-popups"
    assert frame["title"] == "Turkey–Syria safe-zone talks, 2016–2019"
    (policy,) = (
        given["content"]
        for _, given in read.tags
        if given.get("http-equiv") == "Content-Security-Policy"
    )
    assert policy in frame["srcdoc"]
    assert "default-src 'none'; script-src 'sha256-" in policy
    assert "http" not in policy
    (image,) = (given for tag, given in read.tags if tag == "img")
    assert image["alt"].endswith("Manbij first; Manbij roadmap.")


@pytest.mark.parametrize("ending", ["html", "md", "docx"])
def test_the_same_study_gives_the_same_bytes(tmp_path, ending):
    study = geozone.along("AUT-LIE", into="LIE", depth="1 km")
    once = [each.read_bytes() for each in maps.report(study, tmp_path / f"a.{ending}")]
    (tmp_path / "again").mkdir()
    again = maps.report(study, tmp_path / "again" / f"a.{ending}")
    assert [each.read_bytes() for each in again] == once


def test_another_ending_is_refused(study, tmp_path):
    with pytest.raises(Refused, match=r"a name that ends in \.html, \.md or \.docx"):
        maps.report(study, tmp_path / "talks.pdf")


def test_files_are_ours_until_somebody_changes_them(written, tmp_path):
    for name in ("talks.html", "talks.md", "talks-figure.png", "talks-map.html"):
        assert is_unchanged(written / name, "report")
    text = (written / "talks.md").read_text(encoding="utf-8")
    changed = tmp_path / "talks.md"
    changed.write_text(text.replace("Six proposals", "Six or so proposals"), encoding="utf-8")
    assert not is_unchanged(changed, "report")


def test_either_all_files_of_a_report_are_written_or_none(tmp_path):
    study = geozone.along("AUT-LIE", into="LIE", depth="1 km")
    (tmp_path / "zone-figure.png").write_bytes(b"before")
    (tmp_path / "zone.md").mkdir()  # so that the last of them cannot take its place
    with pytest.raises(OSError, match=r"zone\.md"):
        maps.report(study, tmp_path / "zone.md")
    assert (tmp_path / "zone-figure.png").read_bytes() == b"before"
    assert sorted(each.name for each in tmp_path.iterdir()) == ["zone-figure.png", "zone.md"]


def test_a_long_list_of_places_is_cut_and_says_so(tmp_path):
    rows = "".join(f"Village {n},{38 + n / 1000:.3f},36.7\n" for n in range(600))
    (tmp_path / "villages.csv").write_text(f"name,lon,lat\n{rows}", encoding="utf-8")
    places = tmp_path / "villages.csv"
    study = geozone.along("TUR-SYR", into="SYR", depth="5 km", places_file=places)
    made = report_of(study, [], "1")
    assert "Of the 600 places of villages.csv this table has 400" in everything(made)
    tables = [each.sheet for each in made.blocks if isinstance(each, Table)]
    assert len(tables[-1].rows) == 400


def test_grammar_of_one_and_of_several():
    assert counted(("{n} lies", "{n} lie"), 1) == "one lies"
    assert counted(("{n} lies", "{n} lie"), 0) == "no lie"
    assert together(["a", "b", "c"]) == "a, b and c"
    assert quoted("ABCD") == "“A”, “B”, “C” and one other"


@pytest.mark.parametrize(
    ("url", "expected"),
    [
        ("https://example.org/a?b=1&c=2", True),
        ("http://example.org", True),
        ("javascript:alert(1)", False),
        ("data:text/html,x", False),
        ("https:alert", False),
        ("https://example.org/\u202e", False),
        ("https://[", False),
    ],
)
def test_links_lead_to_the_web_only(url, expected):
    assert is_web(url) is expected


def test_text_is_shown_with_joiners_and_marks_but_without_what_steers():
    family = "👩‍👩‍👧 می‌خواهم"
    assert shown(family) == family
    assert shown("a\u202eb\x00\ud800\uffff") == r"a\u202eb\x00\ud800\uffff"
    assert held("4,010 km² (17.3 %)") == "4,010\xa0km² (17.3\xa0%)"
