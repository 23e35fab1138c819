"""A card whose tap was refused: the same card, with what was typed, and what is wrong with it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, cast

from bot.teams.cards.inputs import MOST_CHOICES
from bot.teams.cards.parts import Card, text, warning

LONGEST = 8000  # characters that a box is given back, so that a card stays within its size


def with_typed(card: Card, typed: Mapping[str, Any]) -> Card:
    """Return the card with what was typed and chosen back in its boxes.

    A date or number that its box cannot show is given back as words.
    """
    for box in _boxes(card.get("body", [])):
        given = typed.get(box["id"])
        if isinstance(given, str | int) and str(given):
            box.update(_GIVEN_BACK.get(box["type"], _words)(box, str(given)[:LONGEST]))
    return card


def with_notice(card: Card, lines: Sequence[str]) -> Card:
    """Return the card with what is wrong as its first line, and what else is good to know below."""
    first, *more = lines
    return {**card, "body": [*warning(first), *map(text, more), *card["body"]]}


def _words(_box: Card, given: str) -> Card:
    return {"value": given}


def _choice(box: Card, given: str) -> Card:
    """Choose again what is still on the list; a phone drops a card with an unknown value."""
    offered = {choice["value"] for choice in box["choices"]}
    chosen = [one for one in given.split(",")[:MOST_CHOICES] if one in offered]
    if given in offered:
        chosen = [given]
    return {"value": ",".join(chosen)} if chosen else {}


def _as_words(box: Card, given: str) -> Card:
    for limit in ("min", "max"):
        box.pop(limit, None)
    return {"type": "Input.Text", "value": given}


_GIVEN_BACK = {
    "Input.ChoiceSet": _choice,
    "Input.Date": _as_words,
    "Input.Number": _as_words,
    "Input.Time": _as_words,
}


def _boxes(parts: Any) -> Iterator[Card]:
    for part in cast("list[Card]", parts):
        if str(part.get("type", "")).startswith("Input."):
            yield part
        yield from _boxes(part.get("items", []))
