"""Cells of the register's files that several kinds share, and rules over the cells of one row."""

import re
from datetime import date
from typing import Annotated

from surveys.impact.kinds import Direction, Level
from surveys.records import fields as f
from surveys.records.rows import WrongCell
from surveys.register.section_11 import GRADES

_YEAR = re.compile(r"(\d{4})(?:\s*[-/–]\s*(\d{2}|\d{4}))?")


def programme_year(text: str) -> int:
    """Parse a year such as 2026, 2026-27 or 2026/27; returns the one in which it begins."""
    found = _YEAR.fullmatch(text)
    first, second = found.groups() if found else ("", "")
    if not first or (second and int(second) % 100 != (int(first) + 1) % 100):
        raise ValueError(f"{f.quoted(text)} is not a year like 2026 or 2026-27")
    if not f.FIRST_YEAR <= int(first) <= f.LAST_YEAR:
        raise ValueError(f"the year {first} is not between {f.FIRST_YEAR} and {f.LAST_YEAR}")
    return int(first)


def grade(text: str) -> int:
    """Parse a grade from 0 to 3."""
    if (found := f.whole(text)) not in GRADES:
        raise ValueError(f"{f.quoted(text)} is not a grade from 0 to {GRADES[-1]}")
    return found


Year = Annotated[int, f.needed(programme_year)]
MaybeGrade = Annotated[int | None, f.optional(grade)]
MaybeRef = Annotated[str | None, f.optional(f.words(60))]
MaybeLevel = Annotated[
    str | None, f.optional(f.one_of({level.value: level.value for level in Level}))
]
MaybeJudgement = Annotated[
    str | None, f.optional(f.one_of({one.value: one.value for one in Direction}))
]


def refuse_half_an_outcome(action: str | None, outcome: str | None, level: str | None) -> None:
    """Refuse an outcome that is not named by its action, its reference and a level."""
    cells = {"action_ref": action, "outcome_ref": outcome, "level": level}
    for column, value in cells.items():
        if value is None and any(cells.values()):
            raise WrongCell(column, "is missing: an outcome is named by action, outcome and level")


def refuse_backwards(column: str, start: date | None, end: date | None) -> None:
    """Refuse a period that ends before it begins; `column` is where it ends."""
    if start and end and end < start:
        raise WrongCell(column, "the period would end before it begins")


def refuse_half_a_judgement(judgement: str | None, **cells: object) -> None:
    """Refuse a judgement without one of the cells that it needs, and such a cell without it.

    An action may be named without a judgement.
    """
    for column, value in cells.items():
        if judgement and not value:
            raise WrongCell(column, "is missing: a judgement needs it")
        if value and not judgement and column != "action_ref":
            raise WrongCell("judgement", f"is missing: {column} is given")
