"""The sections of a report about what people said: released words, and each item's result.

Children and families have a section of their own, the first; everyone else follows later.
"""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.quoted_words import quoted
from bot.documents.wording import (
    LEVELS,
    SOURCES,
    WITHHELD,
    WITHHELD_TOO,
    YOU_SAID_VOICES,
    named,
    percent,
    place_of_voice,
    span,
    speaks_first,
)
from surveys.impact.people_parts import Voice, YouSaidResult
from surveys.impact.summary.item_parts import ItemResult
from surveys.impact.summary.structure import Summary
from surveys.london import day_in_words

_ITEMS = (
    ("Question", 3),
    ("Wave", 1.8),
    ("About", 1),
    ("x / n", -1.3),
    ("Share", -0.7),
    ("95 % interval", -1),
)
_YOU_SAID = (("Who", 1), ("You said", 2), ("We did", 2), ("Released by", 1.3))
_NO_WORDS = "No words of children or families have been released for publication."
_NO_ITEMS = "No questions that children or families answered can be shown yet."


def children_and_families(summary: Summary) -> Iterator[Block]:
    """Yield their released words, then the result of each question that they were asked."""
    heard = _in_order(voice for voice in summary.voices if speaks_first(voice.voice))
    asked = [item for item in summary.items if speaks_first(item.source)]
    yield from quoted(heard) if heard else [blocks.text(_NO_WORDS)]
    yield from _items(asked) if asked else [blocks.text(_NO_ITEMS)]


def everyone_else(summary: Summary) -> Iterator[Block]:
    """Yield the released words of others, then the result of each question that they were asked."""
    heard = _in_order(voice for voice in summary.voices if not speaks_first(voice.voice))
    if not heard:
        yield blocks.text("No words of others have been released for publication.")
    yield from quoted(heard)
    yield from _items(item for item in summary.items if not speaks_first(item.source))


def _in_order(voices: Iterable[Voice]) -> list[Voice]:
    return sorted(voices, key=lambda one: place_of_voice(one.voice))


def _items(items: Iterable[ItemResult]) -> Iterator[Block]:
    for source, found in groupby(items, key=lambda item: item.source):
        caption = f"{named(SOURCES, source)}: how each question was answered"
        yield blocks.table(caption, _ITEMS, map(_item_row, found))


def _item_row(item: ItemResult) -> tuple[Cell, ...]:
    level = named(LEVELS, item.level)
    about = f"{item.outcome}, {level.lower()}" if item.outcome else level
    place = (item.item, item.wave, about)
    if item.proportion is None or item.interval is None:
        return *place, WITHHELD, WITHHELD_TOO, WITHHELD_TOO
    outside = f"; {item.outside} outside" if item.outside else ""
    counts = f"{item.favourable} / {item.n}{outside}"
    return *place, counts, percent(item.proportion), span(item.interval)


def you_said(results: Sequence[YouSaidResult]) -> Block:
    """Return what was asked for and what was done, as far as a person has released it."""
    rows = [
        (
            named(YOU_SAID_VOICES, one.voice),
            one.said,
            one.did,
            f"{one.released_by}, {day_in_words(one.released_on)}",
        )
        for one in results
    ]
    if not rows:
        return blocks.text("No “you said, we did” has been released.")
    return blocks.table("You said, we did", _YOU_SAID, rows)
