"""The message and version that every button of a card names, so that an old card changes nothing.

It is put in last, because a card is drawn from a reply, which does not know where it is shown.
"""

from collections.abc import Iterator
from typing import Any, cast

from bot.teams.cards.parts import Card
from surveys.sending.message_version import MessageVersion

MESSAGE = "message"  # the field of a button that names them


def versioned(card: Card, at: MessageVersion | None) -> Card:
    """Return the card with every button naming `at`; as it is where that is None."""
    if at is not None:
        for button in _buttons(card):
            button["data"][MESSAGE] = str(at)
    return card


def _buttons(part: Any) -> Iterator[Card]:
    """Yield every button of ours within a part of a card, its older twin with it."""
    if isinstance(part, list):
        for one in cast("list[Any]", part):
            yield from _buttons(one)
    elif isinstance(part, dict):
        inner = cast("Card", part)
        if "verb" in inner.get("data", ()):
            yield inner
        for name, one in inner.items():
            if name != "data":
                yield from _buttons(one)
