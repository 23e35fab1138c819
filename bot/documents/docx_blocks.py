"""Each kind of block as Word draws it: real headings, lists, tables, pictures with words.

A kind without a line in `DRAWINGS` cannot be drawn.
"""

import io
from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

from docx.document import Document
from docx.shared import Pt

from bot.documents.blocks import Block
from bot.documents.docx_document import TEXT_WIDTH
from bot.documents.docx_tables import table
from bot.documents.docx_text import paragraph
from bot.documents.signs import harmless


def _heading(document: Document, block: Block) -> None:
    badge = (" ", block["badge"]) if block["badge"] else ()
    paragraph(document, "Heading 2", block["text"], *badge)


def _text(document: Document, block: Block) -> None:
    paragraph(document, "Normal", block["text"])


def _bullets(document: Document, block: Block) -> None:
    if not block["items"]:
        paragraph(document, "Normal", block["otherwise"])
    elif block["lead"]:
        paragraph(document, "Normal", block["lead"]).paragraph_format.keep_with_next = True
    for item in block["items"]:
        paragraph(document, "List Bullet", item)


def _quotes(document: Document, block: Block) -> None:
    if block["who"]:
        paragraph(document, "Heading 2", block["who"])
    paragraph(document, "Normal", block["asked"]).paragraph_format.keep_with_next = True
    for words in block["words"]:
        paragraph(document, "Quote", f"“{words}”")


def _band(document: Document, block: Block) -> None:
    paragraph(document, "Heading 2", block["title"])
    paragraph(document, "Normal", block["text"])


def _picture(document: Document, block: Block) -> None:
    holder = document.add_paragraph()
    holder.paragraph_format.keep_with_next = True
    shown: Any = holder.add_run().add_picture(io.BytesIO(block["picture"].png()), TEXT_WIDTH)
    about = shown._inline.docPr
    about.set("descr", harmless(block["alternative"]))
    about.set("name", "Chart")
    caption = paragraph(document, "Caption", block["caption"]).paragraph_format
    caption.keep_with_next, caption.space_before, caption.space_after = False, Pt(0), Pt(8)


DRAWINGS: Mapping[str, Callable[[Document, Block], None]] = MappingProxyType(
    {
        "heading": _heading,
        "text": _text,
        "bullets": _bullets,
        "table": table,
        "quotes": _quotes,
        "picture": _picture,
        "band": _band,
    }
)
