"""Rows that repeat what they belong to: a blank cell says the same as another row, or nothing.

No and 0 are no blanks.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from surveys.records.agreement import AgreedColumn, StatedRow, disagreements
from surveys.records.sheet import RowProblem

Key = tuple[Any, ...]
Heads = Mapping[Key, Mapping[str, Any]]
_BLANK = (None, "")


def heads_of(
    rows: Iterable[StatedRow], columns: Sequence[str], what: str
) -> tuple[Heads, list[RowProblem]]:
    """Return what the rows of each thing say in these columns, and a problem where they disagree.

    A thing is named by a tuple; `what` is what to call it in a sentence, as in “an audit”.
    """
    stated = list(rows)
    agreed = [_agreed(column, what) for column in columns]
    found: dict[Key, dict[str, Any]] = defaultdict(dict)
    for row in stated:
        head = found[cast("Key", row.thing)]
        for column in columns:
            if column in row.facts and head.get(column) in _BLANK:
                head[column] = row.facts[column]
    return found, disagreements(stated, agreed)


def _agreed(column: str, what: str) -> AgreedColumn:
    def says(row: Mapping[str, Any]) -> object:
        return None if (said := row.get(column)) in _BLANK else said

    return AgreedColumn(column, says, f"differs from what it is {{where}}; {what} has one")
