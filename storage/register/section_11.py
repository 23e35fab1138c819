"""Section 11 cycles of a partnership with their criteria, returns and grades, as values."""

from collections import defaultdict

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.register.judged import recommended
from surveys.impact.kinds import Level
from surveys.register.grades import OutcomeNamed
from surveys.register.section_11 import (
    AgencyGrade,
    AgencyReturn,
    SelfAssessmentCycle,
    StandardCriterion,
)

_CYCLE, _C, _G = t.section_11_cycles.c, t.section_11_criteria.c, t.section_11_grades.c


def cycles_of(connection: Connection, partnership_id: int) -> list[SelfAssessmentCycle]:
    """Return a partnership's cycles, the latest first."""
    query = (
        select(t.section_11_cycles)
        .where(_CYCLE.partnership_id == partnership_id)
        .order_by(_CYCLE.opened_on.desc(), _CYCLE.ref)
    )
    returns, criteria = _returns(connection, partnership_id), _criteria(connection, partnership_id)
    return [
        SelfAssessmentCycle(
            ref=row.ref,
            kind=row.kind,
            title=row.title,
            opened_on=row.opened_on,
            due_on=row.due_on,
            moderated_on=row.moderated_on,
            returns=tuple(returns[row.id]),
            criteria=tuple(criteria[row.id]),
        )
        for row in connection.execute(query)
    ]


def _returns(connection: Connection, partnership_id: int) -> dict[int, list[AgencyReturn]]:
    query = (
        select(t.section_11_returns)
        .join(t.section_11_cycles)
        .where(_CYCLE.partnership_id == partnership_id)
        .order_by(t.section_11_returns.c.agency)
    )
    found: dict[int, list[AgencyReturn]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.section_11_cycle_id].append(AgencyReturn(row.agency, row.returned_on))
    return found


def _criteria(connection: Connection, partnership_id: int) -> dict[int, list[StandardCriterion]]:
    query = (
        select(
            t.section_11_criteria,
            t.outcomes.c.ref.label("outcome"),
            t.actions.c.ref.label("action"),
        )
        .select_from(t.section_11_criteria)
        .join(t.section_11_cycles)
        .outerjoin(t.outcomes, t.outcomes.c.id == _C.outcome_id)
        .outerjoin(t.actions, t.actions.c.id == t.outcomes.c.action_id)
        .where(_CYCLE.partnership_id == partnership_id)
        .order_by(_C.standard, _C.id)
    )
    grades = _grades(connection, partnership_id)
    found: dict[int, list[StandardCriterion]] = defaultdict(list)
    for row in connection.execute(query):
        speaks_to = row.level and OutcomeNamed(row.action, row.outcome, Level(row.level))
        criterion = StandardCriterion(
            row.standard,
            row.standard_title,
            row.number,
            row.question,
            speaks_to,
            tuple(grades[row.id]),
        )
        found[row.section_11_cycle_id].append(criterion)
    return found


def _grades(connection: Connection, partnership_id: int) -> dict[int, list[AgencyGrade]]:
    query = (
        select(t.section_11_grades, t.actions.c.ref.label("recommendation_action"))
        .select_from(t.section_11_grades)
        .join(t.section_11_criteria)
        .join(t.section_11_cycles)
        .outerjoin(t.actions, t.actions.c.id == _G.recommendation_action_id)
        .where(_CYCLE.partnership_id == partnership_id)
        .order_by(_G.agency)
    )
    found: dict[int, list[AgencyGrade]] = defaultdict(list)
    for row in connection.execute(query):
        found[row.section_11_criterion_id].append(_grade(row))
    return found


def _grade(row: AnyRow) -> AgencyGrade:
    return AgencyGrade(
        agency=row.agency,
        own=row.self_grade,
        moderated=row.moderated_grade,
        checked=row.practitioner_check,
        evidence=row.evidence,
        improvement=row.improvement,
        improvement_due_on=row.improvement_due_on,
        recommendation=recommended(row),
    )
