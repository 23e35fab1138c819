"""The register repository; every query names the partnership."""

from sqlalchemy import Connection

from storage.register.audits import audits_of
from storage.register.dissemination import disseminations_of
from storage.register.inspections import inspections_of
from storage.register.quarterly import analyses_of, complaints_of, shared_between
from storage.register.reviews import reviews_of
from storage.register.section_11 import cycles_of
from surveys.impact.dissemination import Dissemination
from surveys.impact.quarterly import ComplaintCount, IndicatorAnalysis
from surveys.register.audit import CaseAudit
from surveys.register.contents import RegisterContents
from surveys.register.inspection import Inspection
from surveys.register.review import CaseReview
from surveys.register.section_11 import SelfAssessmentCycle
from surveys.register.shared import SharedLearning


class RegisterRows:
    """Evidence that is not a survey, of every partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def audits(self, partnership_id: int) -> list[CaseAudit]:
        """Return a partnership's audits, the latest first."""
        return audits_of(self._connection, partnership_id)

    def audit(self, partnership_id: int, ref: str) -> CaseAudit | None:
        """Return the audit with that reference."""
        return next((one for one in self.audits(partnership_id) if one.ref == ref), None)

    def section_11(self, partnership_id: int) -> list[SelfAssessmentCycle]:
        """Return a partnership's Section 11 and Section 175 cycles, the latest first."""
        return cycles_of(self._connection, partnership_id)

    def cycle(self, partnership_id: int, ref: str) -> SelfAssessmentCycle | None:
        """Return the cycle with that reference."""
        return next((one for one in self.section_11(partnership_id) if one.ref == ref), None)

    def reviews(self, partnership_id: int) -> list[CaseReview]:
        """Return a partnership's reviews of cases, the latest first."""
        return reviews_of(self._connection, partnership_id)

    def review(self, partnership_id: int, ref: str) -> CaseReview | None:
        """Return the review with that reference."""
        return next((one for one in self.reviews(partnership_id) if one.ref == ref), None)

    def inspections(self, partnership_id: int) -> list[Inspection]:
        """Return a partnership's inspections and peer reviews, the latest first."""
        return inspections_of(self._connection, partnership_id)

    def inspection(self, partnership_id: int, ref: str) -> Inspection | None:
        """Return the inspection with that reference."""
        return next((one for one in self.inspections(partnership_id) if one.ref == ref), None)

    def contents(self, partnership_id: int) -> RegisterContents:
        """Return all of a partnership's register."""
        return RegisterContents(
            audits=tuple(self.audits(partnership_id)),
            cycles=tuple(self.section_11(partnership_id)),
            reviews=tuple(self.reviews(partnership_id)),
            inspections=tuple(self.inspections(partnership_id)),
        )

    def analyses(self, partnership_id: int) -> list[IndicatorAnalysis]:
        """Return what analysts said of a partnership's indicators, the latest first."""
        return analyses_of(self._connection, partnership_id)

    def complaints(self, partnership_id: int) -> list[ComplaintCount]:
        """Return a partnership's counts of complaints by theme, agency and quarter."""
        return complaints_of(self._connection, partnership_id)

    def disseminations(self, partnership_id: int) -> list[Dissemination]:
        """Return what a partnership told by newsletter, page and the like, oldest first."""
        return disseminations_of(self._connection, partnership_id)

    def shared(self) -> list[SharedLearning]:
        """Return what partnerships share: of every one that the unit may see."""
        return shared_between(self._connection)
