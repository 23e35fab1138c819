"""Audits of a partnership with their criteria, as values."""

from collections import defaultdict

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.register.judged import recommended
from surveys.impact.kinds import Level, Source
from surveys.impact.provenance import Selection
from surveys.register.audit import AuditCriterion, AuditReturn, CaseAudit
from surveys.register.grades import CaseCount, OutcomeNamed

_A, _C, _R = t.case_audits.c, t.case_audit_criteria.c, t.case_audit_returns.c


def audits_of(connection: Connection, partnership_id: int) -> list[CaseAudit]:
    """Return a partnership's audits, the latest first, each with its criteria."""
    query = (
        select(t.case_audits)
        .where(_A.partnership_id == partnership_id)
        .order_by(_A.audited_on.desc(), _A.ref)
    )
    criteria = _criteria(connection, partnership_id)
    return [_audit(row, tuple(criteria[row.id])) for row in connection.execute(query)]


def _audit(row: AnyRow, criteria: tuple[AuditCriterion, ...]) -> CaseAudit:
    return CaseAudit(
        ref=row.ref,
        title=row.title,
        kind=Source(row.kind),
        year=row.year,
        theme=row.theme,
        why=row.why,
        method=row.method,
        period=(row.period_start, row.period_end),
        audited_on=row.audited_on,
        selection=Selection(row.selection) if row.selection else None,
        read_by=row.read_by,
        repeats=row.reaudit_of,
        repeat_due_on=row.reaudit_due_on,
        criteria=criteria,
    )


def _criteria(connection: Connection, partnership_id: int) -> dict[int, list[AuditCriterion]]:
    query = (
        select(
            t.case_audit_criteria,
            t.outcomes.c.ref.label("outcome"),
            t.actions.c.ref.label("action"),
        )
        .select_from(t.case_audit_criteria)
        .join(t.case_audits)
        .outerjoin(t.outcomes, t.outcomes.c.id == _C.outcome_id)
        .outerjoin(t.actions, t.actions.c.id == t.outcomes.c.action_id)
        .where(_A.partnership_id == partnership_id)
        .order_by(_C.id)
    )
    returns = _returns(connection, partnership_id)
    found: dict[int, list[AuditCriterion]] = defaultdict(list)
    for row in connection.execute(query):
        speaks_to = row.level and OutcomeNamed(row.action, row.outcome, Level(row.level))
        criterion = AuditCriterion(
            row.number, row.heading, row.question, speaks_to, tuple(returns[row.id])
        )
        found[row.case_audit_id].append(criterion)
    return found


def _returns(connection: Connection, partnership_id: int) -> dict[int, list[AuditReturn]]:
    query = (
        select(t.case_audit_returns, t.actions.c.ref.label("recommendation_action"))
        .select_from(t.case_audit_returns)
        .join(t.case_audit_criteria)
        .join(t.case_audits)
        .outerjoin(t.actions, t.actions.c.id == _R.recommendation_action_id)
        .where(_A.partnership_id == partnership_id)
        .order_by(_R.agency)
    )
    found: dict[int, list[AuditReturn]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.case_audit_criterion_id].append(_return(row))
    return found


def _return(row: AnyRow) -> AuditReturn:
    return AuditReturn(
        agency=row.agency,
        own=_count(row.self_met, row.self_read),
        moderated=_count(row.moderated_met, row.moderated_read),
        eligible=row.eligible,
        good_practice=row.good_practice,
        development=row.development,
        recommendation=recommended(row),
    )


def _count(met: int | None, read: int | None) -> CaseCount | None:
    return None if met is None or read is None else CaseCount(met, read)
