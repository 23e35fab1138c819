"""The values that an answer can hold, and what an answer counts for.

A value is stored as it was chosen and never converted, so that an old answer reads back the same.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from surveys.problems import Refusal

Fields = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class BeforeNow:
    """Two numbers 0-10 given at once: how it was before, looking back, and how it is now."""

    before: int
    now: int


Given = str | int | float | tuple[str, ...] | BeforeNow


@dataclass(frozen=True, slots=True)
class Score:
    """What an answer counts for.

    `favourable` is None outside the denominator; `change` is -1, 0 or 1 (now against before), None
    where the question does not ask for both.
    """

    favourable: bool | None = None
    change: int | None = None


def is_blank(raw: object) -> bool:
    """Say whether a card or a form sent nothing where an answer goes."""
    return raw is None or (isinstance(raw, str) and not raw.strip()) or raw in ([], ())


def as_text(raw: object) -> str:
    """A number or text as text; refuses `answer-unreadable` for a number too long to write out."""
    try:
        return str(raw)
    except ValueError:
        raise Refusal("answer-unreadable") from None


def only_that_there_is_one(_value: Given) -> str:
    """Under no code: a value by itself would tell what one person answered."""
    return ""


def sign(number: int) -> int:
    """-1, 0 or 1: whether a number is below, at or above nought."""
    return (number > 0) - (number < 0)
