"""Paragraphs of a Word document: texts, and labels as a shape and a word on a coloured ground."""

from typing import Any

from docx.document import Document
from docx.shared import RGBColor
from docx.text.paragraph import Paragraph

from bot.documents.blocks import Cell
from bot.documents.docx_document import QUIET, element
from bot.documents.signs import legible
from bot.documents.wording import WITHHELD


def paragraph(document: Document, style: str, *parts: Cell) -> Paragraph:
    """Add a paragraph of texts and badges."""
    made = document.add_paragraph(style=style)
    for part in parts:
        write(made, part)
    return made


def write(line: Paragraph, part: Cell, *, bold: bool | None = None) -> None:
    """Add text to a paragraph, or a badge: a shape and a word on a coloured ground."""
    if isinstance(part, str):
        run = line.add_run(legible(part))
        run.bold = bold
        if part == WITHHELD:
            run.italic, run.font.color.rgb = True, RGBColor.from_string(QUIET)
        return
    marked: Any = line.add_run(f"\u00a0{part['shape']}\u00a0{part['word']}\u00a0")
    marked.bold, marked.font.color.rgb = True, RGBColor.from_string(part["ink"][1:])
    ground = f'<w:shd w:val="clear" w:color="auto" w:fill="{part["ground"][1:]}"/>'
    marked._r.get_or_add_rPr().append(element(ground))
