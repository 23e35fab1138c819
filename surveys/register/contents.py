"""All that a partnership's register holds, beside its actions."""

from dataclasses import dataclass

from surveys.register.audit import CaseAudit
from surveys.register.inspection import Inspection
from surveys.register.review import CaseReview
from surveys.register.section_11 import SelfAssessmentCycle


@dataclass(frozen=True, slots=True)
class RegisterContents:
    """Audits, cycles, reviews and inspections of one partnership."""

    audits: tuple[CaseAudit, ...] = ()
    cycles: tuple[SelfAssessmentCycle, ...] = ()
    reviews: tuple[CaseReview, ...] = ()
    inspections: tuple[Inspection, ...] = ()
