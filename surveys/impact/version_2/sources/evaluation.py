"""What one source shows: its counted wave, starting point, difference and direction.

A source without a starting point shows a level; it has no difference and no direction, in any
format.
"""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import Direction, Level, Source
from surveys.impact.provenance import Selection
from surveys.impact.version_2.intervals import Difference
from surveys.impact.version_2.sources.families import Family
from surveys.impact.version_2.sources.starting_point import StartingPoint
from surveys.impact.version_2.sources.sufficiency import Insufficiency
from surveys.impact.version_2.sources.wave_figures import SeriesPoint, WaveFigures
from surveys.impact.words import NAMES

Voice = tuple[Source, str | None]


@dataclass(frozen=True, slots=True)
class SourceEvaluation:
    """One source at one level of one outcome; `insufficiency` None means that it can decide.

    `title` tells apart what has one source: the agency of its own audit, the body that judged, the
    name of an indicator. Judgements and indicators have a direction, but no figures. `earlier` is
    the difference of a wave long enough before the one that counts.
    """

    level: Level
    source: Source
    family: Family
    is_planned: bool
    title: str | None = None
    insufficiency: Insufficiency | None = None
    wave: str | None = None
    collected_on: date | None = None
    figures: WaveFigures | None = None
    start: StartingPoint | None = None
    planned_change: float | None = None
    difference: Difference | None = None
    direction: Direction | None = None
    earlier: Difference | None = None
    quality: float | None = None
    series: tuple[SeriesPoint, ...] = ()
    selections: tuple[Selection, ...] = ()
    read_by: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()
    same_counts_as: Source | None = None

    @property
    def is_sufficient(self) -> bool:
        """Whether it can decide a label."""
        return self.insufficiency is None

    @property
    def is_suppressed(self) -> bool:
        """Whether there are counts, and none of them may be shown."""
        shown = self.figures or any(point.n is not None for point in self.series)
        return bool(self.series) and not shown

    @property
    def voice(self) -> Voice:
        """Who speaks: one source at two levels is one voice, and so are all indicators."""
        return self.source, None if self.source is Source.INDICATOR else self.title

    @property
    def name(self) -> str:
        """The name in sentences: `families (experience)`, `inspection, Ofsted (outcome)`."""
        who = [NAMES[self.source], *([self.title] if self.title else [])]
        return f"{', '.join(who)} ({self.level})"
