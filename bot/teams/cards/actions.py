"""The buttons of a card: Action.Execute with an Action.Submit of the same data for older clients.

A button carries its verb and opaque identifiers, nothing that decides who taps it or what they may
do.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.teams.cards.parts import Card
from bot.teams.cards.safe_text import NO_NAME, may_open, plain, shortened

LONGEST_LABEL = 20
MOST_BUTTONS = 4


def press(label: str, verb: str, **fields: Any) -> Card:
    """Return a button that sends `verb`, `fields` and all inputs, once no required one is empty."""
    return _button({"title": _label(label), "data": {"verb": verb, **fields}})


def leave(label: str, verb: str, **fields: Any) -> Card:
    """Return a button that goes elsewhere and sends no input: Skip, Back, Finish later."""
    return _button(
        {"title": _label(label), "data": {"verb": verb, **fields}, "associatedInputs": "none"}
    )


def tap(title: str, verb: str, **fields: Any) -> Card:
    """Return what a part of a card does when it is tapped; its whole title is read out."""
    named = plain(title) or NO_NAME
    return _button({"title": named, "data": {"verb": verb, **fields}, "associatedInputs": "none"})


def primary(button: Card) -> Card:
    """Return a button as the main one of its card, where a client shows that."""
    style = {"style": "positive"}
    return {**button, **style, "fallback": {**button["fallback"], **style}}


def buttons(some: Sequence[Card]) -> list[Card]:
    """Return buttons within the body, where those of the card would come too late."""
    return [{"type": "ActionSet", "actions": list(some)}] if some else []


def page_buttons(
    verb: str,
    page: int,
    pages: int,
    same: Mapping[str, object],
    labels: tuple[str, str] = ("Earlier", "More"),
) -> list[Card]:
    """Return buttons to the previous and next page, where these exist."""
    ways = zip(labels, (page - 1, page + 1), strict=True)
    return [leave(label, verb, **same, page=at) for label, at in ways if 0 <= at < pages]


def visit(label: str, address: str) -> list[Card]:
    """Return a button that opens a page, or nothing where we may not open the address."""
    return (
        [{"type": "Action.OpenUrl", "title": _label(label), "url": address}]
        if may_open(address)
        else []
    )


def fold(label: str, opened: str, others: Sequence[str]) -> Card:
    """Return an action that toggles `opened` and closes `others`: a phone has room for one."""
    closing = [{"elementId": other, "isVisible": False} for other in others]
    return {
        "type": "Action.ToggleVisibility",
        "title": plain(label) or NO_NAME,
        "targetElements": [opened, *closing],
    }


def _button(same: Card) -> Card:
    # Without this Teams shows “your response was sent” over our reply.
    hidden = {"feedback": {"hide": True}}
    older = {"type": "Action.Submit", **same, "msteams": hidden}
    return {"type": "Action.Execute", "verb": same["data"]["verb"], **same, "fallback": older}


def _label(words: str) -> str:
    return shortened(plain(words), LONGEST_LABEL) or "Next"
