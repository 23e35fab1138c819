"""Section 11 and Section 175: what each agency returned on numbered criteria, grades 0 to 3.

Evidence is the moderated grades of the agencies that returned; without moderation there is none.
"""

from dataclasses import dataclass
from datetime import date

from surveys.register.grades import CaseCount, OutcomeNamed, Recommendation

KINDS = {"Section 11": "section_11", "Section 175": "section_175"}
IN_WORDS = {kind: name for name, kind in KINDS.items()}
STANDARDS = range(1, 9)  # of Section 11
GRADES = range(4)
MET = 2  # the lowest grade at which a standard is met


@dataclass(frozen=True, slots=True)
class AgencyReturn:
    """Whether an agency that was asked has returned, and when."""

    agency: str
    returned_on: date | None


@dataclass(frozen=True, slots=True)
class AgencyGrade:
    """What one agency returned on one criterion; grades are 0 to 3, None where none was given.

    `checked` is the grade that its practitioners give, shown beside its own.
    """

    agency: str
    own: int | None
    moderated: int | None
    checked: int | None = None
    evidence: str = ""
    improvement: str = ""
    improvement_due_on: date | None = None
    recommendation: Recommendation | None = None


@dataclass(frozen=True, slots=True)
class StandardCriterion:
    """One numbered criterion of a standard, with what agencies returned on it."""

    standard: int
    standard_title: str
    number: str
    question: str
    speaks_to: OutcomeNamed | None
    grades: tuple[AgencyGrade, ...]


@dataclass(frozen=True, slots=True)
class SelfAssessmentCycle:
    """One round of returns; `moderated_on` is None until a panel has moderated them."""

    ref: str
    kind: str
    title: str
    opened_on: date
    due_on: date
    moderated_on: date | None
    returns: tuple[AgencyReturn, ...]
    criteria: tuple[StandardCriterion, ...]

    def missing(self, today: date) -> tuple[str, ...]:
        """Return the agencies that have not returned though it was due before today."""
        if today <= self.due_on:
            return ()
        return tuple(one.agency for one in self.returns if one.returned_on is None)

    def asked(self, criterion: StandardCriterion) -> int:
        """Return how many agencies were asked on a criterion, whether or not they returned."""
        return len({one.agency for one in criterion.grades})

    def met(self, criterion: StandardCriterion) -> CaseCount | None:
        """Return how many agencies a panel graded 2 or 3, of those that returned.

        None if no grade of the criterion was moderated.
        """
        returned = {one.agency for one in self.returns if one.returned_on}
        grades = [one.moderated for one in criterion.grades if one.agency in returned]
        if self.moderated_on is None or all(grade is None for grade in grades):
            return None
        return CaseCount(sum(grade is not None and grade >= MET for grade in grades), len(grades))

    def met_by_own_grade(self, criterion: StandardCriterion) -> CaseCount:
        """Return how many agencies graded themselves 2 or 3, of those that gave a grade."""
        grades = [one.own for one in criterion.grades if one.own is not None]
        return CaseCount(sum(grade >= MET for grade in grades), len(grades))
