"""The buttons of a card: Action.Execute with an Action.Submit of the same data for older clients.

A card carries its verb and opaque identifiers, nothing that decides who somebody is or what they may do.
"""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from bot.teams.cards.parts import Card
from bot.teams.cards.safe_text import may_open, plain, shortened

LONGEST_LABEL = 20
MOST_BUTTONS = 4


def press(label: str, verb: str, **fields: Any) -> Card:
    """A button that sends `verb`, `fields` and everything typed, once no required box is empty."""
    return _button({"title": _label(label), "data": {"verb": verb, **fields}})


def leave(label: str, verb: str, **fields: Any) -> Card:
    """A button that goes elsewhere and leaves alone what is typed: Skip, Back, Finish later."""
    return _button(
        {"title": _label(label), "data": {"verb": verb, **fields}, "associatedInputs": "none"}
    )


def turning(
    verb: str,
    page: int,
    pages: int,
    same: Mapping[str, object],
    labels: tuple[str, str] = ("Earlier", "More"),
) -> list[Card]:
    """The buttons to the page before and the page after, where there are such."""
    ways = zip(labels, (page - 1, page + 1), strict=True)
    return [leave(label, verb, **same, page=at) for label, at in ways if 0 <= at < pages]


def visit(label: str, address: str) -> list[Card]:
    """A button that opens a page, or nothing where the address may not be opened."""
    return (
        [{"type": "Action.OpenUrl", "title": _label(label), "url": address}]
        if may_open(address)
        else []
    )


def fold(label: str, opened: str, others: Sequence[str]) -> Card:
    """Open or close the element `opened`, and close all `others`: one at a time reads well on a phone."""
    closing = [{"elementId": other, "isVisible": False} for other in others]
    return {
        "type": "Action.ToggleVisibility",
        "title": plain(label) or "–",
        "targetElements": [opened, *closing],
    }


def words_as_buttons(
    words: Sequence[tuple[str, str]], without: frozenset[str] = frozenset()
) -> list[Card]:
    """Buttons for the first words of a list, leaving out `help`, those better typed than tapped, and `without`."""
    tapped = [
        word for listed, _ in words if (word := listed.strip().lower()) not in _TYPED | without
    ]
    fit = (word for word in tapped if len(word) <= LONGEST_LABEL and _WORDS.fullmatch(word))
    return [leave(word.capitalize(), word.replace(" ", "-")) for word in fit][:MOST_BUTTONS]


_WORDS = re.compile(
    r"[a-z]+(?: [a-z]+)*"
)  # a word to type is the verb itself, with spaces for hyphens
_TYPED = frozenset({"help", "stop", "start"})


def _button(same: Card) -> Card:
    hidden = {
        "feedback": {"hide": True}
    }  # Teams would otherwise say “your response was sent” over our reply
    older = {"type": "Action.Submit", **same, "msteams": hidden}
    return {"type": "Action.Execute", "verb": same["data"]["verb"], **same, "fallback": older}


def _label(words: str) -> str:
    return shortened(plain(words), LONGEST_LABEL) or "Next"
