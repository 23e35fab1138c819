"""Intervals of differences: of two groups, of pairs of the same people, and of several together.

Every interval is that of a share or of a difference of shares, 0-1, at 95 % unless said otherwise.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import hypot, sqrt

from surveys.impact.distributions import CONFIDENCE, beta_interval, normal_quantile, wilson
from surveys.impact.parts import Interval


@dataclass(frozen=True, slots=True)
class Proportion:
    """A share 0-1, and the number that it rests on: people, divided by the design effect."""

    share: float
    n: float

    def interval(self, confidence: float = CONFIDENCE) -> Interval:
        """Return the Wilson interval of the share."""
        return wilson(self.share * self.n, self.n, confidence)


@dataclass(frozen=True, slots=True)
class Difference:
    """A difference of shares with its 95 % interval; `design_effect` is that of the follow-up."""

    value: float
    interval: Interval
    design_effect: float = 1.0

    @property
    def standard_error(self) -> float:
        """The half-width of the interval over the normal quantile."""
        low, high = self.interval
        return (high - low) / (2 * normal_quantile(CONFIDENCE))


def newcombe(now: Proportion, before: Proportion, confidence: float = CONFIDENCE) -> Interval:
    """Return the hybrid score interval of `now` less `before` (Newcombe 1998, method 10)."""
    difference = now.share - before.share
    low, high = now.interval(confidence)
    low_before, high_before = before.interval(confidence)
    return (
        difference - hypot(now.share - low, high_before - before.share),
        difference + hypot(high - now.share, before.share - low_before),
    )


def paired(improved: int, same: int, worse: int) -> Difference:
    """Return by how much more people improved than became worse, of all who are linked.

    The interval is Clopper and Pearson's (1934) of those who improved among those who changed, so
    it leaves out 0 exactly where the two-sided sign test has p < .05. Someone must have changed.
    """
    changed, linked = improved + worse, improved + same + worse
    low = beta_interval(improved, worse + 1)[0] if improved else 0.0
    high = beta_interval(improved + 1, worse)[1] if worse else 1.0
    reach = changed / linked
    return Difference((improved - worse) / linked, ((2 * low - 1) * reach, (2 * high - 1) * reach))


def combined(differences: Sequence[Difference]) -> Difference:
    """Return the inverse-variance mean of independent differences; there is at least one."""
    weights = [one.standard_error**-2 for one in differences]
    total = sum(weights)
    mean = sum(w * one.value for w, one in zip(weights, differences, strict=True)) / total
    half = normal_quantile(CONFIDENCE) / sqrt(total)
    return Difference(mean, (mean - half, mean + half))
