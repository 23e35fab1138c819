"""Counts that were typed as evidence before the audit that they come from was in the register."""

from collections.abc import Iterable

from sqlalchemy import Connection, select

from storage import tables as t
from storage.imports.merge import read_in_batches
from surveys.london import day_in_words


def replaced_counts(connection: Connection, audit_ids: Iterable[int]) -> list[str]:
    """Return a note for each typed count of which an audit of the same day is the source."""
    typed, audits = t.evidence_items.c, t.case_audits.c
    criteria = t.case_audit_criteria.c
    query = (
        select(audits.ref, audits.audited_on, t.outcomes.c.ref.label("outcome"))
        .join_from(t.case_audits, t.case_audit_criteria)
        .join(t.outcomes, t.outcomes.c.id == criteria.outcome_id)
        .join(
            t.evidence_items,
            (typed.outcome_id == criteria.outcome_id)
            & (typed.level == criteria.level)
            & (typed.source == audits.kind)
            & (typed.collected_on == audits.audited_on),
        )
        .distinct()
    )
    return [
        f"Evidence typed for outcome {row['outcome']} on {day_in_words(row['audited_on'])} no"
        f" longer counts: audit {row['ref']} of that day does."
        for row in read_in_batches(connection, query, audits.id, audit_ids)
    ]
