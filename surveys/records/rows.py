"""The rows of the kinds of table that can be imported, one frozen model each.

A column that is not a field of its model is unknown; a field with a default is an optional column.
"""

from datetime import date, datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, model_validator

from surveys.impact.kinds import NOT_COUNTED, AtSource, Level, Source
from surveys.impact.rivals import not_weighed, rivals_in
from surveys.people import Role
from surveys.records import fields as f
from surveys.records.symbols import figure

LEARNING_SOURCES = (
    "child death review",
    "child safeguarding practice review",
    "other multi-agency review",
    "single-agency review",
    "multi-agency audit",
    "single-agency audit",
    "Section 11 audit",
    "inspection",
    "peer review",
    "thematic review",
    "performance data",
    "national or regional learning",
    "child and family feedback",
    "frontline feedback",
)

Name = Annotated[str, f.needed(f.words(200))]
Ref = Annotated[str, f.needed(f.words(60))]
Refs = Annotated[tuple[str, ...], f.optional(f.several(f.words(60)), ())]
Prose = Annotated[str, f.needed(f.prose(4000))]
Note = Annotated[str, f.optional(f.prose(4000), "")]
Maybe = Annotated[str, f.optional(f.words(200), "")]
Theme = Annotated[str | None, f.optional(f.words(200))]
Email = Annotated[str, f.needed(f.email)]
Day = Annotated[date, f.needed(f.day)]
MaybeDay = Annotated[date | None, f.optional(f.day)]
Moment = Annotated[datetime, f.needed(f.moment)]
MaybeMoment = Annotated[datetime | None, f.optional(f.moment)]
Figure = Annotated[float | AtSource, f.needed(figure)]
MaybeFigure = Annotated[float | AtSource | None, f.optional(figure)]
MaybeNumber = Annotated[float | None, f.optional(f.number)]
MaybeWhole = Annotated[int | None, f.optional(f.whole)]
YesOrNo = Annotated[bool, f.optional(f.yes_or_no, blank=False)]
Levels = Annotated[Level, f.needed(f.one_of({level.value: level for level in Level}))]
Roles = Annotated[
    tuple[Role, ...], f.needed(f.several(f.one_of({role.value: role for role in Role})))
]
Sources = Annotated[Source, f.needed(f.one_of({source.value: source for source in Source}))]


class Record(BaseModel):
    """One row; a rule over several cells raises `WrongCell` with the column to correct."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class WrongCell(ValueError):  # noqa: N818 - named after the cell
    """A cell that contradicts the others in its row."""

    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column = column


class PersonRow(Record):
    """One person on the roster of a partnership."""

    partnership: Name
    agency: Name
    name: Name
    email: Email
    roles: Roles
    job_title: Maybe = ""
    team: Maybe = ""
    language: Annotated[str, f.optional(f.language, "en")] = "en"
    aad_object_id: Annotated[str | None, f.optional(f.guid)] = None
    away_until: MaybeDay = None
    tenant: Annotated[str | None, f.optional(f.guid)] = None


class ActionRow(Record):
    """One practice-improvement action."""

    partnership: Name
    ref: Ref
    title: Name
    change_wanted: Prose
    source_kind: Annotated[str, f.needed(f.one_of({kind: kind for kind in LEARNING_SOURCES}))]
    source_ref: Name
    owner_agency: Name
    due_on: Day
    theme: Theme = None
    shared: YesOrNo = False
    started_on: MaybeDay = None
    rival_explanations: Note = ""
    rivals_weighed: Note = ""

    @model_validator(mode="after")
    def _weighs_its_rivals(self) -> "ActionRow":
        rivals = rivals_in(self.rival_explanations)
        if unknown := not_weighed(self.rivals_weighed, rivals):
            reason = f"{f.quoted(unknown)} does not begin with one of the rival_explanations"
            raise WrongCell("rivals_weighed", f"{reason}, a colon and how it was weighed")
        return self


class OutcomeRow(Record):
    """One planned piece of evidence for an outcome; its figures are shares from 0 to 1."""

    action_ref: Ref
    ref: Ref
    statement: Prose
    level: Levels
    source: Sources
    indicator: Name
    baseline: MaybeNumber = None
    target: MaybeNumber = None
    due_on: MaybeDay = None
    planned_change: MaybeNumber = None
    trigger: YesOrNo = False

    @property
    def series(self) -> str:
        """What tells it from others of its level and source: an indicator's name, else nothing."""
        return self.indicator if self.source is Source.INDICATOR else ""

    @model_validator(mode="after")
    def _shares_are_shares(self) -> "OutcomeRow":
        for column in ("baseline", "target", "planned_change"):
            value = getattr(self, column)
            if self.source not in NOT_COUNTED and value is not None and not 0 <= value <= 1:
                raise WrongCell(column, "a share must be between 0 and 1: 40 % is 0.4")
        return self


class EventRow(Record):
    """One training event or seminar; without an end, it ends when it starts."""

    partnership: Name
    ref: Ref
    title: Name
    kind: Name
    starts_at: Moment
    ends_at: MaybeMoment = None
    action_refs: Refs

    @model_validator(mode="after")
    def _ends_after_it_starts(self) -> "EventRow":
        if self.ends_at and self.ends_at < self.starts_at:
            raise WrongCell("ends_at", "the event would end before it starts")
        return self


class AttendanceRow(Record):
    """Whether one person attended one event."""

    event_ref: Ref
    email: Email
    attended: Annotated[bool, f.needed(f.yes_or_no)]


class IndicatorRow(Record):
    """One period of an indicator."""

    indicator: Name
    action_ref: Ref
    outcome_ref: Ref
    title: Name
    better: Annotated[str, f.needed(f.one_of({"up": "up", "down": "down"}))]
    period_start: Day
    numerator: Figure
    denominator: MaybeFigure = None

    @property
    def withheld(self) -> AtSource | None:
        """The symbol of the source, if it gave one in place of a figure.

        A share of none, 0 of 0, is not applicable.
        """
        if (self.numerator, self.denominator) == (0, 0):
            return AtSource.NOT_APPLICABLE
        symbols = (x for x in (self.numerator, self.denominator) if isinstance(x, AtSource))
        return next(symbols, None)

    @model_validator(mode="after")
    def _can_be_divided(self) -> "IndicatorRow":
        if isinstance(self.denominator, AtSource) or self.withheld is not None:
            return self
        if self.denominator is not None and self.denominator <= 0:
            raise WrongCell("denominator", "must be above 0, or blank")
        return self
