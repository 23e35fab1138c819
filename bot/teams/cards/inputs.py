"""The inputs of a card: choices, tick boxes, words, numbers and dates.

Each has an id, a label for screen readers and an error message; a list of up to six, and one of up
to twelve to tick, shows them all.
"""

from collections.abc import Sequence
from datetime import date

from bot.teams.cards.parts import Card, text
from bot.teams.cards.safe_text import NO_NAME, plain
from dialogs.replies import Option

ALL_SHOWN = 6
MOST_TICKED = 12  # boxes to tick that show at once: a closed list asks three taps of each answer
MOST_CHOICES = 60
MOST_VALUES = 6000  # characters of all values of a list, which are never shortened
LONGEST_TEXT = 1000
MOST_GIVEN_BACK = 9_000  # bytes of words that were not saved, for a whole card


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
    """Return a list to choose from, with a line that counts what it leaves out; nothing if empty.

    A single required option is chosen already.
    """
    kept = _kept(options)
    if not kept:
        return []
    chosen = kept[0].value if not value and required and len(kept) == 1 else value
    choice_set: Card = {
        "type": "Input.ChoiceSet",
        "id": identity,
        "label": plain(label),
        "style": "expanded" if len(kept) <= (MOST_TICKED if several else ALL_SHOWN) else "compact",
        "wrap": True,
        "isMultiSelect": several,
        "isRequired": required,
        "errorMessage": error,
        "choices": [{"title": _title(option), "value": option.value} for option in kept],
    }
    if choice_set["style"] == "compact":
        choice_set["placeholder"] = "Choose from the list"
    if several or chosen in {option.value for option in kept}:  # an unknown value chooses nothing
        choice_set |= {"value": chosen} if chosen else {}
    left_out = len(options) - len(kept)
    if not left_out:
        return [choice_set]
    return [choice_set, text(f"This list has no room for {left_out:,} more.", subtle=True)]


def narrowed(some: list[Card]) -> list[Card]:
    """Return a list to choose from whose lines, where it is closed, are narrowed by typing."""
    return [{**one, "style": "filtered"} if one.get("style") == "compact" else one for one in some]


def tick(identity: str, label: str, words: str, *, error: str) -> Card:
    """Return one box that must be ticked; it sends “true”."""
    (box,) = choose(identity, label, [Option(value="true", text=words)], error=error, several=True)
    del box["value"]
    return box


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
    """Return a text box, of several lines if `lines`, with the `value` typed before."""
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


def give_back(
    identity: str, label: str, words: str, *, error: str, required: bool, longest: int
) -> list[Card]:
    """Return a text box that holds what was not saved, as much of it as a card has room for."""
    held = words.encode()[:MOST_GIVEN_BACK].decode(errors="ignore")
    box = write(
        identity, label, error=error, required=required, longest=max(longest, len(held)), value=held
    )
    cut = [] if held == words else [text("This card has room for the beginning only.", subtle=True)]
    return [*cut, box]


def number(
    identity: str,
    label: str,
    *,
    error: str,
    low: float,
    high: float,
    required: bool = True,
    value: float | None = None,
) -> Card:
    """Return a box for a number from `low` to `high`, with the `value` given before."""
    return {
        **({} if value is None else {"value": value}),
        "type": "Input.Number",
        "id": identity,
        "label": plain(label),
        "min": low,
        "max": high,
        "isRequired": required,
        "errorMessage": error,
    }


def day(identity: str, label: str, *, error: str, earliest: date) -> Card:
    """Return a required date from `earliest` on."""
    return _day(identity, label, error) | {"min": earliest.isoformat(), "isRequired": True}


def day_or_none(identity: str, label: str, *, error: str, value: date | None) -> Card:
    """Return an optional date; `value` is what was given before."""
    return _day(identity, label, error) | ({"value": value.isoformat()} if value else {})


def _day(identity: str, label: str, error: str) -> Card:
    return {"type": "Input.Date", "id": identity, "label": plain(label), "errorMessage": error}


def _kept(options: Sequence[Option]) -> list[Option]:
    """Return the first options, as many as a card has room for."""
    kept: list[Option] = []
    room = MOST_VALUES
    for option in options[:MOST_CHOICES]:
        room -= len(option.value)
        if room < 0:
            break
        kept.append(option)
    return kept


def _title(option: Option) -> str:
    title, detail = plain(option.text) or NO_NAME, plain(option.detail)
    return f"{title} – {detail}" if detail else title
