"""Judgements from the register: what a review or an inspection concluded about an outcome."""

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.register.of_action import OfAction
from surveys.impact.evidence import Judgement
from surveys.impact.kinds import Direction, Source

_O = t.outcomes.c
_REVIEW, _RESPONSE = t.case_reviews.c, t.review_responses.c
_INSPECTION, _FINDING = t.inspections.c, t.inspection_findings.c


def judged_in_reviews(connection: Connection, wanted: OfAction) -> tuple[Judgement, ...]:
    """Return the judgements of change in reviews of cases."""
    query = (
        select(t.review_responses, _O.ref, _REVIEW.ref.label("review"), t.review_points.c.number)
        .select_from(t.review_responses)
        .join(t.review_points)
        .join(t.case_reviews)
        .join(t.outcomes, _O.id == _RESPONSE.outcome_id)
        .where(
            _O.action_id == wanted.action_id,
            _REVIEW.partnership_id == wanted.partnership_id,
            _RESPONSE.judged_on <= wanted.as_at,
        )
        .order_by(_RESPONSE.judged_on, _O.ref, _REVIEW.ref, t.review_points.c.number)
    )
    return tuple(
        Judgement(
            row.ref,
            Source.CASE_REVIEW,
            Direction(row.judgement),
            row.judged_on,
            row.reason,
            body=row.judged_by,
            reference=f"{row.review}, {row.number}",
        )
        for row in connection.execute(query)
    )


def judged_in_inspections(connection: Connection, wanted: OfAction) -> tuple[Judgement, ...]:
    """Return what inspections and peer reviews say, once they are published if that is known.

    They speak of practice up to the day on which they ended, which is therefore their date.
    """
    published = func.coalesce(_INSPECTION.published_on, _INSPECTION.ended_on)
    query = (
        select(t.inspections, t.inspection_findings, t.inspection_areas.c.area)
        .add_columns(_O.ref.label("outcome"))
        .select_from(t.inspection_findings)
        .join(t.inspection_areas)
        .join(t.inspections)
        .join(t.outcomes, _O.id == _FINDING.outcome_id)
        .where(
            _O.action_id == wanted.action_id,
            _INSPECTION.partnership_id == wanted.partnership_id,
            published <= wanted.as_at,
            _INSPECTION.ended_on <= wanted.as_at,
        )
        .order_by(_INSPECTION.ended_on, _O.ref, _INSPECTION.ref, t.inspection_areas.c.id)
    )
    return tuple(
        Judgement(
            row.outcome,
            Source(row.kind),
            Direction(row.judgement),
            row.ended_on,
            row.reason,
            body=row.body,
            reference=f"{row.ref}, {row.area}",
        )
        for row in connection.execute(query)
    )
