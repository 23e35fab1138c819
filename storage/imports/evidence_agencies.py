"""Whose evidence a row is: one agency's count of a day neither replaces another's nor joins it.

A day has counts that all say their agency, or one that does not. Anything else could be a
correction as well as another agency's count, and is refused.
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
KEYS = (*_DAY, "agency")
_COUNTED = ("favourable", "n", "judgement")
Row = Mapping[str, Any]


def key_of(row: Row) -> Key:
    """Return the key of a row: outcome, level, source, day and agency."""
    return tuple(row[name] for name in KEYS)


def stored_evidence(connection: Connection, outcome_ids: Iterable[int]) -> dict[Key, Row]:
    """Return what is stored for these outcomes, by key."""
    query = select(*(_E[name] for name in (*KEYS, *_COUNTED)))
    rows = read_in_batches(connection, query, _E.outcome_id, outcome_ids)
    return {key_of(row): row for row in rows}


def refuse_unclear(intake: Intake, rows: Mapping[int, Row], stored: Mapping[Key, Row]) -> None:
    """Refuse each row, by line, of which it is not clear whose it is; `rows` are by line."""
    agencies: dict[Key, set[str]] = defaultdict(set)
    for row in (*stored.values(), *rows.values()):
        agencies[_day_of(row)].add(row["agency"])
    named = {_counts_of(row) for row in rows.values() if row["agency"]}
    unnamed = {_day_of(row): row for row in stored.values() if not row["agency"]}
    for line, row in rows.items():
        day = _day_of(row)
        if not row["agency"] and (known := sorted(agencies[day] - {""})):
            there = f"there is evidence of this day by {', '.join(known)}"
            intake.refuse(line, "agency", f"is missing: {there}, so say whose this is")
        elif row["agency"] and day in unnamed and _counts_of(unnamed[day]) not in named:
            there = "there are other counts of this day without an agency"
            intake.refuse(line, "agency", f"{there}: import those again with theirs first")


def name_unnamed(
    connection: Connection, rows: Iterable[Row], stored: Mapping[Key, Row]
) -> frozenset[Key]:
    """Write the agency to each stored count without one that a row repeats; return their keys."""
    unnamed = {_counts_of(row) for row in stored.values() if not row["agency"]}
    named: set[Key] = set()
    for row in rows:
        if row["agency"] and _counts_of(row) in unnamed:
            unnamed.remove(_counts_of(row))
            found = (_E[name] == row[name] for name in _DAY)
            connection.execute(update(t.evidence_items).where(*found).values(agency=row["agency"]))
            named.add(key_of(row))
    return frozenset(named)


def _day_of(row: Row) -> Key:
    return tuple(row[name] for name in _DAY)


def _counts_of(row: Row) -> Key:
    return (*_day_of(row), *(row.get(name) for name in _COUNTED))
