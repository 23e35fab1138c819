"""The yearly-report pack: the one value that every format of it draws.

A figure that a summary withholds is None here too, with `suppressed` set where the summary has it.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from surveys.impact.kinds import Level, Source
from surveys.impact.labels import Label
from surveys.impact.parts import Interval, Part
from surveys.impact.people_parts import (
    LearningSource,
    Partnership,
    ReachResult,
    YouSaidResult,
)
from surveys.impact.summary.contact_parts import DisseminationResult
from surveys.impact.summary.flow_parts import WaveFlow
from surveys.impact.summary.source_parts import DifferenceResult


class Year(Part):
    """The business year, and its dates in words."""

    starts_on: date
    ends_on: date
    words: str


class ChanceResult(Part):
    """How many outcomes were judged, and how many of so many chance alone would call emerging."""

    judged: int
    emerging_or_better: int
    by_chance: float
    wording: str


class ActionLine(Part):
    """One action in a line: what changed is told of its weakest outcome."""

    ref: str
    title: str
    label: Label
    changed: str
    decision: str
    least_favourable: str


class ActionEvidence(Part):
    """The evidence of one action: when it started, whom it reached, who was asked."""

    ref: str
    title: str
    label: Label
    started: str
    changed: str
    decided: str
    reach: ReachResult
    dissemination: list[DisseminationResult] = Field(default_factory=list[DisseminationResult])
    waves: list[WaveFlow]


class LittleProgress(Part):
    """An outcome with little or no progress; `outcome` is None for an action without one."""

    ref: str
    title: str
    outcome: str | None
    statement: str
    label: Label
    reason: str
    missing: list[str]


class Improvement(Part):
    """What was learned, the action taken on it, and what changed.

    `points` says where the work is on points of case reviews that the action answers, if it does.
    """

    source: LearningSource
    ref: str
    title: str
    label: Label
    started_on: date | None
    changed: str
    points: str = ""


class FeedbackWave(Part):
    """Children or families asked in one wave; one wave can be about several actions."""

    actions: list[str]
    wave: str
    voice: str
    opened_on: date
    eligible: int | None
    reached: int | None
    answered: int | None
    response_rate: float | None
    suppressed: bool


class FeedbackFinding(Part):
    """What children or families say at one level of one outcome."""

    ref: str
    title: str
    outcome: str
    level: Level
    source: Source
    n: int | None
    favourable: int | None
    proportion: float | None
    interval: Interval | None
    difference: DifferenceResult | None
    suppressed: bool
    wording: str


class ReleasedWords(Part):
    """Words of children or families that a person has released, about one action."""

    ref: str
    voice: str
    question: str
    quotes: list[str]


class YouSaidOfAction(Part):
    """What was released of “you said, we did” about one action."""

    ref: str
    title: str
    released: list[YouSaidResult]


class Feedback(Part):
    """How feedback of children and families was sought and used; `not_asked` are actions.

    Waves are those that were open in the year; findings are as at its date.
    """

    waves: list[FeedbackWave]
    not_asked: list[str]
    findings: list[FeedbackFinding]
    voices: list[ReleasedWords]
    you_said: list[YouSaidOfAction]


class FamiliesGroup(Part):
    """Actions of which the same can be said to families, in plain words."""

    heading: str
    actions: list[str]


class FamiliesPage(Part):
    """The plain page for families; each text is a short sentence.

    `said` are a few of the released words of children and families.
    """

    asked: list[str]
    said: list[str]
    changed: list[FamiliesGroup]
    unknown: list[str]


class YearlyPack(Part):
    """The pack of one partnership and business year, under what *Working Together* asks for."""

    schema_: Literal["golden-thread/yearly-report/1"] = Field(
        default="golden-thread/yearly-report/1", alias="schema", serialization_alias="schema"
    )
    year: Year
    as_at: date
    partnership: Partnership
    model_version: str
    minimum_group: int
    statement: str
    chance: ChanceResult
    least_favourable: str
    left_out: list[str]
    actions: list[ActionLine]
    evidence: list[ActionEvidence]
    little_progress: list[LittleProgress]
    improvements: list[Improvement]
    feedback: Feedback
    families: FamiliesPage
