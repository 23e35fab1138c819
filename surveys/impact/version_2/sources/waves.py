"""Waves: what one source counted at one level at one time, and which wave is the one that counts.

Rows of one day and wave ask different people or read different cases, so their counts are added.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import fmean

from surveys.impact.counting import NEARLY, each_person_once
from surveys.impact.distributions import wilson
from surveys.impact.evidence import Tally
from surveys.impact.parts import Interval
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.intervals import Proportion
from surveys.impact.words import VOICES


@dataclass(frozen=True, slots=True)
class WaveCounts:
    """`favourable` of `n` distinct respondents or cases; `eligible` is None if unknown."""

    name: str | None
    collected_on: date
    n: int
    favourable: int
    eligible: int | None
    outside: int
    rows: tuple[Tally, ...]

    @property
    def share(self) -> float:
        """The favourable share, 0-1; only for a wave with respondents."""
        return self.favourable / self.n

    @property
    def interval(self) -> Interval:
        """The Wilson 95 % interval of the share."""
        return wilson(self.favourable, self.n)

    @property
    def response_rate(self) -> float | None:
        """Respondents over those eligible; None if these are unknown. Above 1 it is a mistake."""
        return self.n / self.eligible if self.eligible else None

    @property
    def is_survey(self) -> bool:
        """Whether people answered, here or elsewhere, so that others may have been silent."""
        return any(row.survey or row.source in VOICES for row in self.rows)

    @property
    def silence_bounds(self) -> Interval | None:
        """The share if all who were silent were unfavourable, and if favourable; surveys only."""
        silent = (self.eligible or 0) - self.n
        if not self.is_survey or self.eligible is None or silent < 0:
            return None
        return self.favourable / self.eligible, (self.favourable + silent) / self.eligible

    def reaches(self, model: ChangeModel) -> bool:
        """Return whether there are enough people for figures to be shown."""
        return self.n >= model.minimum_group

    def design_effect(self, model: ChangeModel) -> float:
        """Return by how much teams that answer alike lessen what `n` is worth (Campbell 2005)."""
        teams = _team_sizes(self.rows)
        measured = [row.correlation for row in self.rows if row.correlation is not None]
        correlation = max(measured, default=model.sufficiency.team_correlation)
        return 1 + correlation * (fmean(teams) - 1) if teams else 1.0

    def proportion(self, model: ChangeModel) -> Proportion:
        """Return the share with the number that it is worth."""
        return Proportion(self.share, self.n / self.design_effect(model))


def waves_of(rows: Iterable[Tally]) -> tuple[WaveCounts, ...]:
    """Return one wave for each day and name, oldest first."""
    groups: dict[tuple[date, str], list[Tally]] = defaultdict(list)
    for row in rows:
        groups[row.collected_on, row.wave or ""].append(row)
    return tuple(sorted(map(_pooled, groups.values()), key=_place))


def counted_wave(waves: Sequence[WaveCounts], model: ChangeModel) -> WaveCounts | None:
    """Return the latest wave with enough people that is not small beside the largest one."""
    largest = max((wave.n for wave in waves), default=0)
    least = max(model.minimum_group, model.sufficiency.share_of_largest * largest - NEARLY)
    return next((wave for wave in reversed(waves) if wave.n >= least), None)


def _pooled(rows: list[Tally]) -> WaveCounts:
    counted = each_person_once(rows)
    eligible = [row.eligible for row in counted if row.eligible is not None]
    return WaveCounts(
        name=counted[0].wave,
        collected_on=counted[0].collected_on,
        n=sum(row.n for row in counted),
        favourable=sum(row.favourable for row in counted),
        eligible=sum(eligible) if len(eligible) == len(counted) else None,
        outside=sum(row.outside for row in counted),
        rows=tuple(counted),
    )


def _place(wave: WaveCounts) -> tuple[date, date, str]:
    return wave.collected_on, max(row.opened_on for row in wave.rows), wave.name or ""


def _team_sizes(rows: Sequence[Tally]) -> list[int]:
    """Return the respondents of each team, or of each agency where two or more have a row."""
    if all(row.teams for row in rows):
        return [size for row in rows for size in row.teams if size]
    by_agency = [row.n for row in rows if row.agency and row.n]
    return by_agency if len(by_agency) == len(rows) > 1 else []
