"""Import periods of indicators; all periods of one indicator agree on what it is."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.changes import keep_changes
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import Given, Key, merge, read_in_batches
from storage.imports.refs import OutcomeRefs
from surveys.impact.changes import ChangedThing
from surveys.london import day_in_words
from surveys.records.agreement import INDICATORS, StatedRow, disagreements
from surveys.records.reading import Numbered, repeated
from surveys.records.rows import IndicatorRow

_KEYS = ("outcome_id", "indicator", "period_start")
_FACTS = ("title", "better", "denominator", "withheld")
Stored = Mapping[Key, Mapping[str, Any]]


def write_indicators(intake: Intake, records: Sequence[Numbered[IndicatorRow]]) -> ImportCounts:
    """Save periods of indicators; a period that exists already is corrected."""
    found = OutcomeRefs(intake, {record.row.action_ref for record in records}).with_rows(records)
    intake.problems += repeated(records, _period, "period_start", "this period of the indicator")
    rows = {record.line: _columns(record.row, outcome_id) for record, outcome_id, _ in found}
    stored = _stored(intake, {row["outcome_id"] for row in rows.values()})
    intake.problems += disagreements(_stated(rows, stored), INDICATORS, _kept(rows, stored))
    intake.check()
    merged = merge(intake.connection, t.indicator_points, _KEYS, "outcome_id", list(rows.values()))
    owners = {
        outcome_id: (action.id, record.row.outcome_ref) for record, outcome_id, action in found
    }
    keep_changes(intake, ChangedThing.INDICATOR, merged, lambda row: _whose(row, owners))
    partnerships = {action.partnership_id for *_, action in found}
    return written(map(_key, rows.values()), merged, partnerships, frozenset())


def _whose(row: Given, owners: Mapping[int, tuple[int, str]]) -> tuple[int, tuple[str, ...]]:
    action_id, ref = owners[row["outcome_id"]]
    return action_id, (ref, row["indicator"], row["period_start"].isoformat())


def _period(row: IndicatorRow) -> tuple[object, ...]:
    return row.action_ref, row.outcome_ref, row.indicator, row.period_start


def _columns(row: IndicatorRow, outcome_id: int) -> dict[str, Any]:
    columns = {**given(row, "action_ref", "outcome_ref"), "outcome_id": outcome_id}
    figures = columns.keys() & {"numerator", "denominator"} if row.withheld else ()
    return {**columns, **dict.fromkeys(figures), "withheld": row.withheld and row.withheld.value}


def _stored(intake: Intake, outcome_ids: set[int]) -> Stored:
    points = t.indicator_points.c
    query = select(*(points[name] for name in (*_KEYS, *_FACTS))).order_by(points.period_start)
    return {
        _key(row): row
        for row in read_in_batches(intake.connection, query, points.outcome_id, outcome_ids)
    }


def _stated(rows: Mapping[int, Mapping[str, Any]], stored: Stored) -> Iterator[StatedRow]:
    """Yield what each row of the file will say; a column it leaves out stays as it was."""
    for line, row in rows.items():
        before = stored.get(_key(row), {"denominator": None})
        yield StatedRow(_series(row), {**before, **row}, f"on line {line}", line)


def _kept(rows: Mapping[int, Mapping[str, Any]], stored: Stored) -> Iterator[StatedRow]:
    """Yield what the periods say that the file does not replace, the latest last."""
    replaced = {_key(row) for row in rows.values()}
    for key, row in stored.items():
        if key not in replaced:
            since = day_in_words(row["period_start"])
            yield StatedRow(_series(row), row, f"in the period from {since}, which we already have")


def _key(row: Mapping[str, Any]) -> Key:
    return tuple(row[name] for name in _KEYS)


def _series(row: Mapping[str, Any]) -> Key:
    return row["outcome_id"], row["indicator"]
