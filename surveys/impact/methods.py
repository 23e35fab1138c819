"""How the figures of a summary were made, filled in by the program from the evidence it was given.

The account gathered here is what methods and caveats speak of; neither repeats a withheld figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Evidence
from surveys.impact.model import ImpactModel
from surveys.impact.outcomes import Weighing
from surveys.impact.summary import LevelResult, Methods, SourceEstimate
from surveys.impact.words import named

INTERVAL = (
    "Wilson 95 % intervals (Brown, Cai and DasGupta 2001); a score's interval is that of a Beta distribution with "
    "the mean and variance of its weighted sources; indicators are XmR charts"
)


@dataclass(frozen=True, slots=True)
class Account:
    """What the caveats speak of: the evidence as at the date, and what it came to."""

    evidence: Evidence
    weighings: tuple[Weighing, ...]
    model: ImpactModel
    as_at: date
    withheld: bool  # whether any figure of the summary is withheld

    def levels(self) -> Iterator[LevelResult]:
        """Every level of every outcome."""
        return (level for weighing in self.weighings for level in weighing.result.levels)

    def sources(self) -> Iterator[tuple[str, SourceEstimate]]:
        """Every source that may be shown, with its level."""
        return (
            (level.level, s) for level in self.levels() for s in level.sources if s.n is not None
        )


def methods_of(account: Account) -> Methods:
    """Say how the figures were made."""
    evidence = account.evidence
    instruments = {a.instrument for a in evidence.asked} | {
        t.instrument for t in evidence.tallies if t.instrument
    }
    return Methods(
        modes=sorted({f"{a.wave}: {a.mode}" for a in evidence.asked}),
        instruments=sorted(instruments),
        dates=dates_of(evidence),
        comparisons=comparisons_of(account),
        interval=INTERVAL,
        suppression=_suppression(account.model),
        rival_explanations=sorted(evidence.rival_explanations),
    )


def dates_of(evidence: Evidence) -> tuple[date, date] | None:
    """Give the first and last day of everything collected; None where nothing was."""
    days = [d for t in evidence.tallies for d in (t.opened_on, t.collected_on)]
    days += [a.opened_on for a in evidence.asked] + [j.collected_on for j in evidence.judgements]
    days += [p.period_start for series in evidence.indicators for p in series.points]
    return (min(days), max(days)) if days else None


def comparisons_of(account: Account) -> list[str]:
    """Name every comparison whose result is shown, each once."""
    against = [
        f"{named(s.source, level)} against {_reference(s, account.model)}"
        for level, s in account.sources()
    ]
    pairs = [
        f"{named(c.source, lv.level)}, paired: {c.item}"
        for lv in account.levels()
        for c in lv.change
        if c.pairs
    ]
    charts = [
        f"indicator “{chart.indicator}” after against before the action"
        for weighing in account.weighings
        for chart in weighing.result.indicators
        if chart.direction
    ]
    return sorted({*against, *pairs, *charts})


def _reference(source: SourceEstimate, model: ImpactModel) -> str:
    if source.baseline is None:
        return f"{model.gates.favourable_reference:g} for want of a baseline"
    return f"its baseline {source.baseline:g}"


def _suppression(model: ImpactModel) -> str:
    return (
        f"Nothing is shown or scored for fewer than {model.minimum_group} people; zero counts as small. In a table "
        "with a total at least two cells are withheld where one is."
    )
