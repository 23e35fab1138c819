"""The rows of an inspection or a peer review: one for each area and action it speaks of."""

from typing import Annotated

from pydantic import model_validator

from surveys.records import fields as f
from surveys.records.register_fields import (
    MaybeJudgement,
    MaybeRef,
    refuse_backwards,
    refuse_half_a_judgement,
)
from surveys.records.rows import Maybe, MaybeDay, Name, Note, Record, Ref, Theme, WrongCell
from surveys.register.inspection import KINDS


class InspectionRow(Record):
    """What was judged in one area, and what it says of one action."""

    partnership: Name
    ref: Ref
    title: Name
    kind: Annotated[str, f.needed(f.one_of({name: kind.value for name, kind in KINDS.items()}))]
    body: Name
    area: Name
    ended_on: MaybeDay = None
    framework: Maybe = ""
    agency: Maybe = ""
    started_on: MaybeDay = None
    published_on: MaybeDay = None
    grade: Maybe = ""
    theme: Theme = None
    action_ref: MaybeRef = None
    says: Note = ""
    outcome_ref: MaybeRef = None
    judgement: MaybeJudgement = None
    reason: Note = ""
    recommendation: Note = ""
    recommendation_action_ref: MaybeRef = None

    @model_validator(mode="after")
    def _is_whole(self) -> "InspectionRow":
        if not (self.ended_on or self.published_on):
            raise WrongCell("ended_on", "is missing: when did it end, or when was it published?")
        refuse_backwards("ended_on", self.started_on, self.ended_on)
        refuse_backwards("published_on", self.ended_on, self.published_on)
        refuse_half_a_judgement(
            self.judgement,
            action_ref=self.action_ref,
            outcome_ref=self.outcome_ref,
            reason=self.reason,
            ended_on=self.ended_on if self.judgement else None,
        )
        if self.recommendation_action_ref and not self.recommendation:
            raise WrongCell("recommendation", "is missing: an action is named for it")
        return self
