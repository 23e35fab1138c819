"""The points of case reviews that an action answers, and what is known of the work on each.

They are facts about the work and count no one; what a review says of change is a judgement.
"""

from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum


class PointState(StrEnum):
    """Where the work on a point is; the values are words for people."""

    COMPLETED = "completed with proof"
    MONITORED = "being worked on"
    NOT_MONITORED = "not looked at yet"


@dataclass(frozen=True, slots=True)
class FollowedPoint:
    """One point, with the latest monitoring of the action that answers it.

    `note` is empty while nobody has looked, `proof` until the action is completed.
    """

    review: str  # its reference
    title: str
    kind: str  # of the review, in words
    reviewed_on: date
    number: str
    point_kind: str
    text: str
    monitored_on: date | None = None
    note: str = ""
    completed_on: date | None = None
    proof: str = ""

    @property
    def state(self) -> PointState:
        """Where the work on it is."""
        if self.completed_on:
            return PointState.COMPLETED
        return PointState.MONITORED if self.note or self.monitored_on else PointState.NOT_MONITORED

    def known_at(self, as_at: date) -> "FollowedPoint":
        """Return it without what was noted or completed after a day."""
        known = self
        if self.monitored_on and self.monitored_on > as_at:
            known = replace(known, monitored_on=None, note="")
        if self.completed_on and self.completed_on > as_at:
            known = replace(known, completed_on=None, proof="")
        return known
