"""Audits of cases by several agencies or one: criteria under headings, and each agency's grades."""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import Source
from surveys.impact.provenance import Selection
from surveys.register.grades import CaseCount, OutcomeNamed, Recommendation

HEADINGS = (
    "recognition",
    "assessment",
    "planning and intervention",
    "joint working",
    "impact",
    "overall",
    "voice of the child",
)
REASONS = (
    "review",
    "indicator",
    "earlier concern",
    "feedback",
    "baseline",
    "self-assessment",
)  # why a theme was chosen
KINDS = {
    "multi-agency audit": Source.MULTI_AGENCY_AUDIT,
    "single-agency audit": Source.SINGLE_AGENCY_AUDIT,
}


@dataclass(frozen=True, slots=True)
class AuditReturn:
    """What one agency returned on one criterion; `agency` is empty for cases read together.

    `eligible` is how many cases there were to choose from, None if it is not known.
    """

    agency: str
    own: CaseCount | None
    moderated: CaseCount | None
    eligible: int | None = None
    good_practice: str = ""
    development: str = ""
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class AuditCriterion:
    """One criterion of the tool; `speaks_to` is None where no outcome is named."""

    number: str
    heading: str
    question: str
    speaks_to: OutcomeNamed | None
    returns: tuple[AuditReturn, ...]

    def return_of(self, agency: str) -> AuditReturn | None:
        """Return what an agency returned."""
        return next((one for one in self.returns if one.agency == agency), None)


@dataclass(frozen=True, slots=True)
class CaseAudit:
    """One audit; `repeats` is the reference of the audit of which it is a re-audit."""

    ref: str
    title: str
    kind: Source
    year: int
    theme: str
    why: str
    method: str
    period: tuple[date | None, date | None]
    audited_on: date
    selection: Selection | None
    read_by: str
    repeats: str | None
    repeat_due_on: date | None
    criteria: tuple[AuditCriterion, ...]

    def criterion(self, number: str) -> AuditCriterion | None:
        """Return the criterion with that number."""
        return next((one for one in self.criteria if one.number == number), None)

    @property
    def recommendations(self) -> tuple[Recommendation, ...]:
        """Every recommendation, in the order of the criteria."""
        found = (one.recommendation for criterion in self.criteria for one in criterion.returns)
        return tuple(one for one in found if one)
