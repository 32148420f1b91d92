"""CSV, Markdown and HTML: what comes from a file stays data."""

from __future__ import annotations

import csv
import html.parser
import io
import re
import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geozone.tables.sheets import Sheet, csv_text, html_page, markdown

HOSTILE = [
    "=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", " =1", "＝1", '=HYPERLINK("http://x","y")',
    "a,b", 'a"b', "a\nb", "a\r\nb", "a|b", "<script>alert(1)</script>", "{{7*7}}", "{% x %}",
    "`x`", "[a](javascript:x)", "![x](http://x)", "*a*", "_a_", "# a", "~~a~~", "a\\|b", "&amp;",
    "منبج", "\u202eabc", "\x00", "\ud800", "", " ", "a\u2028b", "</td></tr>", "' onclick='x",
]  # fmt: skip


def read(text: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), strict=True))


def one_cell(value: object) -> str:
    (_, (cell, _)) = read(csv_text([{"cell": value, "end": 1}], ["cell", "end"]))
    return cell


def a_sheet(cell: str) -> Sheet:
    return Sheet(cell, ("name", cell), ((cell, cell), ("b", "2")), "lr", (cell,))


@pytest.mark.parametrize("text", HOSTILE)
def test_no_cell_of_a_csv_is_a_formula(text: str) -> None:
    cell = one_cell(text)
    assert not cell.lstrip().startswith(tuple("=+-@＝＋－＠"))


@given(st.text())
def test_no_text_at_all_becomes_a_formula_or_another_cell(text: str) -> None:
    cell = one_cell(text)
    assert not cell.lstrip(" \n\v\f").startswith(tuple("=+-@\t\r＝＋－＠"))
    assert cell.replace("'", "") == text.replace("\0", "�").replace("'", "")


OTHER_SEPARATORS = [
    "a;=1+1", "a;+1", "a; -1", "a;\t@SUM(A1)", "a\t=1", "a|=1", "a;＝1", 'a;"=1+1"', "a\n=1",
    "a\r\n=1", "a;\u200b=1", "a;\ufeff=1", "a;\u00a0=1", "\u200b=1", '"=1', ";=1", ";;;=1",
]  # fmt: skip


@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("text", [*HOSTILE, *OTHER_SEPARATORS])
def test_no_spreadsheet_finds_a_formula_whatever_it_takes_for_a_separator(
    text: str, separator: str
) -> None:
    written = csv_text(
        [{"first": text, "then": text, "last": [text, text]}], ["first", "then", "last"]
    )
    for row in csv.reader(io.StringIO(written, newline=""), delimiter=separator):
        for cell in row:
            seen = cell.strip('\u200b\ufeff\u00a0 \t\r\n"')
            assert not seen.startswith(tuple("=+-@＝＋－＠")), (cell, written)


@given(st.lists(st.sampled_from(list("a1=+-@;\t|\r\n\"' ,＝")), max_size=9).map("".join))
def test_no_text_is_a_formula_behind_any_separator(text: str) -> None:
    for piece in re.split("[;|\t\r\n]", one_cell(text)):
        assert not piece.strip(' "').startswith(tuple("=+-@＝")), one_cell(text)


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        (-1.5, "-1.5"),
        (3.0, "3"),
        (1e-07, "1e-07"),
        (23200.0, "23200"),
        (0, "0"),
        (True, "true"),
        (None, ""),
        (["a", "=b"], "a;' =b"),
        ([], ""),
        ([[1.5, 2.0]], "[[1.5, 2.0]]"),
        (["=a"], "'=a"),
    ],
)
def test_numbers_are_plain_and_lists_are_joined(value: object, cell: str) -> None:
    assert one_cell(value) == cell


def test_a_csv_has_crlf_a_header_and_the_same_cells_in_every_row() -> None:
    text = csv_text([{"a": 1}, {"b": 'x"\ny'}], ["a", "b"])
    assert text == 'a,b\r\n1,\r\n,"x""\ny"\r\n'


def test_a_csv_without_rows_is_its_header() -> None:
    assert csv_text([], ["a", "b"]) == "a,b\r\n"


UNESCAPED = re.compile(r"(?<!\\)(?:\\\\)*([`*_\[\]<>|~{}])")


def test_markdown_escapes_what_pandoc_and_github_add_and_keeps_addresses() -> None:
    text = "$x$ ^a^ @b :smile: --from https://example.org/a"
    sheet = Sheet("A table", ("name",), (("1. a",),), "l", ("- a",))
    lines = markdown("Title", [sheet], [text]).splitlines()
    assert lines[-1] == r"- \$x\$ \^a\^ \@b \:smile: \-\-from https://example.org/a"
    assert r"| 1\. a |" in lines
    assert r"\- a" in lines


@pytest.mark.parametrize("text", HOSTILE)
def test_a_table_in_markdown_keeps_its_shape(text: str) -> None:
    lines = markdown(text, [a_sheet(text)], [text]).splitlines()
    rows = [line for line in lines if line.startswith("| ")]
    assert len(rows) == 4
    assert {len(re.findall(r"(?<!\\)\|", row.replace(r"\\", ""))) for row in rows} == {3}
    inner = [row[2:-2].split(" | ") for row in (rows[0], *rows[2:])]
    assert not [cell for row in inner for cell in row if UNESCAPED.search(cell)]


class Tags(html.parser.HTMLParser):
    def __init__(self, page: str) -> None:
        super().__init__()
        self.opened: list[tuple[str, dict[str, str | None]]] = []
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.opened.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_adds_a_tag_or_an_attribute_to_a_page(text: str) -> None:
    page = html_page(text, [a_sheet(text)], [text], lang="en")
    plain = html_page("x", [a_sheet("x")], ["x"], lang="en")
    found, expected = (
        [(tag, sorted(attributes)) for tag, attributes in Tags(each).opened]
        for each in (page, plain)
    )
    assert found == expected
    page.encode("utf-8")


def test_a_page_has_captions_scopes_a_language_and_loads_nothing() -> None:
    page = html_page("Title", [a_sheet("x"), a_sheet("y")], ["A note."], lang="en")
    tags = Tags(page).opened
    names = [tag for tag, _ in tags]
    assert names.count("caption") == names.count("table") == 2
    scopes = [attributes.get("scope") for tag, attributes in tags if tag == "th"]
    assert scopes == ["col", "col", "row", "row"] * 2
    assert ("html", {"lang": "en"}) in tags
    assert not {"script", "link", "img", "iframe"} & set(names)
    assert "default-src 'none'" in page
    assert not [key for _, attributes in tags for key in attributes if key in ("src", "href")]


def test_headings_of_numbers_stand_over_their_numbers() -> None:
    page = html_page("T", [Sheet("c", ("a", "km"), (("x", "1"),), "lr")], [], lang="en")
    assert '<th scope="col" class="n">km</th>' in page
    assert '<td class="n">1</td>' in page


@given(st.text(string.printable))
def test_printable_text_is_whole_on_a_page(text: str) -> None:
    words = Tags(html_page("T", [a_sheet(text)], [], lang="en")).words
    assert words.count(text) >= 4 or not text.strip() or not text.isprintable()
