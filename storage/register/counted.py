"""Counts from the register: moderated grades of audits and Section 11, never self grades."""

from collections.abc import Iterator

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.register.of_action import OfAction
from storage.register.section_11 import cycles_of
from surveys.impact.evidence import Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.provenance import Selection

_A, _C, _R = t.case_audits.c, t.case_audit_criteria.c, t.case_audit_returns.c


def audited(connection: Connection, wanted: OfAction) -> tuple[Tally, ...]:
    """Return the moderated “met of read” of each criterion that names an outcome of the action."""
    query = (
        select(
            t.case_audits,
            t.case_audit_criteria,
            t.case_audit_returns,
            t.outcomes.c.ref.label("outcome"),
        )
        .select_from(t.case_audit_returns)
        .join(t.case_audit_criteria)
        .join(t.case_audits)
        .join(t.outcomes, t.outcomes.c.id == _C.outcome_id)
        .where(
            t.outcomes.c.action_id == wanted.action_id,
            _A.partnership_id == wanted.partnership_id,
            _A.audited_on <= wanted.as_at,
            _R.moderated_read > 0,
        )
        .order_by(_A.audited_on, t.outcomes.c.ref, _C.level, _A.ref, _R.agency)
    )
    return tuple(_tally(row) for row in connection.execute(query))


def _tally(row: AnyRow) -> Tally:
    return Tally(
        outcome_ref=row.outcome,
        level=Level(row.level),
        source=Source(row.kind),
        wave=None,
        instrument=None,
        opened_on=row.audited_on,
        collected_on=row.audited_on,
        n=row.moderated_read,
        favourable=row.moderated_met,
        eligible=row.eligible,
        survey=False,
        note=f"{row.title}, criterion {row.number}: {row.question}",
        selection=Selection(row.selection) if row.selection else None,
        read_by=row.read_by or None,
        agency=row.agency or None,
    )


def graded(connection: Connection, wanted: OfAction) -> Iterator[Tally]:
    """Yield agencies at or above the grade that meets a criterion, of those that returned."""
    action_ref = connection.scalar(
        select(t.actions.c.ref).where(t.actions.c.id == wanted.action_id)
    )
    for cycle in cycles_of(connection, wanted.partnership_id):
        if cycle.moderated_on is None or cycle.moderated_on > wanted.as_at:
            continue
        for criterion in cycle.criteria:
            speaks_to, counted = criterion.speaks_to, cycle.met(criterion)
            if speaks_to and speaks_to.action == action_ref and counted:
                yield Tally(
                    outcome_ref=speaks_to.outcome,
                    level=speaks_to.level,
                    source=Source.SECTION_11,
                    wave=None,
                    instrument=None,
                    opened_on=cycle.moderated_on,
                    collected_on=cycle.moderated_on,
                    n=counted.read,
                    favourable=counted.met,
                    eligible=cycle.asked(criterion),
                    survey=False,
                    note=f"{cycle.title}, criterion {criterion.number}: {criterion.question}",
                )
