"""The parts of a summary about one source at one level.

A figure that the rules withhold is None with `suppressed` set; shares, differences of shares, rates
and their intervals are 0-1.
"""

from datetime import date

from pydantic import Field

from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.parts import Interval, Part
from surveys.impact.provenance import Selection
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.starting_point import StartKind


class DifferenceResult(Part):
    """A difference of shares, which was 0 before anything changed, with its 95 % interval."""

    value: float
    interval: Interval
    design_effect: float


class StartResult(Part):
    """Where a source was before the start; `reference` is what the difference is taken from.

    The reference is another share than `proportion` for a trigger alone; pairs have neither.
    """

    kind: StartKind
    proportion: float | None
    n: int | None
    on: date | None
    trigger: bool
    reference: float | None


class SeriesPointResult(Part):
    """A wave beside the one that counts."""

    wave: str | None
    on: date
    is_baseline: bool
    n: int | None
    proportion: float | None
    interval: Interval | None
    suppressed: bool


class SourceResult(Part):
    """What one source says at one level.

    `title` tells apart what has one source: an agency's own audit, a body, an indicator. `wording`
    is a sentence with the figures, `why_not` a phrase if the source is not sufficient. `selection`,
    `read_by` and `notes` are about the cases of an audit.
    """

    source: Source
    title: str | None
    voice: str
    family: Family
    is_planned: bool
    wave: str | None
    collected_on: date | None
    n: int | None
    eligible: int | None
    favourable: int | None
    outside: int | None
    proportion: float | None
    interval: Interval | None
    bounds: Interval | None
    response_rate: float | None
    weight: float | None
    sufficient: bool
    why_not: str | None
    starting_point: StartResult
    planned_change: float | None
    difference: DifferenceResult | None
    direction: Direction | None
    suppressed: bool
    wording: str
    selection: list[Selection] = Field(default_factory=list[Selection])
    read_by: list[str] = Field(default_factory=list[str])
    notes: list[str] = Field(default_factory=list[str])
    series: list[SeriesPointResult] = Field(default_factory=list[SeriesPointResult])


class PairedItemResult(Part):
    """A paired item: who improved, stayed the same, became worse, among linked pairs.

    `retrospective`: the "before" was asked afterwards, so it is no starting point.
    """

    item: str
    source: Source
    retrospective: bool
    pairs: int | None
    improved: int | None
    same: int | None
    worse: int | None
    p_value: float | None
    suppressed: bool


class ReportedResult(Part):
    """How many of those who answered say that there is a change; it has no direction."""

    item: str
    source: Source
    on: date
    n: int | None
    reporting: int | None
    interval: Interval | None
    suppressed: bool


class LevelResult(Part):
    """One level of one outcome; its score is a picture and no verdict, so it has no label."""

    level: Level
    heading: str
    single_source: bool
    score: float | None
    interval: Interval | None
    sources: list[SourceResult]
    change: list[PairedItemResult]
    reported: list[ReportedResult]
