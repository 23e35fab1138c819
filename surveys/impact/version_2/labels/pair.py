"""Two sources beside each other: their directions, and the gap between their shares.

Shares are compared within one level, and only where one source is of lower quality.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

from surveys.impact.counting import NEARLY
from surveys.impact.kinds import Direction
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.intervals import newcombe
from surveys.impact.version_2.sources.evaluation import SourceEvaluation


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources, that with the higher share first; `confidence` is that of their gap, 0-1."""

    bright: SourceEvaluation
    dim: SourceEvaluation
    confidence: float
    model: ChangeModel

    @property
    def directions(self) -> set[Direction | None]:
        """The directions of the two."""
        return {self.bright.direction, self.dim.direction}

    @property
    def gap(self) -> float:
        """By how much the shares differ, 0-1."""
        return _share(self.bright) - _share(self.dim)

    @property
    def is_wide(self) -> bool:
        """Whether the source of lower quality is the brighter by enough to ask why."""
        is_weaker = (self.bright.quality or 0) < (self.dim.quality or 0)
        is_compared = _are_comparable(self.bright, self.dim) and is_weaker
        return is_compared and self.gap >= self.model.gap.least - NEARLY

    @property
    def is_beyond_chance(self) -> bool:
        """Whether chance cannot explain a wide gap."""
        bright, dim = self.bright.figures, self.dim.figures
        if bright is None or dim is None or not self.is_wide:
            return False
        return newcombe(bright.worth, dim.worth, self.confidence)[0] > NEARLY

    @property
    def overlaps(self) -> bool:
        """Whether the intervals of the differences overlap; a judgement or chart has none."""
        one, other = self.bright.difference, self.dim.difference
        if one is None or other is None:
            return True
        return one.interval[0] <= other.interval[1] and other.interval[0] <= one.interval[1]


def pairs_of(sources: Iterable[SourceEvaluation], model: ChangeModel) -> tuple[Pair, ...]:
    """Return every two different sources; gaps share one error among all that are compared."""
    both = [(a, b) for a, b in combinations(sources, 2) if _who(a) != _who(b)]
    compared = sum(_are_comparable(a, b) for a, b in both)
    confidence = 1 - model.gap.error / max(1, compared)
    return tuple(Pair(*_brightest_first(a, b), confidence, model) for a, b in both)


def _who(source: SourceEvaluation) -> tuple[str, str | None]:
    return source.source, source.title


def _share(source: SourceEvaluation) -> float:
    return source.figures.proportion if source.figures else 0.0


def _brightest_first(
    a: SourceEvaluation, b: SourceEvaluation
) -> tuple[SourceEvaluation, SourceEvaluation]:
    return (b, a) if _share(b) > _share(a) else (a, b)


def _are_comparable(a: SourceEvaluation, b: SourceEvaluation) -> bool:
    qualities = {a.quality, b.quality}
    is_sufficient = a.is_sufficient and b.is_sufficient
    return is_sufficient and a.level is b.level and len(qualities) == 2 and None not in qualities
