"""The figures of waves that may be shown, and the waves beside the one that counts.

Nothing below the minimum group has figures here, only the day of its wave.
"""

from dataclasses import dataclass
from datetime import date

from surveys.impact.parts import Interval
from surveys.impact.version_2.basis import Basis
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.intervals import Proportion
from surveys.impact.version_2.sources.by_source import SourceEvidence
from surveys.impact.version_2.sources.waves import WaveCounts


@dataclass(frozen=True, slots=True)
class WaveFigures:
    """The figures of a wave that may be shown; shares, intervals and rates are 0-1.

    `worth` is the share with `n` over the design effect; `weight` is that in the level's score.
    """

    n: int
    favourable: int
    eligible: int | None
    outside: int
    proportion: float
    interval: Interval
    bounds: Interval | None
    response_rate: float | None
    worth: Proportion
    weight: float
    is_survey: bool


@dataclass(frozen=True, slots=True)
class SeriesPoint:
    """A wave beside the one that counts; without figures where too few people are behind it."""

    wave: str | None
    on: date
    is_baseline: bool
    n: int | None
    proportion: float | None
    interval: Interval | None


def figures_of(evidence: SourceEvidence, wave: WaveCounts, basis: Basis) -> WaveFigures:
    """Return the figures of the wave that counts, which reaches the minimum group."""
    weight = basis.model.weight(evidence.source, wave.n, wave.collected_on, basis.as_at)
    return WaveFigures(
        n=wave.n,
        favourable=wave.favourable,
        eligible=wave.eligible,
        outside=wave.outside,
        proportion=wave.share,
        interval=wave.interval,
        bounds=wave.silence_bounds,
        response_rate=wave.response_rate,
        worth=wave.proportion(basis.model),
        weight=weight,
        is_survey=wave.is_survey,
    )


def series_of(
    evidence: SourceEvidence, counted: WaveCounts | None, model: ChangeModel
) -> tuple[SeriesPoint, ...]:
    """Return every wave but the one that counts: those up to the start, then those after it."""
    others = (wave for wave in evidence.follow_ups if wave is not counted)
    return (
        *(_point(wave, model, is_baseline=True) for wave in evidence.baselines),
        *(_point(wave, model, is_baseline=False) for wave in others),
    )


def _point(wave: WaveCounts, model: ChangeModel, *, is_baseline: bool) -> SeriesPoint:
    shown = wave.reaches(model)
    return SeriesPoint(
        wave.name,
        wave.collected_on,
        is_baseline,
        n=wave.n if shown else None,
        proportion=wave.share if shown else None,
        interval=wave.interval if shown else None,
    )
