"""From tallies to a source's estimate: waves, proportion, interval, and bounds for non-response.

A proportion is never given without its interval, and ordinal answers are never averaged.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from surveys.impact.counting import NEARLY, each_person_once
from surveys.impact.evidence import Tally
from surveys.impact.parts import Interval
from surveys.impact.version_1.model import ImpactModel


@dataclass(frozen=True, slots=True)
class CountedWave:
    """One source at one level at one time: `favourable` of `n` distinct respondents.

    `eligible` is None if unknown.
    """

    name: str | None
    instrument: str | None
    opened_on: date
    collected_on: date
    n: int
    favourable: int
    eligible: int | None
    outside: int
    survey: bool

    @property
    def proportion(self) -> float:
        """The favourable share, 0-1; only for a wave with respondents."""
        return self.favourable / self.n

    @property
    def response_rate(self) -> float | None:
        """Respondents over those eligible, 0-1; None if the number eligible is unknown."""
        return None if not self.eligible else min(1.0, self.n / self.eligible)

    def reaches(self, model: ImpactModel) -> bool:
        """Return whether enough people answered for figures to be shown."""
        return self.n >= model.minimum_group

    def is_sufficient(self, model: ImpactModel) -> bool:
        """Return whether the wave can decide a label.

        Enough people answered, and for a survey a large enough share of those asked.
        """
        rate = self.response_rate
        answered = not self.survey or rate is None or rate >= model.gates.response_rate - NEARLY
        return self.reaches(model) and answered


def silence_bounds(wave: CountedWave) -> Interval | None:
    """Return the favourable share if all non-respondents were unfavourable, and if favourable."""
    if wave.eligible is None:
        return None
    asked = max(wave.eligible, wave.n)
    return wave.favourable / asked, (wave.favourable + asked - wave.n) / asked


def waves_of(tallies: Iterable[Tally]) -> tuple[CountedWave, ...]:
    """Return one wave for each time and name, oldest first.

    Instruments of one wave ask different people, so their counts are added.
    """
    groups: dict[tuple[date, str], list[Tally]] = defaultdict(list)
    for tally in tallies:
        groups[tally.collected_on, tally.wave or ""].append(tally)
    return tuple(_pooled(groups[key]) for key in sorted(groups))


def current_wave(waves: tuple[CountedWave, ...], model: ImpactModel) -> CountedWave | None:
    """Return the latest wave in which enough people answered."""
    return next((wave for wave in reversed(waves) if wave.reaches(model)), None)


def _pooled(tallies: list[Tally]) -> CountedWave:
    counted = each_person_once(tallies)
    eligible = [t.eligible for t in counted if t.eligible is not None]
    instruments = sorted({t.instrument for t in counted if t.instrument})
    return CountedWave(
        name=counted[0].wave,
        instrument=" and ".join(instruments) or None,
        opened_on=min(t.opened_on for t in counted),
        collected_on=counted[0].collected_on,
        n=sum(t.n for t in counted),
        favourable=sum(t.favourable for t in counted),
        eligible=sum(eligible) if len(eligible) == len(counted) else None,
        outside=sum(t.outside for t in counted),
        survey=any(t.survey for t in counted),
    )
