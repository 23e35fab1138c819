"""The parts of a summary about one intended outcome."""

from datetime import date

from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.labels import Label
from surveys.impact.parts import Part
from surveys.impact.summary.source_parts import DifferenceResult, LevelResult
from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.labels.triangulation import PairCode
from surveys.impact.version_2.sources.families import Family


class PlannedResult(Part):
    """One row of the evidence plan; baseline, target and planned change are shares 0-1.

    Those of an indicator are in its own unit. `so_far` says in words what has come of it.
    """

    level: Level
    source: Source
    indicator: str
    baseline: float | None
    target: float | None
    target_met: bool | None
    planned_change: float | None
    trigger: bool
    due_on: date | None
    written_on: date | None
    so_far: str


class ReviewResult(Part):
    """An evaluator's word on the code of a pair; both stay on record."""

    confirmed: bool
    reason: str
    on: date


class Triangle(Part):
    """How two sources relate to each other; `names` are their names with level, for people."""

    between: tuple[Source, Source]
    levels: tuple[Level, Level]
    names: tuple[str, str]
    code: PairCode
    why: str
    reviews: list[ReviewResult]


class JudgementResult(Part):
    """What one body said in one year, from `recorded` judgements."""

    source: Source
    body: str | None
    on: date
    direction: Direction
    reason: str
    reference: str
    recorded: int


class FamilyResult(Part):
    """The joint difference of the sources of one family."""

    family: Family
    difference: DifferenceResult


class JointResult(Part):
    """The inverse-variance mean over sources that are not staff, and that of each family."""

    overall: DifferenceResult | None
    families: list[FamilyResult]


class OutcomeResult(Part):
    """One intended outcome: its label, the reason for it, and the evidence behind it.

    `changed` is one sentence: before, after, the difference, of how many and by whom.
    """

    ref: str
    statement: str
    label: Label
    reason: str
    changed: str
    missing: list[str]
    plan: list[PlannedResult]
    levels: list[LevelResult]
    joint: JointResult
    earlier: JointResult
    triangulation: list[Triangle]
    indicators: list[Chart]
    judgements: list[JudgementResult]
