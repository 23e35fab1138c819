"""Pages of blocks: an opening that fits on one page, and sections after it; drawn as PDF or DOCX.

Both formats draw the same words; the same pages give the same bytes.
"""

from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from types import MappingProxyType

from bot.documents import typesetting
from bot.documents.blocks import Block, drawable
from bot.documents.docx_blocks import DRAWINGS
from bot.documents.docx_document import empty_document, packed
from bot.documents.docx_text import paragraph


@dataclass(frozen=True, slots=True)
class Section:
    """Blocks under a heading; an empty title draws none."""

    title: str
    blocks: list[Block]


@dataclass(frozen=True, slots=True)
class Pages:
    """What is drawn; `largest` and `smallest` are the letters of the opening, in half points."""

    title: str
    subtitle: str
    partnership: str
    foot: str
    on: date
    largest: int
    smallest: int
    opening: list[Section]
    sections: list[Section]


def pdf(pages: Pages) -> bytes:
    """Return a tagged PDF/UA-1."""
    return typesetting.pdf("pages.typ", drawable(asdict(pages) | {"on": None}))


def docx(pages: Pages) -> bytes:
    """Return a Word document; its sections begin on a new page."""
    foot = f"{pages.partnership} · {pages.foot}"
    document = empty_document(pages.title, pages.partnership, pages.on, foot)
    paragraph(document, "Subtitle", pages.subtitle)
    paragraph(document, "Title", pages.title)
    for place, section in enumerate([*pages.opening, *pages.sections]):
        if section.title:
            title = paragraph(document, "Heading 1", section.title)
            title.paragraph_format.page_break_before = place == len(pages.opening)
        for block in section.blocks:
            DRAWINGS[block["kind"]](document, block)
    return packed(document)


DRAWN: Mapping[str, Callable[[Pages], bytes]] = MappingProxyType({"pdf": pdf, "docx": docx})
