"""A paper as a Word document: what is known is filled in, what a person must decide is marked.

What is still to be filled in is listed on the first page, so that no one signs with a gap.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any

from docx.document import Document
from docx.enum.text import WD_COLOR_INDEX
from docx.text.paragraph import Paragraph

from bot.documents import blocks
from bot.documents.docx_document import empty_document, packed
from bot.documents.docx_tables import table
from bot.documents.papers import template
from bot.documents.signs import legible
from surveys.trust.papers import PaperFacts, WrittenPaper

_NAMED = re.compile(r"\{\{ (\w+) \}\}")
_TABLE = re.compile(r"\{\{ table: (\w+) \}\}")
_TO_FILL = re.compile(r"(\[To fill in[^\]]*\])")


def write(name: str, facts: PaperFacts, on: date) -> WrittenPaper:
    """Return a paper of `PAPERS`; the same facts on the same day give the same bytes."""
    title, *lines = _filled(name, facts)
    to_fill = tuple(mark for line in lines for mark in _gaps(line, facts))
    title = title.removeprefix("# ")
    partnership = facts.texts["partnership"]
    document = empty_document(title, partnership, on, f"{partnership} · {title}")
    document.add_paragraph(legible(title), style="Title")
    _list_gaps(document, to_fill)
    for line in lines:
        _draw(document, line, facts)
    return WrittenPaper(packed(document), to_fill)


def _filled(name: str, facts: PaperFacts) -> Iterator[str]:
    for line in template(name):
        yield _NAMED.sub(lambda found: facts.texts[found[1]], line)


def _gaps(line: str, facts: PaperFacts) -> list[str]:
    """Return what is to be filled in on a line, or in the table that it names."""
    if found := _TABLE.fullmatch(line):
        cells = " ".join(cell for row in facts.tables[found[1]].rows for cell in row)
        return _TO_FILL.findall(cells)
    return _TO_FILL.findall(line)


def _list_gaps(document: Document, to_fill: tuple[str, ...]) -> None:
    if not to_fill:
        return
    count = "One place is" if len(to_fill) == 1 else f"{len(to_fill)} places are"
    words = f"Draft. {count} still to be filled in, and marked below. Then delete this list."
    document.add_paragraph(words, style="Quote")
    for mark in dict.fromkeys(to_fill):
        _with_marks(document.add_paragraph(style="List Bullet"), mark)


def _draw(document: Document, line: str, facts: PaperFacts) -> None:
    if found := _TABLE.fullmatch(line):
        wanted = facts.tables[found[1]]
        columns = [(head, 1.0) for head in wanted.heads]
        table(document, blocks.table(wanted.caption, columns, wanted.rows))
        return
    for start, draw in _DRAWINGS.items():
        if line.startswith(start):
            draw(document, line.removeprefix(start))
            return


def _with_marks(line: Paragraph, words: str) -> None:
    """Write a paragraph whose marks a reader cannot overlook."""
    for part in filter(None, _TO_FILL.split(words)):
        run: Any = line.add_run(legible(part))
        if _TO_FILL.fullmatch(part):
            run.bold, run.font.highlight_color = True, WD_COLOR_INDEX.YELLOW


def _in(style: str) -> Callable[[Document, str], None]:
    def draw(document: Document, words: str) -> None:
        _with_marks(document.add_paragraph(style=style), words)

    return draw


# How a line begins, and its style; the last one fits every other line.
_DRAWINGS: Mapping[str, Callable[[Document, str], None]] = MappingProxyType(
    {"## ": _in("Heading 1"), "- ": _in("List Bullet"), "": _in("Normal")}
)
