"""Tables of a Word document, whose heads repeat on every page and are marked as heads.

A row is never divided between two pages, and a short table stays on one.
"""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Length

from bot.documents.blocks import Block, Cell
from bot.documents.docx_document import CELL, TABLE, TEXT_WIDTH, element
from bot.documents.docx_text import paragraph, write
from bot.documents.signs import harmless

_NARROW = 0.6  # of the width, for a table of a name and a figure
_WHOLE = 8  # rows: a table of at most so many stays on one page


def table(document: Document, block: Block) -> None:
    """Add a table under its caption, or the word "none" in the place of an empty one."""
    if not block["rows"]:
        line = paragraph(document, "Normal")
        write(line, f"{block['caption']}: ", bold=True)
        write(line, "none.")
        return
    paragraph(document, "Caption", block["caption"])
    right = block["right"]
    made = _table(document, block)
    head = _row(made, block["heads"], right, bold=True, together=True)
    head.get_or_add_trPr().append(element("<w:tblHeader/>"))
    is_short = len(block["rows"]) <= _WHOLE
    for row in block["rows"]:
        _row(made, row, right, together=is_short and row is not block["rows"][-1])


def _table(document: Document, block: Block) -> Any:
    """Add a table without rows, with the widths of its columns and its caption as its name."""
    shares: Sequence[float] = block["widths"]
    is_narrow = len(shares) == 2 and block["right"][-1]
    width = TEXT_WIDTH * (_NARROW if is_narrow else 1)
    made: Any = document.add_table(rows=0, cols=len(shares))
    made.style, made.autofit = TABLE, False
    for column, share in zip(made.columns, shares, strict=True):
        column.width = Length(int(width * share / sum(shares)))
    named = element("<w:tblCaption/>")
    named.set(qn("w:val"), harmless(block["caption"]))
    made._tbl.tblPr.append(named)
    look = made._tbl.tblPr.find(qn("w:tblLook"))
    for part, on in {"firstRow": "1", "firstColumn": "0", "noHBand": "1", "noVBand": "1"}.items():
        look.set(qn(f"w:{part}"), on)
    look.set(qn("w:val"), "0620")  # the same four for programs that read only this
    return made


def _row(
    of: Any,
    values: Sequence[Cell],
    right: Sequence[bool],
    *,
    bold: bool | None = None,
    together: bool = False,
) -> Any:
    """Add a row that is never divided; `together` keeps it on the page of the next one."""
    row = of.add_row()
    row._tr.get_or_add_trPr().append(element("<w:cantSplit/>"))
    for cell, value, is_figure in zip(row.cells, values, right, strict=True):
        line = cell.paragraphs[0]
        line.style = CELL
        write(line, value, bold=bold)
        if is_figure:
            line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        if together:
            line.paragraph_format.keep_with_next = True
    return row._tr
