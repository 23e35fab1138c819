"""Import evidence that was counted or judged elsewhere, and indicators over time."""

from collections.abc import Sequence
from typing import Any, TypeVar

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import Key, merge
from storage.imports.refs import OutcomeRefs, Target
from surveys.records.reading import Numbered, repeated
from surveys.records.rows import EvidenceRow, IndicatorRow

R = TypeVar("R", EvidenceRow, IndicatorRow)
_EVIDENCE_KEYS = ("outcome_id", "level", "source", "collected_on")
_INDICATOR_KEYS = ("outcome_id", "indicator", "period_start")
_REFS = ("action_ref", "outcome_ref")


def write_evidence(intake: Intake, records: Sequence[Numbered[EvidenceRow]]) -> ImportCounts:
    """Save counts and judgements, one for each outcome, level, source and day."""
    found = _with_outcomes(intake, records)
    intake.problems += repeated(
        records, _collected, "collected_on", "evidence of this outcome, level, source and day"
    )
    intake.check()
    rows = [_evidence(row, outcome_id) for row, outcome_id, _ in found]
    merged = merge(intake.connection, t.evidence_items, _EVIDENCE_KEYS, "outcome_id", rows)
    partnerships = {action.partnership_id for *_, action in found}
    return written(_keys(rows, _EVIDENCE_KEYS), merged, partnerships, frozenset())


def _collected(row: EvidenceRow) -> tuple[object, ...]:
    return row.action_ref, row.outcome_ref, row.level, row.source, row.collected_on


def _evidence(row: EvidenceRow, outcome_id: int) -> dict[str, Any]:
    columns = {
        **given(row, *_REFS),
        "outcome_id": outcome_id,
        "level": row.level.value,
        "source": row.source.value,
        "favourable": row.favourable or 0,
        "n": row.n or 0,
    }
    if "judgement" in columns:
        columns["judgement"] = row.judgement.value if row.judgement else None
    return columns


def write_indicators(intake: Intake, records: Sequence[Numbered[IndicatorRow]]) -> ImportCounts:
    """Save periods of indicators; a period that exists already is corrected."""
    found = _with_outcomes(intake, records)
    intake.problems += repeated(records, _period, "period_start", "this period of the indicator")
    intake.check()
    rows = [{**given(row, *_REFS), "outcome_id": outcome_id} for row, outcome_id, _ in found]
    merged = merge(intake.connection, t.indicator_points, _INDICATOR_KEYS, "outcome_id", rows)
    partnerships = {action.partnership_id for *_, action in found}
    return written(_keys(rows, _INDICATOR_KEYS), merged, partnerships, frozenset())


def _period(row: IndicatorRow) -> tuple[object, ...]:
    return row.action_ref, row.outcome_ref, row.indicator, row.period_start


def _with_outcomes(intake: Intake, records: Sequence[Numbered[R]]) -> list[tuple[R, int, Target]]:
    """Return the rows whose outcome exists, with its id and its action; refuse the others."""
    outcomes = OutcomeRefs(intake, {record.row.action_ref for record in records})
    found: list[tuple[R, int, Target]] = []
    for record in records:
        outcome = outcomes.one(record.line, record.row.action_ref, record.row.outcome_ref)
        if outcome:
            found.append((record.row, *outcome))
    return found


def _keys(rows: Sequence[dict[str, Any]], names: Sequence[str]) -> list[Key]:
    return [tuple(row[name] for name in names) for row in rows]
