"""The inputs of a card: choices, words, numbers and dates.

Each has an id, a label that is read out and an error message; a list shows all its choices up to six.
"""

from collections.abc import Sequence
from datetime import date

from bot.teams.cards.parts import Card, text
from bot.teams.cards.safe_text import plain
from dialogs.replies import Option

ALL_SHOWN = 6
MOST_CHOICES = 60
MOST_VALUES = 6000  # characters of all the values of a list, which are never shortened
LONGEST_TEXT = 1000


def choose(
    identity: str,
    label: str,
    options: Sequence[Option],
    *,
    error: str = "Please choose one.",
    required: bool = True,
    several: bool = False,
    value: str = "",
) -> list[Card]:
    """A list to choose from, and a line counting what was left out; nothing where there is nothing to choose.

    With one option only, it is chosen already.
    """
    kept = _kept(options)
    if not kept:
        return []
    chosen = kept[0].value if not value and required and len(kept) == 1 else value
    choice_set: Card = {
        "type": "Input.ChoiceSet",
        "id": identity,
        "label": plain(label),
        "style": "expanded" if len(kept) <= ALL_SHOWN else "compact",
        "wrap": True,
        "isMultiSelect": several,
        "isRequired": required,
        "errorMessage": error,
        "choices": [{"title": _title(option), "value": option.value} for option in kept],
    }
    if choice_set["style"] == "compact":
        choice_set["placeholder"] = "Choose from the list"
    if several or chosen in {option.value for option in kept}:  # what is not there cannot be chosen
        choice_set |= {"value": chosen} if chosen else {}
    left_out = len(options) - len(kept)
    if not left_out:
        return [choice_set]
    return [choice_set, text(f"{left_out:,} more cannot be shown in this list.", subtle=True)]


def write(
    identity: str,
    label: str,
    *,
    error: str = "Please write something.",
    required: bool = True,
    longest: int = LONGEST_TEXT,
    lines: bool = True,
    value: str = "",
) -> Card:
    """A box for words, of several lines unless `lines` is False, with the `value` that was typed before."""
    return {
        **({"value": value} if value.strip() else {}),
        "type": "Input.Text",
        "id": identity,
        "label": plain(label),
        "isMultiline": lines,
        "maxLength": longest,
        "isRequired": required,
        "errorMessage": error,
    }


def number(identity: str, label: str, *, error: str, low: int, high: int) -> Card:
    """A box for a whole number from `low` to `high`, required."""
    return {
        "type": "Input.Number",
        "id": identity,
        "label": plain(label),
        "min": low,
        "max": high,
        "isRequired": True,
        "errorMessage": error,
    }


def day(identity: str, label: str, *, error: str, earliest: date) -> Card:
    """A date from `earliest` on, required."""
    return _day(identity, label, error) | {"min": earliest.isoformat(), "isRequired": True}


def day_or_none(identity: str, label: str, *, error: str, value: date | None) -> Card:
    """A date that may be left out; `value` is what was given before."""
    return _day(identity, label, error) | ({"value": value.isoformat()} if value else {})


def _day(identity: str, label: str, error: str) -> Card:
    return {"type": "Input.Date", "id": identity, "label": plain(label), "errorMessage": error}


def _kept(options: Sequence[Option]) -> list[Option]:
    """The options from the first on that a card has room for."""
    kept: list[Option] = []
    room = MOST_VALUES
    for option in options[:MOST_CHOICES]:
        room -= len(option.value)
        if room < 0:
            break
        kept.append(option)
    return kept


def _title(option: Option) -> str:
    title, detail = plain(option.text) or "–", plain(option.detail)
    return f"{title} – {detail}" if detail else title
