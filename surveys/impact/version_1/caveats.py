"""The caveats of a summary, filled in by the program: one small function for each.

A caveat is given where it applies, "association, not proof" always; none repeats a withheld figure.
"""

from collections.abc import Callable

from surveys.impact.evidence import Source
from surveys.impact.kinds import CLAIMS
from surveys.impact.relevance import is_unclaimed
from surveys.impact.version_1.methods import PastAccount, comparisons_of, dates_of, methods_of
from surveys.impact.words import AUDITOR, NAMES, counted, listed, named, percent
from surveys.london import day_in_words

_OF_WHAT = {
    False: "of those asked answered; the silent may think otherwise",
    True: "of what could have been looked at was",
}
_EXPECTED = {
    True: "the link was given out for, or many came at once from one address",
    False: "expected at once from one address",
}
NOT_PROOF = "These figures show association, not proof that the action caused a difference."


def caveats_of(account: PastAccount) -> list[str]:
    """Return every caveat that applies, each once."""
    return list(dict.fromkeys(text for caveat in CAVEATS for text in caveat(account)))


def _association(_: PastAccount) -> list[str]:
    return [NOT_PROOF]


def _model(account: PastAccount) -> list[str]:
    version = account.model.version
    return [f"Made with impact model version {version}, as at {day_in_words(account.as_at)}."]


def _dated(account: PastAccount) -> list[str]:
    dates = dates_of(account.evidence)
    if dates is None:
        return []
    first, last = map(day_in_words, dates)
    return [f"The evidence was collected between {first} and {last}."]


def _waiting(account: PastAccount) -> list[str]:
    since = account.evidence.waiting_since
    if since is None:
        return []
    why = "they are kept apart from names within a day, and counted then"
    unfinished = "A survey that someone began and did not finish counts after seven days."
    day = day_in_words(since)
    return [f"Answers given on {day} or later may not be counted yet: {why}. {unfinished}"]


def _instruments(account: PastAccount) -> list[str]:
    used = methods_of(account).instruments
    return [f"Questionnaires and versions: {'; '.join(used)}."] if used else []


def _modes(account: PastAccount) -> list[str]:
    modes = sorted({a.mode for a in account.evidence.asked})
    if not modes:
        return []
    return [f"How people were asked: {listed(modes)}. Answers given in different ways may differ."]


def _missing(account: PastAccount) -> list[str]:
    return [
        f"{named(s.source, level)}: {counted(s.outside, 'person', 'people')} gave no answer "
        "that counts (“don't know”, “no opportunity yet” or skipped) and stand outside the share."
        for level, s in account.sources()
        if s.outside
    ]


def _withheld(account: PastAccount) -> list[str]:
    group = account.model.minimum_group
    why = (
        f"because fewer than {group} people are behind them, "
        "or because such a number could be worked out"
    )
    return [f"Some figures are withheld {why}."] if account.withheld else []


def _silence(account: PastAccount) -> list[str]:
    return [
        f"{named(s.source, level)}: {percent(s.response_rate)} {_OF_WHAT[s.voice == AUDITOR]}."
        for level, s in account.sources()
        if s.response_rate is not None and s.response_rate < 1
    ]


def _open_links(account: PastAccount) -> list[str]:
    return [
        f"{named(s.source, level)}: the response rate is unknown, "
        "because nobody can know how many could have answered."
        for level, s in account.sources()
        if s.eligible is None and s.voice != AUDITOR
    ]


def _unchecked(account: PastAccount) -> list[str]:
    """Say that more came than expected; never how many, where so few answered."""
    return [
        f"{one.wave}: more answers came than {_EXPECTED[one.given_out is not None]}. Until a lead "
        "has looked at them, this source decides nothing."
        for one in account.evidence.unchecked
    ]


def _self_report(account: PastAccount) -> list[str]:
    own = any(s.source == Source.PRACTITIONER and level in CLAIMS for level, s in account.sources())
    if not own:
        return []
    return [
        "What practitioners say of their own practice is self-report and tends to be favourable."
    ]


def _retrospective(account: PastAccount) -> list[str]:
    asked = any(c.retrospective and c.pairs for level in account.levels() for c in level.change)
    return ["A “before” that was asked afterwards depends on memory."] if asked else []


def _stale(account: PastAccount) -> list[str]:
    return [
        f"{named(s.source, level)}: too old to count in the score."
        for level, s in account.sources()
        if s.weight == 0 and s.source in account.model.quality
    ]


def _short_baselines(account: PastAccount) -> list[str]:
    need = account.model.gates.baseline_points
    charts = [chart for weighing in account.weighings for chart in weighing.result.indicators]
    return [
        f"Indicator “{c.indicator}” has fewer than {need} baseline points, "
        "so no signal is claimed from its limits."
        for c in charts
        if c.baseline_points < need
    ]


def _multiplicity(account: PastAccount) -> list[str]:
    made = len(comparisons_of(account))
    if not made:
        return []
    comparisons = counted(made, "comparison was", "comparisons were")
    return [f"{comparisons} made; about one in twenty may stand out by chance."]


def _unclaimed(account: PastAccount) -> list[str]:
    evidence = account.evidence
    claims = (tally for tally in evidence.tallies if tally.level in CLAIMS)
    idle = {named(t.source, t.level) for t in claims if is_unclaimed(t, evidence)}
    planned = {p.source for outcome in evidence.outcomes for p in outcome.plan}
    judged = {j.source for j in evidence.judgements if j.outcome_ref is None}
    idle |= {f"{NAMES[source]} (judgement)" for source in judged - planned}
    return [
        f"{name}: collected, but in no outcome's plan, so it counts nowhere."
        for name in sorted(idle)
    ]


CAVEATS: tuple[Callable[[PastAccount], list[str]], ...] = (
    _association,
    _model,
    _dated,
    _waiting,
    _instruments,
    _modes,
    _missing,
    _withheld,
    _silence,
    _open_links,
    _unchecked,
    _self_report,
    _retrospective,
    _stale,
    _short_baselines,
    _multiplicity,
    _unclaimed,
)
