"""Import evidence that was counted or judged elsewhere."""

from collections.abc import Sequence
from typing import Any

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import Key, merge
from storage.imports.refs import OutcomeRefs
from surveys.records.reading import Numbered, repeated
from surveys.records.rows import EvidenceRow

_KEYS = ("outcome_id", "level", "source", "collected_on")
_REFS = ("action_ref", "outcome_ref")


def write_evidence(intake: Intake, records: Sequence[Numbered[EvidenceRow]]) -> ImportCounts:
    """Save counts and judgements, one for each outcome, level, source and day."""
    found = OutcomeRefs(intake, {record.row.action_ref for record in records}).with_rows(records)
    intake.problems += repeated(
        records, _collected, "collected_on", "evidence of this outcome, level, source and day"
    )
    intake.check()
    rows = [_evidence(record.row, outcome_id) for record, outcome_id, _ in found]
    merged = merge(intake.connection, t.evidence_items, _KEYS, "outcome_id", rows)
    partnerships = {action.partnership_id for *_, action in found}
    keys: list[Key] = [tuple(row[name] for name in _KEYS) for row in rows]
    return written(keys, merged, partnerships, frozenset())


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
