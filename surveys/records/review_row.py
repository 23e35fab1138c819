"""The rows of a review: one for each point and each action that answers it."""

from typing import Annotated

from pydantic import model_validator

from surveys.records import fields as f
from surveys.records.register_fields import MaybeJudgement, MaybeRef, refuse_half_a_judgement
from surveys.records.rows import (
    Day,
    Maybe,
    MaybeDay,
    Name,
    Note,
    Prose,
    Record,
    Ref,
    Theme,
    WrongCell,
)
from surveys.register.review import KINDS, OF_ONE_AGENCY, POINTS


class ReviewRow(Record):
    """One point of a review, and an action that answers it; blank while there is none."""

    partnership: Name
    ref: Ref
    title: Name
    kind: Annotated[str, f.needed(f.one_of({kind: kind for kind in KINDS}))]
    reviewed_on: Day
    point: Ref
    point_kind: Annotated[str, f.needed(f.one_of({kind: kind for kind in POINTS}))]
    text: Prose
    theme: Theme = None
    terms: Note = ""
    agency: Maybe = ""
    published_on: MaybeDay = None
    published_at: Maybe = ""
    to_share: Note = ""
    shared: Annotated[bool | None, f.optional(f.yes_or_no)] = None
    action_ref: MaybeRef = None
    monitoring_note: Note = ""
    monitored_on: MaybeDay = None
    completed_on: MaybeDay = None
    proof: Note = ""
    outcome_ref: MaybeRef = None
    judgement: MaybeJudgement = None
    judged_on: MaybeDay = None
    judged_by: Maybe = ""
    reason: Note = ""

    @model_validator(mode="after")
    def _is_whole(self) -> "ReviewRow":
        if self.kind == OF_ONE_AGENCY and not self.agency:
            raise WrongCell("agency", "is missing: a single-agency review is of one agency")
        monitored = (self.monitoring_note, self.monitored_on, self.completed_on, self.proof)
        if any(monitored) and not self.action_ref:
            raise WrongCell("action_ref", "is missing: an action is monitored, not a point")
        if self.completed_on and not self.proof:
            raise WrongCell("proof", "is missing: what shows that the action is completed?")
        refuse_half_a_judgement(
            self.judgement,
            action_ref=self.action_ref,
            outcome_ref=self.outcome_ref,
            judged_on=self.judged_on,
            judged_by=self.judged_by,
            reason=self.reason,
        )
        return self
