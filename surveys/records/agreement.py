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

    The sentence is filled with where the first row says so, and with what it says: `theirs`.
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
        lambda row: "blank" if row["denominator"] is None else "given",
        "is {theirs} {where}; an indicator has one in every period, or in none",
    ),
)


def disagreements(
    rows: Iterable[StatedRow], columns: Iterable[AgreedColumn], known: Iterable[StatedRow] = ()
) -> list[RowProblem]:
    """Return a problem for each column of each row that says otherwise than the first of a thing.

    The last row of `known` comes before all others of its thing.
    """
    agreed = tuple(columns)
    first = {one.thing: one for one in known}
    problems: list[RowProblem] = []
    for row in rows:
        other = first.setdefault(row.thing, row)
        for one in agreed:
            if (theirs := one.says(other.facts)) != one.says(row.facts):
                reason = one.otherwise.format(theirs=theirs, where=other.where)
                problems.append(RowProblem(row.line, one.column, reason))
    return problems
