"""Reviews of cases: what was learned, the actions that answer it, and what came of them.

No case is named: a child is a number, an age band and the agencies involved.
"""

from dataclasses import dataclass
from datetime import date

from surveys.register.judged import JudgedChange

KINDS = (
    "child death review",
    "child safeguarding practice review",
    "other multi-agency review",
    "single-agency review",
)
OF_ONE_AGENCY = "single-agency review"
GOOD_PRACTICE, RECOMMENDATION = "good practice", "recommendation"
POINTS = ("learning point", "modifiable factor", GOOD_PRACTICE, RECOMMENDATION)


@dataclass(frozen=True, slots=True)
class ReviewResponse:
    """An action that answers a point: how it is monitored, and the proof of its completion."""

    action: str
    monitoring_note: str
    monitored_on: date | None
    completed_on: date | None
    proof: str
    judged: JudgedChange | None


@dataclass(frozen=True, slots=True)
class ReviewPoint:
    """One thing that a review found; without an action, `responses` is empty."""

    number: str
    kind: str
    text: str
    theme: str
    responses: tuple[ReviewResponse, ...]


@dataclass(frozen=True, slots=True)
class CaseReview:
    """One review; `published_at` is where it was published, `to_share` what others should know."""

    ref: str
    title: str
    kind: str
    reviewed_on: date
    terms: str
    agency: str
    published_on: date | None
    published_at: str
    to_share: str
    shared: bool
    points: tuple[ReviewPoint, ...]

    @property
    def responses(self) -> tuple[ReviewResponse, ...]:
        """Every action that answers a point."""
        return tuple(one for point in self.points for one in point.responses)

    @property
    def proven(self) -> int:
        """How many of the responses are completed, with proof."""
        return sum(bool(one.completed_on and one.proof) for one in self.responses)
