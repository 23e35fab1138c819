"""The basis of an evaluation: what was known of an action at a date, and the model it is read by.

Nothing collected later is in it, so that an evaluation as at a date can be made again unchanged.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

from surveys.impact.as_at import known_at
from surveys.impact.evidence import Evidence
from surveys.impact.indicator_evidence import IndicatorSeries
from surveys.impact.kinds import Direction
from surveys.impact.version_2.change_model import ChangeModel

# What the chart of an indicator says, given the start and the as-at date; None if it cannot say.
IndicatorVerdict = Callable[[IndicatorSeries, date, date], Direction | None]


@dataclass(frozen=True, slots=True)
class Basis:
    """Evidence up to `as_at`, the model, and the chart that reads indicators."""

    evidence: Evidence
    model: ChangeModel
    as_at: date
    verdict_of: IndicatorVerdict

    def is_after_start(self, day: date) -> bool:
        """Return whether evidence of a day is follow-up; all of it is without a start."""
        return self.evidence.started_on is None or day > self.evidence.started_on

    def at(self, day: date) -> "Basis":
        """Return the basis as it was at an earlier day."""
        return replace(self, evidence=known_at(self.evidence, day), as_at=day)

    def reading(self, evidence: Evidence) -> "Basis":
        """Return the basis with other evidence."""
        return replace(self, evidence=evidence)
