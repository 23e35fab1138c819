"""The caveats of a summary, filled in by the program: one small function for each.

A caveat is given where it applies, "association, not proof" always; none repeats a withheld figure.
"""

from collections.abc import Callable, Iterator

from surveys.impact.evidence import Source
from surveys.impact.kinds import CLAIMS
from surveys.impact.relevance import is_unclaimed
from surveys.impact.summary.account import Account
from surveys.impact.summary.methods import comparisons_of, dates_of, methods_of
from surveys.impact.version_2.sources.families import Family
from surveys.impact.voices import RELEASED_BY_A_PERSON, voices_of
from surveys.impact.words import AUDITOR, NAMES, counted, listed, named, percent, sentence
from surveys.london import day_in_words

OF_WHAT = {
    False: "of those asked answered; the silent may think otherwise",
    True: "of what could have been looked at was",
}
EXPECTED = {
    True: "the link was given out for, or many came at once from one address",
    False: "expected at once from one address",
}
SELF_REPORT = (
    "What practitioners say of their own practice is self-report and tends to be favourable."
)
NOT_PROOF = "These figures show association, not proof that the action caused a difference."


def caveats_of(account: Account, *, withheld: bool) -> list[str]:
    """Return every caveat that applies, each once; `withheld`: whether any figure is."""
    texts = [text for caveat in CAVEATS for text in caveat(account)]
    group = account.evaluation.model.minimum_group
    if withheld:
        texts.append(
            f"Some figures are withheld because fewer than {group} people are behind them, or "
            "because such a number could be worked out."
        )
    return list(dict.fromkeys(map(sentence, texts)))


def _association(_: Account) -> Iterator[str]:
    yield NOT_PROOF


def _model(account: Account) -> Iterator[str]:
    version, as_at = account.evaluation.model.version, account.evaluation.as_at
    yield f"Made with impact model version {version}, as at {day_in_words(as_at)}."


def _dated(account: Account) -> Iterator[str]:
    if dates := dates_of(account.evidence):
        first, last = map(day_in_words, dates)
        yield f"The evidence was collected between {first} and {last}."


def _later(account: Account) -> Iterator[str]:
    if day := account.evaluation.later_evidence_on:
        yield (
            f"Later evidence is known, up to {day_in_words(day)}, and left out here. A later "
            "summary may say something else."
        )


def _waiting(account: Account) -> Iterator[str]:
    if since := account.evidence.waiting_since:
        why = "they are kept apart from names within a day, and counted then"
        unfinished = "A survey that someone began and did not finish counts after seven days."
        day = day_in_words(since)
        yield f"Answers given on {day} or later may not be counted yet: {why}. {unfinished}"


def _instruments(account: Account) -> Iterator[str]:
    if used := methods_of(account).instruments:
        yield f"Questionnaires and versions: {'; '.join(used)}."


def _modes(account: Account) -> Iterator[str]:
    if modes := sorted({a.mode for a in account.evidence.asked}):
        yield f"How people were asked: {listed(modes)}. Answers given in different ways may differ."


def _missing(account: Account) -> Iterator[str]:
    for level, s in account.sources():
        if s.outside:
            yield (
                f"{named(s.source, level)}: {counted(s.outside, 'person', 'people')} gave no "
                "answer that counts (“don't know”, “no opportunity yet” or skipped) and are "
                "outside the share."
            )


def _silence(account: Account) -> Iterator[str]:
    for level, s in account.sources():
        if s.response_rate is not None and s.response_rate < 1:
            whom = OF_WHAT[s.voice == AUDITOR]
            yield f"{named(s.source, level)}: {percent(s.response_rate)} {whom}."


def _open_links(account: Account) -> Iterator[str]:
    for level, s in account.sources():
        if s.eligible is None and s.voice != AUDITOR:
            yield (
                f"{named(s.source, level)}: the response rate is unknown, because it is not known "
                "how many could have answered."
            )


def _unchecked(account: Account) -> Iterator[str]:
    """Say that more came than expected; never how many, where so few answered."""
    for one in account.evidence.unchecked:
        expected = EXPECTED[one.given_out is not None]
        yield (
            f"{one.wave}: more answers came than {expected}. Until a lead has looked at them, this "
            "source decides nothing."
        )


def _quoted(account: Account) -> Iterator[str]:
    minimum = account.evaluation.model.minimum_group
    if voices_of(account.evidence, minimum):
        yield (
            f"{RELEASED_BY_A_PERSON} Where fewer than {minimum} answered a wave, none of its words "
            "are quoted. What is quoted is a choice, and no measure of how many think so."
        )


def _self_report(account: Account) -> Iterator[str]:
    if any(s.source is Source.PRACTITIONER and lv in CLAIMS for lv, s in account.sources()):
        yield SELF_REPORT


def _helped(account: Account) -> Iterator[str]:
    """Say that people had help; never how many, which is shown where enough had."""
    if any(one.by_helper for one in account.evidence.asked):
        yield (
            "Some people had help to answer. What is said beside a worker, a carer or a teacher "
            "may be kinder than what is said alone."
        )


def _chosen_cases(account: Account) -> Iterator[str]:
    for level, s in account.sources():
        if s.voice == AUDITOR and s.source is not Source.SECTION_11 and s.family is Family.STAFF:
            yield (
                f"{named(s.source, level)}: cases were chosen by hand, or it is not recorded who "
                "chose and read them, so it counts as the voice of staff."
            )


def _retrospective(account: Account) -> Iterator[str]:
    if any(c.retrospective and c.pairs for level in account.levels() for c in level.change):
        yield "A “before” that was asked afterwards depends on memory, and is no starting point."


def _spanning(account: Account) -> Iterator[str]:
    """Say which waves hold answers from both sides of the start."""
    start = account.evidence.started_on
    waves = {
        tally.wave
        for tally in account.evidence.tallies
        if tally.wave and start and tally.opened_on <= start < tally.collected_on
    }
    for wave in sorted(waves):
        yield (
            f"{wave}: it was open before the start and after it, and all its answers are counted "
            "as after it. Close a form at the start and open another, so that both are known."
        )


def _triggers(account: Account) -> Iterator[str]:
    for level, s in account.sources():
        if s.starting_point.trigger:
            yield (
                f"{named(s.source, level)}: the starting point is the finding that started the "
                "action, which was probably an unlucky draw; it is read as the upper end of its "
                "80 % interval."
            )


def _clusters(account: Account) -> Iterator[str]:
    """Say which intervals may be too narrow because teams are not known."""
    bare = {
        named(s.source, level)
        for level, s in account.sources()
        if s.difference and s.difference.design_effect == 1 and s.voice != AUDITOR
    }
    if bare:
        yield (
            f"{listed(sorted(bare))}: teams are not known, so intervals take no account of people "
            "in one team who answer alike, and may be too narrow."
        )


def _multiplicity(account: Account) -> Iterator[str]:
    if made := len(comparisons_of(account)):
        comparisons = counted(made, "comparison was", "comparisons were")
        yield f"{comparisons} made; about one in twenty looks like a change by chance alone."


def _unclaimed(account: Account) -> Iterator[str]:
    evidence = account.evidence
    claims = (tally for tally in evidence.tallies if tally.level in CLAIMS)
    idle = {named(t.source, t.level) for t in claims if is_unclaimed(t, evidence)}
    planned = {p.source for outcome in evidence.outcomes for p in outcome.plan}
    judged = {j.source for j in evidence.judgements if j.outcome_ref is None}
    idle |= {f"{NAMES[source]} (judgement)" for source in judged - planned}
    for name in sorted(idle):
        yield f"{name}: collected, but in no outcome's plan, so it counts nowhere."


CAVEATS: tuple[Callable[[Account], Iterator[str]], ...] = (
    _association,
    _model,
    _dated,
    _later,
    _waiting,
    _instruments,
    _modes,
    _missing,
    _silence,
    _open_links,
    _unchecked,
    _quoted,
    _self_report,
    _helped,
    _chosen_cases,
    _retrospective,
    _spanning,
    _triggers,
    _clusters,
    _multiplicity,
    _unclaimed,
)
