"""Whose evidence a row is: one agency's count of a day neither replaces another's nor joins it.

A day has counts that all say their agency, or one that does not; and so with the bodies that judge.
Anything else could be a correction as well as another's evidence, and is refused.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, select, update

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import Key, read_in_batches

_E = t.evidence_items.c
_DAY = ("outcome_id", "level", "source", "collected_on")
_WHOSE = ("agency", "body")
KEYS = (*_DAY, *_WHOSE)
_COUNTED = ("favourable", "n", "judgement")
Row = Mapping[str, Any]
_WORDS = {  # by whether it is a judgement: the column that says whose it is, and how it is told
    False: ("agency", "are other counts", "an agency"),
    True: ("body", "is another judgement", "a body"),
}


def key_of(row: Row) -> Key:
    """Return the key of a row: outcome, level, source, day, and whose it is."""
    return tuple(row[name] for name in KEYS)


def unnamed_key(key: Key) -> Key:
    """Return a key as it is where it is not said whose the evidence is."""
    return (*key[: len(_DAY)], *("" for _ in _WHOSE))


def stored_evidence(connection: Connection, outcome_ids: Iterable[int]) -> dict[Key, Row]:
    """Return what is stored for these outcomes, by key."""
    query = select(*(_E[name] for name in (*KEYS, *_COUNTED)))
    rows = read_in_batches(connection, query, _E.outcome_id, outcome_ids)
    return {key_of(row): row for row in rows}


def refuse_unclear(intake: Intake, rows: Mapping[int, Row], stored: Mapping[Key, Row]) -> None:
    """Refuse each row, by line, of which it is not clear whose it is; `rows` are by line."""
    owners: dict[Key, set[str]] = defaultdict(set)
    for row in (*stored.values(), *rows.values()):
        owners[_day_of(row)].add(_whose(row))
    named = {_counts_of(row) for row in rows.values() if _whose(row)}
    unnamed = {_day_of(row): row for row in stored.values() if not _whose(row)}
    for line, row in rows.items():
        day, (column, what, who) = _day_of(row), _WORDS[bool(row.get("judgement"))]
        if not _whose(row) and (known := sorted(owners[day] - {""})):
            there = f"there is evidence of this day by {', '.join(known)}"
            intake.refuse(line, column, f"is missing: {there}, so say whose this is")
        elif _whose(row) and day in unnamed and _counts_of(unnamed[day]) not in named:
            there = f"there {what} of this day without {who}"
            intake.refuse(line, column, f"{there}: import those again with theirs first")


def name_unnamed(
    connection: Connection, rows: Iterable[Row], stored: Mapping[Key, Row]
) -> frozenset[Key]:
    """Write whose it is to what is stored without it and a row repeats; return their keys."""
    unnamed = {_counts_of(row) for row in stored.values() if not _whose(row)}
    named: set[Key] = set()
    for row in rows:
        if _whose(row) and _counts_of(row) in unnamed:
            unnamed.remove(_counts_of(row))
            found = (_E[name] == row[name] for name in _DAY)
            named_by = {name: row[name] for name in _WHOSE}
            connection.execute(update(t.evidence_items).where(*found).values(named_by))
            named.add(key_of(row))
    return frozenset(named)


def _whose(row: Row) -> str:
    return row["agency"] or row["body"]


def _day_of(row: Row) -> Key:
    return tuple(row[name] for name in _DAY)


def _counts_of(row: Row) -> Key:
    return (*_day_of(row), *(row.get(name) for name in _COUNTED))
