"""What methods and caveats are written from: the evidence, and the summary without them."""

from collections.abc import Iterator
from dataclasses import dataclass

from surveys.impact.evidence import Evidence
from surveys.impact.kinds import Level
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import LevelResult, SourceResult
from surveys.impact.version_2.evaluate import Evaluation


@dataclass(frozen=True, slots=True)
class Account:
    """The evidence as at the date, its evaluation, and the outcomes as they are printed."""

    evidence: Evidence
    evaluation: Evaluation
    outcomes: tuple[OutcomeResult, ...]

    def levels(self) -> Iterator[LevelResult]:
        """Every level of every outcome."""
        return (level for outcome in self.outcomes for level in outcome.levels)

    def sources(self) -> Iterator[tuple[Level, SourceResult]]:
        """Every source that may be shown, with its level."""
        every = ((level.level, source) for level in self.levels() for source in level.sources)
        return ((level, source) for level, source in every if source.n is not None)
