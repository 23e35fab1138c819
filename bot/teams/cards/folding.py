"""Headings that fold open one at a time, so that a long card reads well on a phone."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.teams.cards.actions import fold
from bot.teams.cards.parts import THUMB, Card, group, shown, text
from bot.teams.cards.safe_text import NO_NAME, plain

HINT = "Tap a heading to open or close it."


@dataclass(frozen=True, slots=True)
class Fold:
    """A heading to tap, an optional line below it that always shows, and the folded content."""

    name: str
    inside: Sequence[Card]
    below: str = ""


def folds(parts: Sequence[Fold], opened: int | None = None, name: str = "s") -> list[Card]:
    """Return the parts, with the one at index `opened` open at first; several come with a hint.

    Folds within folds differ in `name`, with which their ids begin.
    """
    hint = [text(HINT, subtle=True)] if len(parts) > 1 else []
    return [
        *hint,
        *(
            card
            for at in range(len(parts))
            for card in _folded(parts, at, name, opened=at == opened)
        ),
    ]


def _folded(parts: Sequence[Fold], at: int, name: str, *, opened: bool) -> list[Card]:
    part = parts[at]
    others = [f"{name}{other}" for other in range(len(parts)) if other != at]
    title = {**text(plain(part.name) or NO_NAME, strong=True), "color": "Accent"}
    below = [text(part.below, subtle=True, gap="None")] if part.below else []
    # Without room the line above would touch the words of an open part.
    room = {"spacing": "Medium"} if at else {}
    # A screen reader reads out what is seen.
    tap = fold(f"{part.name} {part.below}".strip(), f"{name}{at}", others)
    row = group([title, *below], separator=True, selectAction=tap, **THUMB, **room)
    inside = shown(part.inside) or [
        text("There is nothing here.")
    ]  # an empty part cannot be opened
    return [row, group(inside, identity=f"{name}{at}", isVisible=opened, spacing="Small")]
