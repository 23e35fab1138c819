"""How the figures of a summary were made, filled in by the program from the evidence.

Methods and caveats are both written from the `Account` here; neither repeats a withheld figure.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from surveys.impact.evidence import Evidence
from surveys.impact.version_1.model import ImpactModel
from surveys.impact.version_1.outcomes import Weighing
from surveys.impact.version_1.summary import PastLevelResult, PastMethods, SourceEstimate
from surveys.impact.words import named

INTERVAL = (
    "Wilson 95 % intervals (Brown, Cai and DasGupta 2001); "
    "a score's interval is that of a Beta distribution with "
    "the mean and variance of its weighted sources; indicators are XmR charts"
)


@dataclass(frozen=True, slots=True)
class PastAccount:
    """The evidence as at the date, and its results, for methods and caveats."""

    evidence: Evidence
    weighings: tuple[Weighing, ...]
    model: ImpactModel
    as_at: date
    withheld: bool  # whether any figure of the summary is withheld

    def levels(self) -> Iterator[PastLevelResult]:
        """Every level of every outcome."""
        return (level for weighing in self.weighings for level in weighing.result.levels)

    def sources(self) -> Iterator[tuple[str, SourceEstimate]]:
        """Every source that may be shown, with its level."""
        every = ((level.level, source) for level in self.levels() for source in level.sources)
        return ((level, source) for level, source in every if source.n is not None)


def methods_of(account: PastAccount) -> PastMethods:
    """Return how the figures were made."""
    evidence = account.evidence
    counted_by = {tally.instrument for tally in evidence.tallies if tally.instrument}
    instruments = {asked.instrument for asked in evidence.asked} | counted_by
    return PastMethods(
        modes=sorted({f"{a.wave}: {a.mode}" for a in evidence.asked}),
        instruments=sorted(instruments),
        dates=dates_of(evidence),
        comparisons=comparisons_of(account),
        interval=INTERVAL,
        suppression=_suppression(account.model),
        rival_explanations=sorted(evidence.rival_explanations),
    )


def dates_of(evidence: Evidence) -> tuple[date, date] | None:
    """Return the first and last day of everything collected; None if nothing was."""
    days = [d for t in evidence.tallies for d in (t.opened_on, t.collected_on)]
    days += [a.opened_on for a in evidence.asked] + [j.collected_on for j in evidence.judgements]
    days += [p.period_start for series in evidence.indicators for p in series.points]
    return (min(days), max(days)) if days else None


def comparisons_of(account: PastAccount) -> list[str]:
    """Return a description of every comparison whose result is shown, each once."""
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
        f"Nothing is shown or scored for fewer than {model.minimum_group} people; "
        "zero counts as small. "
        "In a table with a total at least two cells are withheld where one is."
    )
