"""Reviews of cases with their points, and the actions that answer them, as values."""

from collections import defaultdict

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.register.judged import judged
from storage.register.of_action import OfAction
from surveys.impact.review_points import FollowedPoint
from surveys.register.review import CaseReview, ReviewPoint, ReviewResponse

_REVIEW, _POINT, _RESPONSE = t.case_reviews.c, t.review_points.c, t.review_responses.c


def reviews_of(connection: Connection, partnership_id: int) -> list[CaseReview]:
    """Return a partnership's reviews, the latest first."""
    query = (
        select(t.case_reviews)
        .where(_REVIEW.partnership_id == partnership_id)
        .order_by(_REVIEW.reviewed_on.desc(), _REVIEW.ref)
    )
    points = _points(connection, partnership_id)
    return [_review(row, tuple(points[row.id])) for row in connection.execute(query)]


def points_answered_by(
    connection: Connection, wanted: OfAction, action_ref: str
) -> tuple[FollowedPoint, ...]:
    """Return the points of reviews up to the day that an action answers, the oldest review first.

    Notes are as they are now: later news of an action takes the place of earlier news.
    """
    query = (
        select(
            t.review_responses,
            *(_POINT.number, _POINT.text, _POINT.kind.label("point_kind")),
            *(_REVIEW.ref, _REVIEW.title, _REVIEW.kind, _REVIEW.reviewed_on),
        )
        .select_from(t.review_responses)
        .join(t.review_points)
        .join(t.case_reviews)
        .where(
            _REVIEW.partnership_id == wanted.partnership_id,
            _REVIEW.reviewed_on <= wanted.as_at,
            _RESPONSE.action == action_ref,
        )
        .order_by(_REVIEW.reviewed_on, _REVIEW.ref, _POINT.id)
    )
    return tuple(
        FollowedPoint(
            review=row.ref,
            title=row.title,
            kind=row.kind,
            reviewed_on=row.reviewed_on,
            number=row.number,
            point_kind=row.point_kind,
            text=row.text,
            monitored_on=row.monitored_on,
            note=row.monitoring_note,
            completed_on=row.completed_on,
            proof=row.proof,
        )
        for row in connection.execute(query)
    )


def _review(row: AnyRow, points: tuple[ReviewPoint, ...]) -> CaseReview:
    return CaseReview(
        ref=row.ref,
        title=row.title,
        kind=row.kind,
        reviewed_on=row.reviewed_on,
        terms=row.terms,
        agency=row.agency,
        published_on=row.published_on,
        published_at=row.published_at,
        to_share=row.to_share,
        shared=row.shared,
        points=points,
    )


def _points(connection: Connection, partnership_id: int) -> dict[int, list[ReviewPoint]]:
    query = (
        select(t.review_points)
        .join(t.case_reviews)
        .where(_REVIEW.partnership_id == partnership_id)
        .order_by(_POINT.id)
    )
    responses = _responses(connection, partnership_id)
    found: dict[int, list[ReviewPoint]] = defaultdict(list)
    for row in connection.execute(query):
        answers = tuple(responses[row.id])
        point = ReviewPoint(row.number, row.kind, row.text, row.theme or "", answers)
        found[row.case_review_id].append(point)
    return found


def _responses(connection: Connection, partnership_id: int) -> dict[int, list[ReviewResponse]]:
    query = (
        select(t.review_responses, t.outcomes.c.ref.label("outcome"))
        .select_from(t.review_responses)
        .join(t.review_points)
        .join(t.case_reviews)
        .outerjoin(t.outcomes, t.outcomes.c.id == _RESPONSE.outcome_id)
        .where(_REVIEW.partnership_id == partnership_id, _RESPONSE.action != "")
        .order_by(_RESPONSE.action)
    )
    found: dict[int, list[ReviewResponse]] = defaultdict(list)
    for row in connection.execute(query):
        response = ReviewResponse(
            action=row.action,
            monitoring_note=row.monitoring_note,
            monitored_on=row.monitored_on,
            completed_on=row.completed_on,
            proof=row.proof,
            judged=judged(row, row.judged_on, row.judged_by),
        )
        found[row.review_point_id].append(response)
    return found
