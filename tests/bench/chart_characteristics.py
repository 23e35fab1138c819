"""How often an indicator chart has a direction, where nothing has changed and where it has.

Simulated from a seed over the pure functions that decide a direction; values are in units of their
own spread, so that a shift of 1.5 is one and a half standard deviations.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np

from surveys.impact.evidence import Direction
from surveys.impact.version_2.chart_direction import ChartCase, direction_of, verdict_of
from surveys.impact.version_2.chart_parts import Undecided
from surveys.impact.version_2.chart_stretches import Stretch, baseline_of
from tests.bench.figures import Line, Target, at_least, at_most
from tests.surveys.impact.version_2.charted import GATES

SEED, ROUNDS = 20_260, 10_000
STARTED = date(2026, 1, 1)
SEEN_BY_CHANCE = at_most(3, "at most 3 %")
SEEN_WHEN_THERE = at_least(70, "at least 70 %")
LENGTHS = ((24, 12), (12, 8))  # values before the start and after it


@dataclass(frozen=True, slots=True)
class Truth:
    """How the values come about: correlation of neighbours, lean a period, shift at the start."""

    words: str
    lag_1: float = 0.0
    lean: float = 0.0
    shift: float = 0.0
    target: Target | None = None


TRUTHS = (
    Truth("nothing changed", target=SEEN_BY_CHANCE),
    Truth("nothing changed, neighbours correlate by .3", lag_1=0.3, target=SEEN_BY_CHANCE),
    Truth("nothing changed, a lean of .005 a period", lean=0.005, target=SEEN_BY_CHANCE),
    Truth("nothing changed, a lean of .01 a period", lean=0.01),
    Truth("better by 1.5", shift=1.5, target=SEEN_WHEN_THERE),
    Truth("better by 1.5, neighbours correlate by .3", lag_1=0.3, shift=1.5),
)


def chart_characteristics() -> list[Line]:
    """Return a line for each truth and length."""
    return [_line(truth, length) for truth in TRUTHS for length in LENGTHS]


def percent_better(truth: Truth, length: tuple[int, int], rounds: int) -> float:
    """Return how many charts of a hundred say better."""
    return 100 * _directions(truth, length, rounds)[Direction.BETTER] / rounds


def _line(truth: Truth, length: tuple[int, int]) -> Line:
    found = _directions(truth, length, ROUNDS)
    better, unsteady = (
        100 * found[what] / ROUNDS for what in (Direction.BETTER, Undecided.UNSTEADY)
    )
    return Line(
        f"chart, {length[0]} before and {length[1]} after: {truth.words}",
        f"{better:.1f} % better",
        f"{unsteady:.0f} % unsteady before",
        target=truth.target.verdict(better) if truth.target else "",
    )


def _directions(
    truth: Truth, length: tuple[int, int], rounds: int
) -> Counter[Direction | Undecided | None]:
    return Counter(_direction(row, length[0]) for row in _values(truth, length, rounds))


def _values(truth: Truth, length: tuple[int, int], rounds: int) -> Iterator[list[float]]:
    """Yield simulated series, with variance 1 around lean and shift."""
    noise = np.random.default_rng(SEED).standard_normal((rounds, sum(length)))
    for place in range(1, noise.shape[1]):
        fresh = (1 - truth.lag_1**2) ** 0.5
        noise[:, place] = truth.lag_1 * noise[:, place - 1] + fresh * noise[:, place]
    noise += truth.lean * np.arange(noise.shape[1])
    noise[:, length[0] :] += truth.shift
    yield from noise.tolist()


def _direction(values: list[float], until: int) -> Direction | Undecided | None:
    """Return the direction of one series of which more is better, or why it has none."""
    placed = tuple(enumerate(values))
    before = baseline_of(Stretch((), placed[:until]), GATES)
    verdict = verdict_of(ChartCase(STARTED, before, Stretch((), placed[until:]), GATES))
    return direction_of(verdict, "up") or (verdict if isinstance(verdict, Undecided) else None)
