"""The kinds of block on a page, as plain data for the template to lay out.

A block holds finished words; the template decides how it looks and never what it says.
"""

from collections.abc import Iterable, Sequence
from typing import Any, cast

from bot.documents.fonts import fitted
from bot.documents.picture import Picture
from bot.documents.wording import LABELS, NOT_KNOWN, TONES
from surveys.impact.labels import Label

Cell = str | dict[str, str]
Block = dict[str, Any]


def heading(text: str, label: Label | None = None) -> Block:
    """Return a second-level heading, with a label beside it if one is given."""
    return {"kind": "heading", "text": text, "badge": badge(label) if label else None}


def text(words: str) -> Block:
    """Return a paragraph."""
    return {"kind": "text", "text": words}


def bullets(items: Iterable[str], lead: str = "", otherwise: str = "None recorded.") -> Block:
    """Return a list under a lead line, or the sentence `otherwise` if the list is empty."""
    return {"kind": "bullets", "lead": lead, "items": list(items), "otherwise": otherwise}


def facts(caption: str, pairs: Iterable[tuple[str, str]]) -> Block:
    """Return a table of two columns: a name and its value."""
    return table(caption, (("What", 1), ("Details", 3.2)), pairs)


def table(
    caption: str, columns: Sequence[tuple[str, float]], rows: Iterable[Sequence[Cell]]
) -> Block:
    """Return a table.

    A column is its heading and its share of the width, negative for figures, which are
    right-aligned.
    """
    return {
        "kind": "table",
        "caption": caption,
        "heads": [name for name, _ in columns],
        "widths": [abs(width) for _, width in columns],
        "right": [width < 0 for _, width in columns],
        "rows": [list(row) for row in rows],
    }


def quotes(who: str, asked: str, words: Sequence[str]) -> Block:
    """Return what one voice said to one question, word for word; an empty `who` has no heading."""
    return {"kind": "quotes", "who": who, "asked": asked, "words": list(words)}


def band(title: str, words: str) -> Block:
    """Return a paragraph that stands out, under a title."""
    return {"kind": "band", "title": title, "text": words}


def picture(drawn: Picture, caption: str) -> Block:
    """Return a chart with its caption and text alternative."""
    return {
        "kind": "picture",
        "picture": drawn,
        "alternative": drawn.alternative,
        "caption": caption,
    }


def badge(label: Label) -> dict[str, str]:
    """Return a label as a word, a shape and a tone; it can be a cell of a table."""
    words = LABELS[label]
    ink, ground = TONES[words.tone]
    return {"word": words.word, "shape": words.shape, "ink": ink, "ground": ground}


def number(value: float | None, otherwise: str = NOT_KNOWN) -> str:
    """Return a count or a weight as text."""
    if value is None:
        return otherwise
    return f"{value:,}" if isinstance(value, int) else f"{value:.2f}"


def drawable(value: object) -> object:
    """Return the data for typst: text in characters of our fonts, charts as SVG."""
    if isinstance(value, str):
        return fitted(value)
    if isinstance(value, Picture):
        return value.svg()
    if isinstance(value, dict):
        parts = cast("dict[str, object]", value)
        return {key: drawable(part) for key, part in parts.items()}
    if isinstance(value, list):
        return [drawable(part) for part in cast("list[object]", value)]
    return value
