"""The summary: the one value that every format draws, and the structure that scripts rely on.

A figure that the rules withhold is None with `suppressed` set, here and so in every format.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from surveys.impact.labels import Label
from surveys.impact.parts import Part
from surveys.impact.people_parts import (
    Barrier,
    LearningSource,
    NotReached,
    Partnership,
    ReachResult,
    Voice,
    YouSaidResult,
)
from surveys.impact.summary.contact_parts import DisseminationResult
from surveys.impact.summary.described_parts import DescribedAnswer
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.item_parts import ItemResult
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.quarterly_parts import AnalysisResult, HeardResult


class Model(Part):
    """The model that a partnership's panel has ratified, with every number of its file.

    `weights` are what the file calls quality, `gates` its other tables.
    """

    version: str
    weights: dict[str, float]
    gates: dict[str, dict[str, float]]
    minimum_group: int
    minimum_group_floor: int
    precision_n: int


class ChangeMade(Part):
    """A change to start, baseline, plan or evidence after the first release, with both values."""

    on: date
    what: str
    before: str = Field(alias="from", serialization_alias="from")
    after: str = Field(alias="to", serialization_alias="to")


class Action(Part):
    """One practice-improvement action; without a start nothing is said to have changed."""

    ref: str
    title: str
    change_wanted: str
    source: LearningSource
    owner_agency: str
    started_on: date | None
    due_on: date
    theme: str | None
    changes: list[ChangeMade]


class LabelOn(Part):
    """The labels as they were known on a day: of the action, and of its outcomes in order."""

    on: date
    label: Label
    outcomes: list[Label]


class RivalResult(Part):
    """What else could explain the findings, and how that was weighed."""

    explanation: str
    weighed: str | None


class Methods(Part):
    """How the figures were made, filled in by the program."""

    modes: list[str]
    instruments: list[str]
    dates: tuple[date, date] | None
    comparisons: list[str]
    interval: str
    suppression: str
    rival_explanations: list[RivalResult]


class FirstPage(Part):
    """The one page a busy reader sees; each text is one sentence or a few."""

    started: str
    changed: str
    did: str
    how_well: str
    difference: str
    least_favourable: str
    cannot_be_said: list[str]
    decision: str
    decided: str


class Summary(Part):
    """An impact summary of one action as at a date."""

    schema_: Literal["golden-thread/impact-summary/2"] = Field(
        default="golden-thread/impact-summary/2", alias="schema", serialization_alias="schema"
    )
    as_at: date
    provisional: bool
    decision_dates: list[date]
    later_evidence_on: date | None
    model: Model
    partnership: Partnership
    action: Action
    statement: str
    label: Label
    history: list[LabelOn]
    least_favourable: str
    first_page: FirstPage
    outcomes: list[OutcomeResult]
    reach: ReachResult
    participation: list[WaveFlow]
    voices: list[Voice]
    items: list[ItemResult]
    barriers: list[Barrier]
    complaints: list[HeardResult]
    analyses: list[AnalysisResult]
    not_reached: NotReached
    dissemination: list[DisseminationResult] = Field(default_factory=list[DisseminationResult])
    described: list[DescribedAnswer] = Field(default_factory=list[DescribedAnswer])
    you_said: list[YouSaidResult] = Field(default_factory=list[YouSaidResult])
    methods: Methods
    caveats: list[str]
    inputs_fingerprint: str
