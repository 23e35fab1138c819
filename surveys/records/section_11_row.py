"""The rows of a Section 11 or Section 175 cycle: one for each criterion and agency asked."""

from typing import Annotated

from pydantic import model_validator

from surveys.records import fields as f
from surveys.records.register_fields import (
    MaybeGrade,
    MaybeLevel,
    MaybeRef,
    refuse_backwards,
    refuse_half_an_outcome,
)
from surveys.records.rows import (
    Day,
    MaybeDay,
    Name,
    Note,
    Prose,
    Record,
    Ref,
    WrongCell,
)
from surveys.register.section_11 import KINDS, STANDARDS


class Section11Row(Record):
    """What one agency returned on one criterion; blank while it has not returned."""

    partnership: Name
    ref: Ref
    title: Name
    opened_on: Day
    due_on: Day
    standard: Annotated[int, f.needed(f.whole)]
    standard_title: Name
    criterion: Ref
    question: Prose
    agency: Name
    kind: Annotated[str, f.optional(f.one_of(KINDS), "section_11")] = "section_11"
    moderated_on: MaybeDay = None
    returned_on: MaybeDay = None
    self_grade: MaybeGrade = None
    evidence: Note = ""
    improvement: Note = ""
    improvement_due_on: MaybeDay = None
    moderated_grade: MaybeGrade = None
    practitioner_check: MaybeGrade = None
    action_ref: MaybeRef = None
    outcome_ref: MaybeRef = None
    level: MaybeLevel = None
    recommendation: Note = ""
    recommendation_action_ref: MaybeRef = None

    @model_validator(mode="after")
    def _is_whole(self) -> "Section11Row":
        refuse_half_an_outcome(self.action_ref, self.outcome_ref, self.level)
        refuse_backwards("due_on", self.opened_on, self.due_on)
        if self.kind == "section_11" and self.standard not in STANDARDS:
            raise WrongCell("standard", f"Section 11 has standards 1 to {STANDARDS[-1]}")
        if self.self_grade is not None and self.returned_on is None:
            raise WrongCell("returned_on", "is missing: the agency has graded itself")
        if self.moderated_grade is not None and self.moderated_on is None:
            raise WrongCell("moderated_on", "is missing: a panel has given a grade")
        if self.recommendation_action_ref and not self.recommendation:
            raise WrongCell("recommendation", "is missing: an action is named for it")
        return self
