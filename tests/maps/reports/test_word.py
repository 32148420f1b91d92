"""A report as a Word document, read back, and opened by another program where there is one."""

from __future__ import annotations

import io
import shutil
import subprocess
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

import maps
from geozone.errors import Refused
from geozone.files.signed import is_unchanged
from geozone.tables import records
from maps.reports import files

OFFICE = shutil.which("soffice")


@pytest.fixture(scope="module")
def path(study, tmp_path_factory):
    path = tmp_path_factory.mktemp("docx") / "talks.docx"
    maps.report(study, path)
    return path


@pytest.fixture(scope="module")
def document(path):
    return docx.Document(str(path))


def of_style(document, name):
    return [each.text for each in document.paragraphs if each.style.name == name]


def test_headings_bear_the_styles_of_headings(study, document):
    assert of_style(document, "Title") == [study.scenario.title]
    assert of_style(document, "Heading 1")[:3] == ["In short", "Notes of this scenario", "The map"]
    titles = {each.title for each in study.scenario.proposals}
    assert set(of_style(document, "Heading 2")) == titles


def test_captions_number_themselves(document):
    captions = [each for each in document.paragraphs if each.style.name == "Caption"]
    fields = [each._p.find(qn("w:fldSimple")) for each in captions]
    instructions = [field.get(qn("w:instr")).split()[:2] for field in fields]
    assert instructions == [["SEQ", "Figure"], *[["SEQ", "Table"]] * 4]
    values = [field.findtext(f".//{qn('w:t')}") for field in fields]
    assert values == ["1", "1", "2", "3", "4"]


def test_tables_repeat_their_header_and_hold_the_records_of_compare(study, document):
    zones = document.tables[0]
    for table in document.tables:
        first, *others = table._tbl.tr_lst
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert not [row for row in others if row.trPr.find(qn("w:tblHeader")) is not None]
    told = records.compared_zones(study)
    rows = [[cell.text for cell in row.cells] for row in zones.rows][1:]
    assert [row[0] for row in rows] == [zone["id"] for zone in told]
    for row, zone in zip(rows, told, strict=True):
        area = row[4].replace("\xa0", " ").removesuffix(" km²").replace(",", "")
        assert (None if area == "–" else float(area)) == zone["area_km2"]


def test_a_wide_table_turns_the_page_on_its_side_with_its_heading(document):
    turned = [section.page_width > section.page_height for section in document.sections]
    assert turned == [False, True, False]
    pieces = list(document.element.body)
    (heading,) = (each._p for each in document.paragraphs if each.text == "Places")
    ends = [at for at, each in enumerate(pieces) if each.find(f".//{qn('w:sectPr')}") is not None]
    assert ends[0] < pieces.index(heading) < ends[1]
    assert ends[0] < pieces.index(document.tables[3]._tbl) < ends[1]


def test_the_figure_says_what_it_shows(document):
    (shape,) = document.inline_shapes
    assert shape._inline.docPr.get("descr").startswith("Map: Turkey–Syria safe-zone talks")
    assert shape.width <= docx.shared.Mm(170)


def test_it_has_a_title_a_language_and_no_invented_author(study, document):
    core = document.core_properties
    assert (core.title, core.language) == (study.scenario.title, "en-GB")
    assert (core.author, core.last_modified_by, core.comments) == ("", "", "")
    assert core.created is None
    assert core.modified is None


def test_sources_with_an_address_are_links(handmade, tmp_path):
    maps.report(handmade(), tmp_path / "made.docx")
    document = docx.Document(str(tmp_path / "made.docx"))
    (link,) = (link for each in document.paragraphs for link in each.hyperlinks)
    assert link.address == link.text == "https://example.org/a?b=1&c=2"


def test_it_holds_no_date_and_no_picture_of_its_template(path):
    with zipfile.ZipFile(path) as packed:
        assert {entry.date_time for entry in packed.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        assert not [name for name in packed.namelist() if "thumbnail" in name]
        assert b"thumbnail" not in packed.read("_rels/.rels")


def test_it_is_ours_until_another_program_has_saved_it(path, tmp_path):
    assert is_unchanged(path, "report")
    changed = tmp_path / "changed.docx"
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(changed, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, part.replace(b"<Application>geozone", b"<Application>Word"))
    assert not is_unchanged(changed, "report")
    (tmp_path / "other.docx").write_bytes(b"PK, but no zip")
    assert not is_unchanged(tmp_path / "other.docx", "report")


def test_without_python_docx_one_line_says_what_to_install(study, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "find_spec", lambda _: None)
    with pytest.raises(Refused, match=r"pip install 'geozone\[report\]'"):
        maps.report(study, tmp_path / "talks.docx")


@pytest.mark.skipif(OFFICE is None, reason="no LibreOffice found: Debian's libreoffice-writer")
def test_libreoffice_opens_it_with_all_its_words(path, tmp_path):
    subprocess.run(
        [OFFICE, f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}", "--headless",
         "--convert-to", "txt:Text (encoded):UTF8", "--outdir", str(tmp_path), str(path)],
        capture_output=True, check=True, timeout=180,
    )  # fmt: skip
    text = (tmp_path / "talks.txt").read_text(encoding="utf-8-sig")
    for said in ("Table 4. Places and their margins in km", "[4]", "23,220\xa0km²", "Figure 1. "):
        assert said in text


def test_data_come_from_memory_alone(study):
    """Nothing but the report itself is needed to write it twice."""
    from maps.reports.content import report_of  # noqa: PLC0415
    from maps.reports.word import data  # noqa: PLC0415

    made = report_of(study, [], "1")
    assert docx.Document(io.BytesIO(data(made, "foot"))).sections[0].footer.paragraphs[0].text
