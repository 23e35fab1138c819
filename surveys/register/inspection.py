"""Inspections and peer reviews: the judgement of each area, and what it says of an action."""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import Source
from surveys.register.grades import Recommendation
from surveys.register.judged import JudgedChange

KINDS = {"inspection": Source.INSPECTION, "peer review": Source.PEER_REVIEW}


@dataclass(frozen=True, slots=True)
class AreaFinding:
    """What is said of one action in an area; `action` is empty where none is named."""

    action: str
    says: str
    judged: JudgedChange | None
    recommendation: Recommendation | None


@dataclass(frozen=True, slots=True)
class InspectedArea:
    """One area that was judged, in the body's own words, such as “requires improvement”."""

    area: str
    grade: str
    theme: str
    findings: tuple[AreaFinding, ...]


@dataclass(frozen=True, slots=True)
class Inspection:
    """One inspection or peer review; it speaks of practice up to the day on which it ended.

    Where that day is not known, the day of publication is.
    """

    ref: str
    title: str
    kind: Source
    body: str
    framework: str
    agency: str
    started_on: date | None
    ended_on: date | None
    published_on: date | None
    areas: tuple[InspectedArea, ...]

    @property
    def known_on(self) -> date:
        """The day on which it ended, or else was published."""
        found = self.ended_on or self.published_on
        if found is None:
            msg = "an inspection has a day"
            raise ValueError(msg)
        return found
