"""What is known of an action beyond the as-at date: days, and how many people or cases.

Of answers only their number by now is read, of what counts no one only the last later day.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from sqlalchemy import Connection, func, select, union_all

from storage import tables as t
from storage.asking.answer_checks import AnswerChecks
from storage.database.query_types import AnySelect
from storage.impact.evidence.beside_surveys import counted_beside_surveys
from storage.impact.evidence.scope import Scope, london_date
from storage.impact.evidence.waves import about
from surveys.asking.answer_check import NOT_LOOKED_AT
from surveys.asking.wave import CLOSED, OPEN
from surveys.impact.later_evidence import counted
from surveys.impact.provenance import LaterEvidence
from surveys.impact.release.later_answers import AnsweredNow

_R, _W = t.responses.c, t.waves.c
_O = t.outcomes.c
_E = t.evidence_items.c
_P = t.indicator_points.c
_I = t.inspections.c
_REVIEWED, _FOUND = t.review_responses.c, t.inspection_findings.c


def later_of(connection: Connection, scope: Scope) -> Iterator[LaterEvidence]:
    """Yield what was imported from after the as-at date."""
    tallies = counted_beside_surveys(connection, replace(scope, as_at=date.max), ())
    yield from counted(one for one in tallies if one.collected_on > scope.as_at)
    last: date | None = connection.scalar(_last_day_query(scope))
    if last is not None:
        yield LaterEvidence(last)


def answered_now(connection: Connection, scope: Scope, today: date) -> Iterator[AnsweredNow]:
    """Yield how many have answered each wave that had not closed at the as-at date."""
    if scope.as_at >= today:
        return
    rows = connection.execute(answered_now_query(scope)).all()
    checks = AnswerChecks(connection).of_waves(row.id for row in rows)
    for row in rows:
        if not checks.get(row.id, NOT_LOOKED_AT).is_left_out:
            closes_on = london_date(row.closes_at) if row.closes_at else today
            yield AnsweredNow(row.id, min(closes_on, today), row.people)


def answered_now_query(scope: Scope) -> AnySelect:
    """Return the query for all answers to the waves that had not closed at the date."""
    return (
        select(_W.id, _W.closes_at, func.count().label("people"))
        .join(t.responses, _R.wave_id == _W.id)
        .where(
            _W.partnership_id == scope.partnership_id,
            about(scope),
            _W.state.in_((OPEN, CLOSED)),
            _W.closes_at.is_(None) | (_W.closes_at >= scope.until),
        )
        .group_by(_W.id, _W.closes_at)
    )


def _last_day_query(scope: Scope) -> AnySelect:
    """Return the query for the last day of what counts no one; an inspection is known once out."""
    known = func.coalesce(_I.published_on, _I.ended_on)
    days = (
        select(_E.collected_on.label("day"))
        .join_from(t.evidence_items, t.outcomes, _O.id == _E.outcome_id)
        .where(_E.judgement.is_not(None)),
        select(_P.period_start)
        .join_from(t.indicator_points, t.outcomes, _O.id == _P.outcome_id)
        .where(_P.numerator.is_not(None)),
        select(_REVIEWED.judged_on).join_from(
            t.review_responses, t.outcomes, _O.id == _REVIEWED.outcome_id
        ),
        select(known)
        .select_from(t.inspection_findings)
        .join(t.inspection_areas)
        .join(t.inspections)
        .join(t.outcomes, _O.id == _FOUND.outcome_id),
    )
    every = union_all(*(one.where(_O.action_id == scope.action_id) for one in days)).subquery()
    return select(func.max(every.c.day)).where(every.c.day > scope.as_at)
