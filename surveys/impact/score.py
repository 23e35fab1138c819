"""The score of a level: the weighted mean of its sources, with an interval.

Sources are averaged, not people, so that three hundred practitioners cannot outvote twelve
children. There is no score over several levels.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from surveys.impact.distributions import beta_interval
from surveys.impact.parts import Interval


@dataclass(frozen=True, slots=True)
class Weighed:
    """One source: its favourable respondents of `n`, and its weight 0-1."""

    favourable: int
    n: int
    weight: float


def score_of(sources: Sequence[Weighed]) -> tuple[float, Interval] | None:
    """Return the score 0-1 with its 95 % interval, or None if no source has weight.

    Each source has the posterior Beta(x+1/2, n-x+1/2); the interval is that of the Beta
    distribution with the mean and variance of their weighted mean. It is widened to include the
    score itself at the ends (Brown, Cai and DasGupta 2001 do the same for x = 0 and x = n).
    """
    weighed = [s for s in sources if s.weight > 0]
    total = sum(s.weight for s in weighed)
    if not total:
        return None
    score = min(1.0, max(0.0, sum(s.weight * s.favourable / s.n for s in weighed) / total))
    low, high = _matched_beta(weighed, total)
    return score, (min(low, score), max(high, score))


def _matched_beta(weighed: Sequence[Weighed], total: float) -> Interval:
    moments = [_posterior(s) for s in weighed]
    mean = sum(s.weight * m for s, (m, _) in zip(weighed, moments, strict=True)) / total
    variance = sum(s.weight**2 * v for s, (_, v) in zip(weighed, moments, strict=True)) / total**2
    size = mean * (1 - mean) / variance - 1
    return beta_interval(mean * size, (1 - mean) * size)


def _posterior(source: Weighed) -> tuple[float, float]:
    mean = (source.favourable + 0.5) / (source.n + 1)
    return mean, mean * (1 - mean) / (source.n + 2)
