"""How many of many outcomes would be called emerging though nothing changed.

The yearly pack prints it, because who judges enough outcomes finds one that is better.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from surveys.impact.labels import Label
from surveys.impact.version_2.change_model import ChangeModel

NOT_JUDGED = frozenset[Label]({"suppressed", "insufficient"})


@dataclass(frozen=True, slots=True)
class ByChance:
    """How many outcomes were judged, and how many of so many chance alone would call emerging."""

    judged: int
    emerging: float


def by_chance(labels: Iterable[Label], model: ChangeModel) -> ByChance:
    """Return what chance alone would do to the outcomes that have these labels."""
    judged = sum(label not in NOT_JUDGED for label in labels)
    return ByChance(judged, judged * model.labels.by_chance)
