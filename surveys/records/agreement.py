"""Rows of one thing say the same of it, or are refused by line.

What was imported before sets what they must say, where the file does not replace it; otherwise the
first row does.
"""

from collections.abc import Callable, Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from surveys.records.sheet import RowProblem

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class StatedRow:
    """What one row says of a thing; `where` is where it says so, as in “on line 2”."""

    thing: Hashable
    facts: Facts
    where: str
    line: int = 0


@dataclass(frozen=True, slots=True)
class AgreedColumn:
    """A column in which the rows of one thing agree, and the sentence for one that does not.

    The sentence is filled with where the first row says so, and with what it says: `theirs`. A row
    of which `says` is None says nothing.
    """

    column: str
    says: Callable[[Facts], object]
    otherwise: str


OUTCOMES = (
    AgreedColumn(
        "statement", lambda row: row["statement"], "the outcome is worded otherwise {where}"
    ),
)
INDICATORS = (
    AgreedColumn(
        "title", lambda row: row["title"], "is “{theirs}” {where}; an indicator has one title"
    ),
    AgreedColumn(
        "better",
        lambda row: row["better"],
        "is {theirs} {where}; an indicator is better in one direction",
    ),
    AgreedColumn(
        "denominator",
        lambda row: None if row["withheld"] else _given(row["denominator"]),
        "is {theirs} {where}; an indicator has one in every period, or in none",
    ),
)


def _given(value: object) -> str:
    return "blank" if value is None else "given"


def disagreements(
    rows: Iterable[StatedRow], columns: Iterable[AgreedColumn], known: Iterable[StatedRow] = ()
) -> list[RowProblem]:
    """Return a problem for each column of each row that says otherwise than the first of a thing.

    The last row of `known` comes before all others of its thing.
    """
    agreed = tuple(columns)
    first: dict[tuple[Hashable, str], StatedRow] = {
        (row.thing, one.column): row
        for row in known
        for one in agreed
        if one.says(row.facts) is not None
    }
    problems: list[RowProblem] = []
    for row in rows:
        for one in agreed:
            if (ours := one.says(row.facts)) is None:
                continue
            other = first.setdefault((row.thing, one.column), row)
            if (theirs := one.says(other.facts)) != ours:
                reason = one.otherwise.format(theirs=theirs, where=other.where)
                problems.append(RowProblem(row.line, one.column, reason))
    return problems
