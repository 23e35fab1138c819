"""Looks at a card as a person does: its words, its buttons, what can be chosen.

A button that is not there cannot be pressed: `NotSeen` names the one that was missing.
"""

from collections.abc import Iterator
from typing import Any, cast

Card = dict[str, Any]
_READ = ("text", "title", "value", "label")


class NotSeen(Exception):  # noqa: N818 - what a step of the walkthrough says when it does not hold
    """Something that should have been there was not; the words say what."""


def expect(holds: object, sentence: str) -> None:
    """Go on only if it holds; raises `NotSeen` with the sentence."""
    if not holds:
        raise NotSeen(sentence)


def words(card: Card) -> str:
    """Return everything that can be read on a card."""
    return "\n".join(str(part[key]) for part in _parts(card) for key in _READ if key in part)


def data_of(card: Card, verb: str) -> Card:
    """Return what the button of that verb sends; raises `NotSeen`."""
    for part in _parts(card):
        if part.get("type") == "Action.Execute" and part.get("verb") == verb:
            return cast("Card", part["data"])
    raise NotSeen(f"There is no button “{verb}” on the card “{words(card)[:60]}”.")


def has_button(card: Card, verb: str) -> bool:
    """Say whether there is such a button."""
    return any(part.get("verb") == verb for part in _parts(card))


def taps_of(card: Card, verb: str) -> list[Card]:
    """Return what each tap of that verb sends, in order."""
    return [part["data"] for part in _parts(card) if part.get("verb") == verb and "data" in part]


def page_of(card: Card) -> str:
    """Return the address that a card's button opens; raises `NotSeen`."""
    for part in _parts(card):
        if part.get("type") == "Action.OpenUrl":
            return str(part["url"])
    raise NotSeen(f"There is no page to open on the card “{words(card)[:60]}”.")


def choice(card: Card, identity: str, containing: str = "") -> str:
    """Return the value of the first choice whose words contain some text; raises `NotSeen`.

    A choice is on a list, or a row that is tapped.
    """
    for part in _parts(card):
        if identity in part.get("data", ()):
            value = str(part["data"][identity])
            if containing in f"{part['title']} {value}":
                return value
        if part.get("type") == "Input.ChoiceSet" and part.get("id") == identity:
            for offered in part["choices"]:
                if containing in f"{offered['title']} {offered['value']}":
                    return str(offered["value"])
    raise NotSeen(f"“{containing}” cannot be chosen on the card “{words(card)[:60]}”.")


def _parts(value: object) -> Iterator[Card]:
    """Walk the parts of a card that Teams shows; a button's fallback is not shown."""
    if isinstance(value, dict):
        part = cast("Card", value)
        yield part
        for name, inner in part.items():
            if name not in {"data", "fallback"}:
                yield from _parts(inner)
    elif isinstance(value, list):
        for inner in cast("list[object]", value):
            yield from _parts(inner)
