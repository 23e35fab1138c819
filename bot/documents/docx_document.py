"""An empty Word document of ours: styles, language, page numbers and true properties.

Everything that python-docx's template says of itself is replaced, and no part bears the hour of
making: the same content gives the same bytes.
"""

import io
import zipfile
from datetime import UTC, date, datetime, time
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Mm, Pt, RGBColor

from bot.documents.signs import harmless

FONT = "Arial"
INK, BRAND, QUIET = "0B0C0C", "1D4F91", "505A5F"
TABLE, CELL = "Report table", "Table text"
TEXT_WIDTH = Mm(170)  # A4 less two margins of 20 mm

# name: size in points, colour, bold, points above, points below, together with what follows
_STYLES = {
    "Normal": (10, INK, False, 3, 4, False),
    "Title": (18, INK, True, 4, 6, True),
    "Subtitle": (9, QUIET, False, 0, 2, True),
    "Heading 1": (14, BRAND, True, 18, 6, True),
    "Heading 2": (11, INK, True, 12, 3, True),
    "Caption": (9, INK, True, 12, 3, True),
    "List Bullet": (10, INK, False, 0, 3, False),
    "Quote": (10, INK, False, 4, 4, False),
    "Footer": (8, QUIET, False, 0, 0, False),
    CELL: (8.5, INK, False, 1.5, 1.5, False),
}
_TABLE_STYLE = f"""
<w:style {nsdecls("w")} w:type="table" w:customStyle="1" w:styleId="ReportTable">
  <w:name w:val="{TABLE}"/><w:basedOn w:val="TableNormal"/><w:uiPriority w:val="59"/><w:qFormat/>
  <w:tblPr><w:tblBorders>
    <w:bottom w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
    <w:insideH w:val="single" w:sz="4" w:space="0" w:color="B1B4B6"/>
  </w:tblBorders><w:tblCellMar>
    <w:left w:w="70" w:type="dxa"/><w:right w:w="70" w:type="dxa"/>
  </w:tblCellMar></w:tblPr>
  <w:tblStylePr w:type="firstRow">
    <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="F1F4F8"/></w:tcPr>
  </w:tblStylePr>
</w:style>"""
_BORDERS = {"Heading 1": ("bottom", 2), "Quote": ("left", 8)}  # which side, and points to the text
_PROGRAM = (
    b'<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<Properties xmlns="http://schemas.'
    b'openxmlformats.org/officeDocument/2006/extended-properties"><Application>Golden Thread'
    b"</Application></Properties>"
)
_NO_HOUR = (1980, 1, 1, 0, 0, 0)  # the first moment that a ZIP file can name


def element(markup: str) -> Any:
    """Return an XML element of a Word document from its markup, such as `<w:cantSplit/>`."""
    holder: Any = parse_xml(f"<w:p {nsdecls('w')}>{markup}</w:p>")
    return holder[0]


def empty_document(title: str, author: str, on: date, foot: str) -> Document:
    """Return an A4 document with our styles, whose properties and footer say what is given."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(20)
    section.top_margin = section.bottom_margin = Mm(20)
    _properties(document, harmless(title), harmless(author), on)
    _styles(document)
    _footer(document, harmless(foot))
    return document


def _properties(document: Document, title: str, author: str, on: date) -> None:
    about, moment = document.core_properties, datetime.combine(on, time(), UTC)
    about.title, about.author, about.last_modified_by = title, author, author
    about.created = about.modified = moment
    about.language, about.comments, about.revision = "en-GB", "", 1
    package: Any = document.part.package
    for key in [key for key, rel in package.rels.items() if rel.reltype.endswith("/thumbnail")]:
        package.rels.pop(key)  # a picture of the template's first page


def _styles(document: Document) -> None:
    styles: Any = document.styles
    settings: Any = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), "en-GB")
    for language in styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")
        language.set(qn("w:eastAsia"), "en-GB")
    styles.element.append(parse_xml(_TABLE_STYLE))
    for name, (size, colour, bold, above, below, together) in _STYLES.items():
        style = styles[name] if name in styles else styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        _plain(style)
        style.font.name, style.font.size, style.font.bold = FONT, Pt(size), bold
        style.font.color.rgb, style.font.italic = RGBColor.from_string(colour), False
        style.element.rPr.rFonts.set(qn("w:cs"), FONT)
        style.element.rPr.rFonts.set(qn("w:eastAsia"), FONT)
        shape = style.paragraph_format
        shape.space_before, shape.space_after = Pt(above), Pt(below)
        shape.line_spacing, shape.keep_with_next = 1.1, together
    for name, (side, space) in _BORDERS.items():
        line = f'<w:{side} w:val="single" w:sz="12" w:space="{space}" w:color="{BRAND}"/>'
        border = element(f"<w:pBdr>{line}</w:pBdr>")
        styles[name].element.pPr.insert_element_before(border, "w:shd", "w:tabs", "w:spacing")
    styles["Quote"].paragraph_format.left_indent = Mm(4)


def _plain(style: Any) -> None:
    """Take away the face, the spacing of letters and the borders that the template gives."""
    parts = style.element
    if parts.rPr is not None:
        parts.remove(parts.rPr)
    if parts.pPr is not None:
        for border in parts.pPr.findall(qn("w:pBdr")):
            parts.pPr.remove(border)


def _footer(document: Document, foot: str) -> None:
    line: Any = document.sections[0].footer.paragraphs[0]
    line.paragraph_format.tab_stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT)
    line.add_run(f"{foot}\tPage ")
    line._p.append(element('<w:fldSimple w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))
    line.add_run(" of ")
    line._p.append(element('<w:fldSimple w:instr="NUMPAGES"><w:r><w:t>1</w:t></w:r></w:fldSimple>'))


def packed(document: Document) -> bytes:
    """Return the document as a DOCX file; no part of it bears an hour."""
    drawn, page = io.BytesIO(), io.BytesIO()
    document.save(drawn)
    with zipfile.ZipFile(drawn) as made, zipfile.ZipFile(page, "w") as whole:
        for name in made.namelist():
            content = _PROGRAM if name == "docProps/app.xml" else made.read(name)
            whole.writestr(zipfile.ZipInfo(name, _NO_HOUR), content, zipfile.ZIP_DEFLATED)
    return page.getvalue()
