"""The rows of an audit: one for each criterion and agency, with the audit repeated in each."""

from typing import Annotated

from pydantic import model_validator

from surveys.impact.kinds import Source
from surveys.impact.provenance import Selection
from surveys.records import fields as f
from surveys.records.register_fields import (
    MaybeLevel,
    MaybeRef,
    Year,
    refuse_backwards,
    refuse_half_an_outcome,
)
from surveys.records.rows import (
    Day,
    Maybe,
    MaybeDay,
    MaybeWhole,
    Name,
    Note,
    Prose,
    Record,
    Ref,
    WrongCell,
)
from surveys.register.audit import HEADINGS, KINDS, REASONS


class AuditRow(Record):
    """What one agency returned on one criterion; a blank agency is all of them together."""

    partnership: Name
    ref: Ref
    title: Name
    kind: Annotated[str, f.needed(f.one_of({name: kind.value for name, kind in KINDS.items()}))]
    year: Year
    theme: Name
    why: Annotated[str, f.needed(f.one_of({reason: reason for reason in REASONS}))]
    audited_on: Day
    criterion: Ref
    heading: Annotated[str, f.needed(f.one_of({name: name for name in HEADINGS}))]
    question: Prose
    agency: Maybe = ""
    method: Note = ""
    period_start: MaybeDay = None
    period_end: MaybeDay = None
    selection: Annotated[
        str | None, f.optional(f.one_of({one.value: one.value for one in Selection}))
    ] = None
    read_by: Maybe = ""
    reaudit_of: MaybeRef = None
    reaudit_due_on: MaybeDay = None
    self_met: MaybeWhole = None
    self_read: MaybeWhole = None
    moderated_met: MaybeWhole = None
    moderated_read: MaybeWhole = None
    eligible: MaybeWhole = None
    action_ref: MaybeRef = None
    outcome_ref: MaybeRef = None
    level: MaybeLevel = None
    good_practice: Note = ""
    development: Note = ""
    recommendation: Note = ""
    recommendation_action_ref: MaybeRef = None

    @model_validator(mode="after")
    def _is_whole(self) -> "AuditRow":
        refuse_half_an_outcome(self.action_ref, self.outcome_ref, self.level)
        refuse_backwards("period_end", self.period_start, self.period_end)
        self._refuse_odd_counts("self", self.self_met, self.self_read)
        self._refuse_odd_counts("moderated", self.moderated_met, self.moderated_read)
        self._refuse_odd_names()
        return self

    def _refuse_odd_names(self) -> None:
        if self.kind == Source.SINGLE_AGENCY_AUDIT and not self.agency:
            raise WrongCell("agency", "is missing: a single-agency audit is of one agency")
        if self.reaudit_of == self.ref:
            raise WrongCell("reaudit_of", "an audit is no re-audit of itself")
        if self.recommendation_action_ref and not self.recommendation:
            raise WrongCell("recommendation", "is missing: an action is named for it")

    def _refuse_odd_counts(self, whose: str, met: int | None, read: int | None) -> None:
        for column, value in ((f"{whose}_met", met), (f"{whose}_read", read)):
            if value is None and (met, read) != (None, None):
                raise WrongCell(column, "is missing: a grade is how many met it of how many read")
        if met is not None and read is not None and met > read:
            raise WrongCell(f"{whose}_met", f"{met} is more than {whose}_read, which is {read}")
        if self.eligible is not None and read is not None and read > self.eligible:
            raise WrongCell(
                f"{whose}_read", f"{read} is more than eligible, which is {self.eligible}"
            )
