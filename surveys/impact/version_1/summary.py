"""The summary: the one value that every format draws, and the structure that scripts rely on.

A figure that the rules withhold is None with `suppressed` set, here and so in every format.
"""

from datetime import date
from typing import Literal

from pydantic import Field

from surveys.impact.labels import Label
from surveys.impact.parts import Interval, Part
from surveys.impact.people_parts import (
    Barrier,
    LearningSource,
    NotReached,
    Partnership,
    ReachResult,
    Voice,
    WaveParticipation,
)

Code = Literal["agreement", "partial", "silence", "dissonance"]


class PastModel(Part):
    """The model that a partnership's panel has ratified."""

    version: str
    weights: dict[str, float]
    minimum_group: int


class PastAction(Part):
    """One practice-improvement action."""

    ref: str
    title: str
    change_wanted: str
    source: LearningSource
    owner_agency: str
    due_on: date
    theme: str | None


class Point(Part):
    """One wave of a source's series."""

    wave: str | None
    on: date
    n: int | None
    proportion: float | None
    interval: Interval | None
    suppressed: bool


class SourceEstimate(Part):
    """What one source says at one level; proportions and intervals are 0-1."""

    source: str
    voice: str
    wave: str | None
    collected_on: date | None
    n: int | None
    eligible: int | None
    favourable: int | None
    outside: int | None
    proportion: float | None
    interval: Interval | None
    bounds: Interval | None
    weight: float | None
    response_rate: float | None
    baseline: float | None
    target: float | None
    target_met: bool | None
    direction: str | None
    wording: str
    sufficient: bool
    suppressed: bool
    series: list[Point] = Field(default_factory=list[Point])


class Change(Part):
    """A paired item: who improved, stayed the same, became worse, among linked pairs."""

    item: str
    source: str
    retrospective: bool
    pairs: int | None
    improved: int | None
    same: int | None
    worse: int | None
    p_value: float | None
    suppressed: bool


class PastLevelResult(Part):
    """One level of one outcome."""

    level: str
    heading: str
    label: Label
    score: float | None
    interval: Interval | None
    sources: list[SourceEstimate]
    change: list[Change]


class PastTriangle(Part):
    """How two planned sources relate to each other."""

    between: tuple[str, str]
    code: Code
    why: str


class Indicator(Part):
    """An XmR chart."""

    indicator: str
    title: str
    better: Literal["up", "down"]
    points: list[tuple[date, float]]
    centre: float | None
    limits: Interval | None
    baseline_points: int
    direction: str | None
    signals: list[str]


class PastJudgementResult(Part):
    """The conclusion of an inspection or review."""

    source: str
    direction: str
    on: date
    reason: str


class PastOutcomeResult(Part):
    """One intended outcome: its label, the reason for it, and the evidence behind it."""

    ref: str
    statement: str
    label: Label
    reason: str
    missing: list[str]
    levels: list[PastLevelResult]
    triangulation: list[PastTriangle]
    indicators: list[Indicator]
    judgements: list[PastJudgementResult]


class PastMethods(Part):
    """How the figures were made, filled in by the program."""

    modes: list[str]
    instruments: list[str]
    dates: tuple[date, date] | None
    comparisons: list[str]
    interval: str
    suppression: str
    rival_explanations: list[str]


class PastFirstPage(Part):
    """The one page a busy reader sees."""

    did: str
    how_well: str
    difference: str
    least_favourable: str
    cannot_be_said: list[str]
    decision: str


class PastSummary(Part):
    """An impact summary of one action as at a date."""

    schema_: Literal["golden-thread/impact-summary/1"] = Field(
        default="golden-thread/impact-summary/1", alias="schema", serialization_alias="schema"
    )
    as_at: date
    model: PastModel
    partnership: Partnership
    action: PastAction
    statement: str
    label: Label
    least_favourable: str
    first_page: PastFirstPage
    outcomes: list[PastOutcomeResult]
    reach: ReachResult
    participation: list[WaveParticipation]
    voices: list[Voice]
    barriers: list[Barrier]
    not_reached: NotReached
    methods: PastMethods
    caveats: list[str]
    sha256_of_inputs: str
