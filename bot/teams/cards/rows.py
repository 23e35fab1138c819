"""The parts of a card that are tapped: rows of the whole width, number keys, and quiet ways on.

Each has a title that is read out and room for a thumb. What is chosen or urgent is said in words,
never by colour alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from bot.teams.cards.actions import tap
from bot.teams.cards.parts import THUMB, Card, group, text
from bot.teams.cards.safe_text import NO_NAME, joined, plain

MOST_ROWS = 12  # of one list; a longer one is an input, which a phone scrolls by itself
KEYS_IN_A_ROW = 4  # each with room for a thumb on a screen of 320 pixels
_SIGN, _IN_WORDS = "✓", "Your answer"


@dataclass(frozen=True, slots=True)
class Key:
    """A number to tap: what it stands for is read out with it; `fields` are what it sends."""

    number: int
    meaning: str
    fields: Mapping[str, Any]
    chosen: bool = False


def row(
    words: str,
    verb: str,
    fields: Mapping[str, Any],
    *,
    detail: str = "",
    sign: str = "",
    chosen: bool = False,
    urgent: bool = False,
) -> Card:
    """Return words over the whole width; a tap on them sends `verb` and `fields`, and no input.

    A `sign` of ours stands before the words, and is not read out.
    """
    named = plain(words) or NO_NAME
    signs = "".join(f"{one} " for one in (_SIGN if chosen else "", sign) if one)
    below = _IN_WORDS if chosen else detail
    title = {
        **text(joined(signs, named) if signs else named, strong=chosen or urgent),
        **({"color": "Attention"} if urgent else {}),
    }
    return {
        **group([title, text(below, subtle=True, gap="None")]),
        "style": "emphasis",
        "spacing": "Small",
        "selectAction": tap(f"{named} {below}".strip(), verb, **fields),
        **THUMB,
    }


def keys(numbers: Sequence[Key], verb: str) -> list[Card]:
    """Return numbers as the keys of a telephone, a few in each row."""
    starts = range(0, len(numbers), KEYS_IN_A_ROW)
    return [_row_of_keys(numbers[at : at + KEYS_IN_A_ROW], verb) for at in starts]


def quiet(ways: Sequence[Card]) -> list[Card]:
    """Return actions as words side by side, quieter than buttons; nothing where there are none."""
    columns = [_column({**text(way["title"]), "color": "Accent"}, way) for way in ways]
    return [{"type": "ColumnSet", "columns": columns}] if columns else []


def _row_of_keys(some: Sequence[Key], verb: str) -> Card:
    empty: list[Card] = [{"type": "Column", "width": "stretch"}]  # keeps all keys of one width
    cells = [_key(one, verb) for one in some]
    return {
        "type": "ColumnSet",
        "spacing": "Small",
        "columns": cells + empty * (KEYS_IN_A_ROW - len(cells)),
    }


def _key(one: Key, verb: str) -> Card:
    said = ", ".join(
        word for word in (str(one.number), one.meaning, _IN_WORDS if one.chosen else "") if word
    )
    shown = f"{_SIGN} {one.number}" if one.chosen else str(one.number)
    return {
        **_column(text(shown, strong=one.chosen), tap(said, verb, **one.fields)),
        "style": "emphasis",
        "spacing": "Small",
    }


def _column(block: Card, action: Card) -> Card:
    return {
        "type": "Column",
        "width": "stretch",
        "items": [{**block, "horizontalAlignment": "Center"}],
        "selectAction": action,
        **THUMB,
    }
