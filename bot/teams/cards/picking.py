"""Choosing one of a list: rows that do it at one tap, and beyond a dozen a list with a button."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from bot.teams.cards.actions import press, primary
from bot.teams.cards.inputs import choose
from bot.teams.cards.parts import Card
from bot.teams.cards.rows import MOST_ROWS, row
from dialogs.replies import Option


@dataclass(frozen=True, slots=True)
class Pick:
    """What is chosen: the field `name` of `verb`, sent with `same`; the words of a long list."""

    name: str
    verb: str
    options: Sequence[Option]
    label: str
    error: str
    button: str
    same: Mapping[str, Any] = field(default_factory=dict[str, Any])

    @property
    def as_rows(self) -> bool:
        """Say whether a tap on an option is enough."""
        return len(self.options) <= MOST_ROWS

    def parts(self) -> list[Card]:
        """Return the rows, or the list with its label."""
        if not self.as_rows:
            return choose(self.name, self.label, self.options, error=self.error)
        return [
            row(one.text, self.verb, {**self.same, self.name: one.value}, detail=one.detail)
            for one in self.options
        ]

    def buttons(self) -> list[Card]:
        """Return the button that sends what was chosen from a list; rows need none."""
        return [] if self.as_rows else [primary(press(self.button, self.verb, **self.same))]
