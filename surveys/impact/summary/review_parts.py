"""The part of a summary about the points of case reviews that its action answers."""

from datetime import date

from surveys.impact.parts import Part
from surveys.impact.review_points import PointState


class FollowedPointResult(Part):
    """One point and the latest of its monitoring; it takes part in no label."""

    review: str
    title: str
    review_kind: str
    reviewed_on: date
    point: str
    point_kind: str
    text: str
    state: PointState
    monitored_on: date | None
    note: str | None
    completed_on: date | None
    proof: str | None
