"""How the figures of a summary were made, filled in by the program from the evidence."""

from datetime import date

from surveys.impact.evidence import Evidence
from surveys.impact.kinds import Level
from surveys.impact.summary.account import Account
from surveys.impact.summary.source_parts import SourceResult
from surveys.impact.summary.structure import Methods, RivalResult
from surveys.impact.version_2.change_model import ChangeModel
from surveys.impact.version_2.sources.starting_point import StartKind
from surveys.impact.words import named

INTERVAL = (
    "Wilson 95 % intervals of shares (Brown, Cai and DasGupta 2001); Newcombe's hybrid score "
    "intervals of differences (1998, method 10), with n over the design effect where teams are "
    "known; the exact sign test for pairs; the joint difference is the inverse-variance mean over "
    "sources that are not staff; a score's interval is that of a Beta distribution with the mean "
    "and variance of its weighted sources; indicators are XmR charts"
)
AGAINST: dict[StartKind, str] = {
    StartKind.COUNTED: "against the count from before the start",
    StartKind.TYPED: "against the share written in the plan",
    StartKind.PAIRED: "the same people before and after the start",
    StartKind.NONE: "a level: nothing to compare",
}


def methods_of(account: Account) -> Methods:
    """Return how the figures were made."""
    evidence = account.evidence
    counted_by = {tally.instrument for tally in evidence.tallies if tally.instrument}
    instruments = {asked.instrument for asked in evidence.asked} | counted_by
    weighed = {one.explanation: one.weighed for one in evidence.rivals_weighed}
    return Methods(
        modes=sorted({f"{a.wave}: {a.mode}" for a in evidence.asked}),
        instruments=sorted(instruments),
        dates=dates_of(evidence),
        comparisons=comparisons_of(account),
        interval=INTERVAL,
        suppression=_suppression(account.evaluation.model),
        rival_explanations=[
            RivalResult(explanation=rival, weighed=weighed.get(rival))
            for rival in sorted(evidence.rival_explanations)
        ],
    )


def dates_of(evidence: Evidence) -> tuple[date, date] | None:
    """Return the first and last day of everything collected; None if nothing was."""
    days = [d for t in evidence.tallies for d in (t.opened_on, t.collected_on)]
    days += [a.opened_on for a in evidence.asked] + [j.collected_on for j in evidence.judgements]
    days += [p.period_start for series in evidence.indicators for p in series.points]
    return (min(days), max(days)) if days else None


def comparisons_of(account: Account) -> list[str]:
    """Return a description of every comparison whose result is shown, each once."""
    differences = [_comparison(level, source) for level, source in account.sources()]
    pairs = [
        f"{named(item.source, level.level)}, paired: {item.item}"
        for level in account.levels()
        for item in level.change
        if item.p_value is not None
    ]
    charts = [
        f"indicator “{chart.title}”: mean after against mean before the start"
        for outcome in account.outcomes
        for chart in outcome.indicators
        if chart.direction
    ]
    return sorted({*filter(None, differences), *pairs, *charts})


def _comparison(level: Level, source: SourceResult) -> str | None:
    if source.difference is None:
        return None
    return f"{named(source.source, level)} {AGAINST[source.starting_point.kind]}"


def _suppression(model: ChangeModel) -> str:
    return (
        f"Nothing is shown or scored for fewer than {model.minimum_group} people; "
        "zero counts as small. "
        "In a table with a total at least two cells are withheld where one is."
    )
