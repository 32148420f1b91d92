"""Texts that would be markup, formulas or control characters show as themselves in every form."""

from __future__ import annotations

import html
import io
import re
import zipfile

import docx
import mistune
import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import maps
from maps.reports import markdown
from maps.reports.blocks import shown
from tests.maps.reports.test_report import Read

HOSTILE = (
    "{{7*7}}", "{% raw", "{#", "`", "${1+1}", "</script><script>window.pwned=1</script>",
    "<img src=x onerror=window.pwned=1>", "javascript:window.pwned=1", "&lt;b&gt; &amp;",
    "\u2028\u2029", "\u202eمنبج‎ עברית", "🏔️👩‍👩‍👧", "'\"\\", "=1+1", "| a | b |",
    "[x](http://e.org)", "www.e.org", "http://e.org/", "a@b.org", ":smile:", "$x$", "---", "...",
    "\x00\x1b[31m", "\ud800", "\ufffe", "]]>", "~~s~~", "<!-- -->", "\n\n# head\n\n1. x",
    "*e* _u_", "[^1]", "^[note]", "{#id .c}", "</w:t><w:br/>",
)  # fmt: skip
WRITTEN = [shown(text).strip() for text in HOSTILE]


@pytest.fixture(scope="module")
def folder(handmade, tmp_path_factory):
    """A report of a study with all of them in every text, in every form."""
    folder = tmp_path_factory.mktemp("hostile")
    study = handmade(lambda words: f"{words} {' '.join(HOSTILE)}")
    for ending in ("html", "md", "docx"):
        with pytest.warns(UserWarning, match="missing from font"):
            maps.report(study, folder / f"bad.{ending}")
    return folder


def missing(text):
    return [each for each in WRITTEN if each not in text]


def test_a_page_shows_them_and_gains_no_element(folder):
    text = (folder / "bad.html").read_text(encoding="utf-8")
    read = Read(text)
    assert {tag for tag, _ in read.tags} <= {
        "html", "head", "meta", "title", "style", "body", "header", "nav", "main", "footer", "h1",
        "h2", "h3", "p", "ul", "ol", "li", "dl", "dt", "dd", "a", "strong", "div", "table",
        "caption", "thead", "tbody", "tr", "th", "td", "figure", "figcaption", "img", "iframe",
    }  # fmt: skip
    assert not [given for _, given in read.tags if any(name.startswith("on") for name in given)]
    assert {link for link in read.links if not link.startswith("#")} == {
        "https://example.org/a?b=1&c=2"
    }
    body = html.unescape(re.sub(r"<[^>]+>", "", re.sub(r'srcdoc="[^"]*"', "", text)))
    assert missing(body) == []


def test_markdown_shows_them_and_gains_no_markup(folder):
    text = (folder / "bad.md").read_text(encoding="utf-8")
    render = mistune.create_markdown(
        plugins=["table", "strikethrough", "url", "math", "footnotes", "def_list", "superscript"]
    )
    made = render(text.rpartition("\n<!-- ")[0])
    assert set(re.findall(r"<([a-z0-9]+)", made)) <= {
        "a", "em", "h1", "h2", "h3", "hr", "img", "li", "ol", "p", "strong", "table", "tbody", "td",
        "th", "thead", "tr", "ul",
    }  # fmt: skip
    assert re.findall(r'<a href="([^"]*)"', made) == [
        "bad-map.html", "https://example.org/a?b=1&amp;c=2",
    ]  # fmt: skip
    assert made.count("<h1") == 1
    assert made.count("<hr") == 1
    assert missing(html.unescape(re.sub(r"<[^>]+>", "", made))) == []


def test_a_word_document_shows_them_in_sound_xml(folder):
    data = (folder / "bad.docx").read_bytes()
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                etree.fromstring(packed.read(name))
    document = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    texts = [each.text for each in document.paragraphs]
    assert missing("\n".join(texts)) == []
    assert missing("\n".join(cells)) == []
    targets = [rel.target_ref for rel in document.part.rels.values() if rel.is_external]
    assert targets == ["https://example.org/a?b=1&c=2"]


ESCAPED = re.compile(r"\\([!-/:-@\[-`{-~])")
FREE = re.compile(r"[`*_{}\[\]<>#|~&$^@]")


@given(st.text())
def test_no_text_becomes_markdown(text):
    line = markdown._line(text)
    assert ESCAPED.sub(r"\1", line).strip() == shown(text).strip()
    assert not FREE.search(ESCAPED.sub("", line))
    assert not re.match(r"([-+=:]|[0-9]+[.)])(\s|$)", line)
