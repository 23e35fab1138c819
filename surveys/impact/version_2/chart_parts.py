"""The value of an indicator chart: what every format draws, prints or leaves out alike.

A period without a value is in it as a gap with its reason; no figure under the minimum group is.
"""

from datetime import date
from enum import StrEnum
from typing import Literal

from surveys.impact.kinds import AtSource, Direction
from surveys.impact.parts import Interval, Part
from surveys.impact.version_2.chart_change import MeanChange
from surveys.impact.version_2.indicator_rows import SeriesKind
from surveys.impact.version_2.periods import GapReason, Periodicity

Better = Literal["up", "down"]


class Undecided(StrEnum):
    """Why a chart has no direction; the first that holds."""

    NO_START = "no_start"
    SHORT_BASELINE = "short_baseline"
    NO_VARIATION = "no_variation"
    UNSTEADY = "unsteady"
    NOTHING_AFTER = "nothing_after"


class ChartGap(Part):
    """A period without a value; `why` is a phrase."""

    on: date
    period: str
    reason: GapReason | AtSource
    why: str


class Chart(Part):
    """An XmR chart; values of the kind `share` are 0-1, of `count` and `rate` as they are.

    `points` has the first day of every expected period, with None for a gap. `baseline_until` of
    them were over by the start, those from place `after_from` on began after it; the action started
    within one that may lie between. `centre` and `limits` are the baseline's, and `finding` is a
    sentence: what changed with its interval, or why that cannot be said.
    """

    indicator: str
    title: str
    better: Better
    kind: SeriesKind
    periodicity: Periodicity
    pooled: bool
    started_on: date | None
    points: list[tuple[date, float | None]]
    baseline_until: int
    after_from: int
    gaps: list[ChartGap]
    centre: float | None
    limits: Interval | None
    signals_before: list[str]
    signals: list[str]
    change: MeanChange | None
    direction: Direction | None
    undecided: Undecided | None
    finding: str
