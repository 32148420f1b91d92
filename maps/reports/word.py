"""Report as a Word document for further editing, by python-docx.

Headings, captions and lists have Word's own styles, so that Word can make a table of contents or a
list of tables from them. Captions are numbered by fields. Tables are written as XML in one piece:
adding cell by cell with python-docx takes a hundred times as long.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import docx
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.enum.style import WD_STYLE_TYPE
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Emu, Mm, Pt, RGBColor

from geozone.files.signed import APPLICATION
from geozone.tables.sheets import Sheet
from maps.reports.blocks import (
    Block,
    Facts,
    Frame,
    Heading,
    Listing,
    Paragraph,
    Picture,
    Report,
    Run,
    Table,
    Text,
    held,
    is_web,
    is_wide,
    shown,
)
from maps.reports.files import application
from maps.words.text import report_en

_PAGE_MM = (210.0, 297.0)  # A4
_MARGIN_MM = 20.0
_COLUMNS = 8  # a table with more columns stands on a page in landscape
_CELL_PT, _SMALL_CELL_PT = 8.0, 7.0
_WIDEST = 30  # letters of a cell for which a column is made wide; longer texts wrap
_LETTER_MM = 0.2  # average width of a letter for each point of its size
_LONG_WORD = 12  # letters from which on a word may break after a hyphen or slash
_PARTS = re.compile(r"(?<=[-/])")
_TWIPS_PER_MM = 1440 / 25.4  # a twip is 1/1440 inch, the unit of Word's tables
_INK, _SOFT = RGBColor(0x1C, 0x1B, 0x19), RGBColor(0x57, 0x53, 0x4C)
_LINK = "0B5394"
_TIGHT = '<w:spacing w:before="15" w:after="15" w:line="240" w:lineRule="auto"/>'
_STAMP = (1980, 1, 1, 0, 0, 0)  # earliest time of a zip; fixed, so that bytes are reproducible
_THUMBNAIL = "thumbnail"
_DATES = re.compile(rb"<dcterms:(created|modified)\b[^>]*>[^<]*</dcterms:\1>")


def data(report: Report, foot: str) -> bytes:
    """The whole file. The same report gives the same bytes.

    Parameters
    ----------
    foot
        The footer of every page.
    """
    return _Document(report, foot).packed()


class _Document:
    """Builds the document of one report."""

    def __init__(self, report: Report, foot: str) -> None:
        self.document: Any = docx.Document()
        self.report = report
        self.on_its_side = False
        self._properties()
        self._styles()
        self._page(self.document.sections[0], is_wide=False)
        self._foot(foot)
        self.document.add_paragraph(shown(report.title), style="Title")
        self.document.add_paragraph(shown(report.below), style="Subtitle")
        for block, after in zip(report.blocks, [*report.blocks[1:], None], strict=True):
            self._turn(block, after)
            self._block(block)

    def packed(self) -> bytes:
        """The document packed again, without dates and with geozone as its maker."""
        # python-docx writes the present time into the zip and into the properties, so two files of
        # one report would differ.
        found = io.BytesIO()
        self.document.save(found)
        fresh = io.BytesIO()
        with zipfile.ZipFile(found) as old, zipfile.ZipFile(fresh, "w") as new:
            for name in old.namelist():
                part = old.read(name)
                if name == APPLICATION:
                    part = application().encode("utf-8")
                elif name == "docProps/core.xml":
                    part = _DATES.sub(b"", part)
                entry = zipfile.ZipInfo(name, _STAMP)
                entry.compress_type = zipfile.ZIP_DEFLATED
                entry.external_attr = 0o600 << 16
                new.writestr(entry, part)
        return fresh.getvalue()

    def _properties(self) -> None:
        """Set title and language. The template's author, dates and thumbnail are removed."""
        core = self.document.core_properties
        core.title = shown(self.report.title)[:255]
        core.subject = shown(self.report.below)[:255]
        core.language = report_en.REGION
        core.author = core.comments = core.last_modified_by = ""
        core.created = core.modified = datetime(1980, 1, 1)  # noqa: DTZ001  (taken out again)
        package = self.document.part.package
        for key, rel in list(package.rels.items()):
            if rel.reltype.endswith(_THUMBNAIL):
                del package.rels[key]

    def _styles(self) -> None:
        styles = self.document.styles
        language = styles.element.find(f".//{qn('w:rPrDefault')}//{qn('w:lang')}")
        if language is not None:
            language.set(qn("w:val"), report_en.REGION)
        normal = styles["Normal"]
        normal.font.name, normal.font.size = "Calibri", Pt(11)
        normal.paragraph_format.space_after = Pt(6)
        sizes = {"Title": 22, "Subtitle": 11, "Heading 1": 15, "Heading 2": 12, "Caption": 9.5}
        for name, size in sizes.items():
            font = styles[name].font
            font.size, font.italic = Pt(size), False
            font.color.rgb = _SOFT if name == "Subtitle" else _INK
            _one_font(styles[name])
        _plainer(styles["Title"])
        _plainer(styles["Subtitle"])
        styles["Title"].paragraph_format.space_after = Pt(4)
        styles["Heading 1"].paragraph_format.space_before = Pt(18)
        styles["Heading 1"].paragraph_format.space_after = Pt(6)
        styles["Heading 2"].paragraph_format.space_before = Pt(12)
        styles["Caption"].paragraph_format.keep_with_next = True
        styles["Caption"].paragraph_format.space_before = Pt(10)
        self._added_styles(styles)

    @staticmethod
    def _added_styles(styles: Any) -> None:
        notes = styles.add_style("Table Note", WD_STYLE_TYPE.PARAGRAPH)
        notes.base_style = styles["Normal"]
        notes.font.size, notes.font.color.rgb = Pt(8.5), _SOFT
        notes.paragraph_format.space_after = Pt(1)
        link = styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER)
        link.font.underline, link.font.color.rgb = True, RGBColor.from_string(_LINK)

    def _page(self, section: Any, *, is_wide: bool) -> None:
        wide, high = _PAGE_MM[::-1] if is_wide else _PAGE_MM
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = Mm(wide), Mm(high)
        section.left_margin = section.right_margin = Mm(_MARGIN_MM)
        section.top_margin = section.bottom_margin = Mm(_MARGIN_MM - 8 * is_wide)
        section.footer_distance = Mm(_MARGIN_MM / 2 - 4 * is_wide)

    def _foot(self, foot: str) -> None:
        paragraph = self.document.sections[0].footer.paragraphs[0]
        paragraph.style = self.document.styles["Table Note"]
        paragraph.add_run(f"{shown(foot)} ")
        paragraph._p.append(_field("PAGE", "1"))

    def _turn(self, block: Block, after: Block | None) -> None:
        """Turn the page on its side for a wide table and its heading, and back after it."""
        leads = isinstance(block, Heading) and after is not None and _wants_side(after)
        wanted = leads or _wants_side(block)
        if wanted != self.on_its_side:
            self._page(self.document.add_section(WD_SECTION.NEW_PAGE), is_wide=wanted)
            self.on_its_side = wanted

    def _block(self, block: Block) -> None:
        if isinstance(block, Heading):
            self.document.add_heading(shown(block.text), level=block.level - 1)
        elif isinstance(block, Paragraph):
            self._text(self.document.add_paragraph(), block.text)
        elif isinstance(block, Listing):
            self._listing(block)
        elif isinstance(block, Facts):
            self._facts(block)
        elif isinstance(block, Table):
            self._table(block)
        elif isinstance(block, Picture):
            self._picture(block)
        else:
            assert isinstance(block, Frame)  # noqa: S101  - a document holds no frame

    def _listing(self, block: Listing) -> None:
        for nth, item in enumerate(block.items, 1):
            # Numbers are plain text: they must stay as the text cites them, even if an editor later
            # adds numbered lists.
            if block.is_numbered:
                paragraph = self.document.add_paragraph(f"[{nth}]\t")
                paragraph.paragraph_format.left_indent = Mm(9)
                paragraph.paragraph_format.first_line_indent = Mm(-9)
                paragraph.paragraph_format.tab_stops.add_tab_stop(Mm(9))
            else:
                paragraph = self.document.add_paragraph(style="List Bullet")
            self._text(paragraph, item)

    def _facts(self, block: Facts) -> None:
        for name, text in block.rows:
            paragraph = self.document.add_paragraph()
            paragraph.paragraph_format.space_after = Pt(3)
            self._text(paragraph, (Run(f"{name}: ", is_strong=True), *text))

    def _picture(self, block: Picture) -> None:
        width_mm = min(block.width_mm, _PAGE_MM[0] - 2 * _MARGIN_MM)
        paragraph = self.document.add_paragraph()
        paragraph.paragraph_format.keep_with_next = True
        shape = paragraph.add_run().add_picture(io.BytesIO(block.png), width=Mm(width_mm))
        tallest = Mm(_PAGE_MM[1] - 2 * _MARGIN_MM - 30)  # with room for its caption
        if shape.height > tallest:
            shape.width, shape.height = Emu(int(shape.width * tallest / shape.height)), tallest
        properties = shape._inline.docPr
        properties.set("descr", shown(block.alternative))
        properties.set("name", f"{report_en.FIGURE} 1")
        self._caption(report_en.FIGURE, 1, block.caption).paragraph_format.keep_with_next = False

    def _table(self, block: Table) -> None:
        sheet = block.sheet
        self._caption(report_en.TABLE, block.number, sheet.caption)
        room_mm = _PAGE_MM[self.on_its_side] - 2 * _MARGIN_MM
        table = parse_xml(_table_xml(sheet, room_mm, is_small=self.on_its_side))
        body = self.document.element.body
        body.insert(len(body) - 1, table)  # before the last section's properties
        for note in sheet.notes:
            self.document.add_paragraph(shown(note), style="Table Note")
        if not sheet.notes:
            # Word joins two tables that have no paragraph between them.
            self.document.add_paragraph(style="Table Note")

    def _caption(self, label: str, number: int, text: str) -> Any:
        paragraph = self.document.add_paragraph(f"{label} ", style="Caption")
        paragraph._p.append(_field(rf"SEQ {label} \* ARABIC", str(number)))
        paragraph.add_run(f". {shown(text)}")
        return paragraph

    def _text(self, paragraph: Any, text: Text) -> None:
        for run in text:
            if is_web(run.url):
                self._link(paragraph, run)
            else:
                paragraph.add_run(shown(run.text)).bold = run.is_strong or None

    # python-docx has no function for hyperlinks and fields, so both are written as XML.
    def _link(self, paragraph: Any, run: Run) -> None:
        id_ = self.document.part.relate_to(run.url, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        paragraph._p.append(
            parse_xml(
                f"<w:hyperlink {nsdecls('w', 'r')} r:id={quoteattr(id_)}><w:r><w:rPr>"
                f'<w:rStyle w:val="Hyperlink"/></w:rPr><w:t xml:space="preserve">'
                f"{escape(shown(run.text))}</w:t></w:r></w:hyperlink>"
            )
        )


def _wants_side(block: Block) -> bool:
    return isinstance(block, Table) and is_wide(block.sheet, _COLUMNS)


def _field(instruction: str, value: str) -> Any:
    """A field of Word, with the value that it shows until Word updates it."""
    return parse_xml(
        f"<w:fldSimple {nsdecls('w')} w:instr={quoteattr(f' {instruction} ')}>"
        f"<w:r><w:t>{value}</w:t></w:r></w:fldSimple>"
    )


def _one_font(style: Any) -> None:
    """Give a style the font of the text.

    The template sets a theme's font for headings, which would take precedence over the name.
    """
    style.font.name = "Calibri"
    fonts = style.element.rPr.rFonts
    for name in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{name}"), None)


def _plainer(style: Any) -> None:
    """Remove the line under a style and its wide letters, which come from the template."""
    for properties, name in ((style.element.pPr, "w:pBdr"), (style.element.rPr, "w:spacing")):
        found = properties.find(qn(name)) if properties is not None else None
        if found is not None:
            properties.remove(found)


def _table_xml(sheet: Sheet, room_mm: float, *, is_small: bool) -> str:
    """A table as XML. Its first row is repeated on every page, and no row breaks over pages."""
    size_pt = _SMALL_CELL_PT if is_small else _CELL_PT
    widths = _widths(sheet, room_mm, size_pt)
    size = round(2 * size_pt)
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    head = _row_xml(sheet, sheet.header, widths, size=size, is_head=True)
    rows = "".join(_row_xml(sheet, row, widths, size=size, is_head=False) for row in sheet.rows)
    line = 'w:val="single" w:sz="4" w:space="0" w:color="CFC9BE"'
    return (
        f'<w:tbl {nsdecls("w")}><w:tblPr><w:tblStyle w:val="TableNormal"/>'
        f'<w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
        f"<w:tblBorders><w:top {line}/><w:bottom {line}/><w:insideH {line}/></w:tblBorders>"
        '<w:tblLayout w:type="fixed"/><w:tblCellMar><w:left w:w="50" w:type="dxa"/>'
        '<w:right w:w="50" w:type="dxa"/></w:tblCellMar><w:tblLook w:firstRow="1" '
        'w:firstColumn="1" w:lastRow="0" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f"<w:tblCaption w:val={quoteattr(shown(sheet.caption))}/></w:tblPr>"
        f"<w:tblGrid>{grid}</w:tblGrid>{head}{rows}</w:tbl>"
    )


def _row_xml(
    sheet: Sheet, cells: Sequence[str], widths: Iterable[int], *, size: int, is_head: bool
) -> str:
    pieces = [
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr><w:p><w:pPr>'
        f'{_TIGHT}<w:jc w:val="{_side(sheet, at)}"/></w:pPr>'
        f"<w:r><w:rPr>{'<w:b/>' * is_head}"
        f'<w:sz w:val="{size}"/><w:szCs w:val="{size}"/></w:rPr>'
        f'<w:t xml:space="preserve">{escape(held(cell))}</w:t></w:r></w:p></w:tc>'
        for at, (cell, width) in enumerate(zip(cells, widths, strict=True))
    ]
    repeated = "<w:tblHeader/>" if is_head else ""
    return f"<w:tr><w:trPr><w:cantSplit/>{repeated}</w:trPr>{''.join(pieces)}</w:tr>"


def _side(sheet: Sheet, column: int) -> str:
    return "right" if sheet.numbers[column : column + 1] == "r" else "left"


def _widths(sheet: Sheet, room_mm: float, size_pt: float) -> list[int]:
    """Widths of the columns in twips, together as wide as the page.

    Each column has room for its longest word. The remaining width goes to columns with longer
    cells.
    """
    columns = [[held(cell) for cell in column] for column in _columns(sheet)]
    # Widths are counted in letters first, and scaled to the page at the end.
    least = [max(map(_longest_word, column)) + 2 for column in columns]
    wanted = [min(max(map(len, column)), _WIDEST) + 2 for column in columns]
    more = [max(want - need, 0) for want, need in zip(wanted, least, strict=True)]
    rest = max(room_mm / (size_pt * _LETTER_MM) - sum(least), 0.0)
    share = rest / sum(more) if sum(more) else 0.0
    letters = [need + share * each for need, each in zip(least, more, strict=True)]
    scale = room_mm * _TWIPS_PER_MM / sum(letters)
    return [int(scale * each) for each in letters]


def _columns(sheet: Sheet) -> Iterable[tuple[str, ...]]:
    return zip(sheet.header, *sheet.rows, strict=True)


def _longest_word(cell: str) -> int:
    """Letters of the longest piece that cannot break; long words break after a hyphen or slash."""
    words = cell.split(" ")
    pieces = (_PARTS.split(word) if len(word) > _LONG_WORD else [word] for word in words)
    return min(max(len(each) for piece in pieces for each in piece), _WIDEST)
