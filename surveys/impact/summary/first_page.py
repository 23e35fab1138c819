"""The first page: what changed, three headings with a line each, the worst finding and the limits.

A reader who stops here has seen the label, the start, and whether the label is decided.
"""

from collections.abc import Sequence

from surveys.impact.kinds import CLAIMS, Level
from surveys.impact.labels import Label
from surveys.impact.people_parts import ReachResult
from surveys.impact.summary.contact_parts import DisseminationResult
from surveys.impact.summary.contacts import contacts_in_words
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.source_parts import SourceResult
from surveys.impact.summary.structure import FirstPage
from surveys.impact.version_2.evaluate import Evaluation
from surveys.impact.words import counted, listed, named, percent, sentence, span
from surveys.london import day_in_words

LABELS: dict[Label, str] = {
    "suppressed": "too few people to show anything",
    "insufficient": "not enough evidence",
    "contradicted": "the evidence contradicts itself",
    "worse": "the evidence is unfavourable",
    "no_clear_change": "no clear change",
    "emerging": "early signs of a difference, not yet supported",
    "supported": "a supported difference",
    "strong": "strong evidence of a difference",
}
DECISIONS: dict[Label, str] = {
    "suppressed": (
        "Decide whether to ask more people or to wait, "
        "so that there are enough for figures to be shown."
    ),
    "insufficient": "Decide who collects the missing evidence, and by when.",
    "contradicted": "Decide who finds out why the sources disagree before anything is claimed.",
    "worse": "Decide whether to stop or change this action, and who looks into what went wrong.",
    "no_clear_change": (
        "Decide whether to continue as it is, change the action, or allow it more time."
    ),
    "emerging": "Decide whether to continue, and who collects what would support the claim.",
    "supported": "Decide whether to make this usual practice, and when to look again.",
    "strong": "Decide whether to make this usual practice and share it, and when to look again.",
}
REACHED: tuple[tuple[str, str], ...] = (
    ("audience", "{} in the audience"),
    ("delivered", "{} delivered to"),
    ("read", "{} read it"),
    ("discussed", "{} discussed it"),
    ("intending", "{} named something they will do differently"),
    ("attended", "{} attended"),
)
NOT_REACHED_YET = "Fewer people than may be shown are recorded as reached."
NOT_ASKED_YET = "Nothing can be shown about how well it was done."
NOTHING_CREDIBLE = "No source has enough to say anything, favourable or not."
NO_OUTCOME = "The action has no intended outcome yet. Write down what should change, and for whom."
NO_START = "No start date is recorded, so nothing is said to have changed. Add it."
UNKNOWN: dict[Level, str] = {
    Level.PRACTICE: "Whether practice changed: no source has enough.",
    Level.EXPERIENCE: "Whether children and families notice a difference: no source has enough.",
    Level.OUTCOME: "Whether children are safer or better: no source has enough.",
}
NOT_PROOF = (
    "That this action brought about any difference: the evidence shows association, not proof."
)
NOT_SHOWN = "That anything changed, where a source has no starting point: a level is not a change."


def statement_of(label: Label, outcomes: int, above: int) -> str:
    """Return the action's label in words, and how many of its outcomes are above it."""
    if not outcomes:
        return sentence(f"{LABELS[label]}: the action has no intended outcome yet")
    if outcomes == 1:
        return sentence(LABELS[label])
    others = "none is" if not above else "1 is" if above == 1 else f"{above} are"
    return sentence(f"{LABELS[label]}: the weakest of {outcomes} outcomes, {others} above it")


def first_page_of(
    evaluation: Evaluation,
    outcomes: Sequence[OutcomeResult],
    reach: ReachResult,
    contacts: Sequence[DisseminationResult] = (),
) -> FirstPage:
    """Compose the first page; what changed is told of the outcome with the weakest label."""
    label = evaluation.label
    started = evaluation.started_on
    return FirstPage(
        started=f"Started on {day_in_words(started)}." if started else NO_START,
        changed=next((one.changed for one in outcomes if one.label == label), NO_OUTCOME),
        did=" ".join(filter(None, (_did(reach), contacts_in_words(contacts)))),
        how_well=_how_well(outcomes),
        difference=_difference(label, outcomes),
        least_favourable=least_favourable_of(evaluation),
        cannot_be_said=_cannot_be_said(outcomes),
        decision=DECISIONS[label],
        decided=_decided(evaluation),
    )


def least_favourable_of(evaluation: Evaluation) -> str:
    """Return the least favourable credible finding about the difference made, as a sentence."""
    found = evaluation.least_favourable
    return found.text if found else NOTHING_CREDIBLE


def _did(reach: ReachResult) -> str:
    figures = reach.model_dump()
    shown = [
        text.format(counted(figures[name], "person", "people"))
        for name, text in REACHED
        if figures[name]
    ]
    return sentence("; ".join(shown)) if shown else NOT_REACHED_YET


def _how_well(outcomes: Sequence[OutcomeResult]) -> str:
    found = [
        _level_in_words(source, level.level)
        for outcome in outcomes
        for level in outcome.levels
        if level.level in (Level.REACTION, Level.LEARNING)
        for source in level.sources
    ]
    return " ".join(dict.fromkeys(filter(None, found))) or NOT_ASKED_YET


def _level_in_words(source: SourceResult, level: Level) -> str | None:
    """Return the share of a source, None if it may not be shown."""
    if source.proportion is None or source.interval is None:
        return None
    counts = f"{source.favourable} of {source.n}, 95 % interval {span(source.interval)}"
    name = named(source.source, level)
    return sentence(f"{name}: {percent(source.proportion)} favourable ({counts})")


def _difference(label: Label, outcomes: Sequence[OutcomeResult]) -> str:
    if not outcomes:
        return sentence(LABELS[label])
    return " ".join(f"“{one.statement.rstrip('.')}”: {LABELS[one.label]}." for one in outcomes)


def _cannot_be_said(outcomes: Sequence[OutcomeResult]) -> list[str]:
    sources = [
        (level.level, source)
        for outcome in outcomes
        for level in outcome.levels
        if level.level in CLAIMS
        for source in level.sources
        if source.sufficient
    ]
    known = {level for level, _ in sources}
    has_bare_level = any(source.direction is None for _, source in sources)
    return [
        NOT_PROOF,
        *(UNKNOWN[level] for level in CLAIMS if level not in known),
        *([NOT_SHOWN] if has_bare_level else []),
    ]


def _decided(evaluation: Evaluation) -> str:
    as_at = day_in_words(evaluation.as_at)
    if not evaluation.provisional:
        return f"Decided: the plan names {as_at} for it."
    later = [day_in_words(day) for day in evaluation.decision_dates if day > evaluation.as_at]
    if later:
        return f"Provisional: the plan has it decided on {listed(later)}."
    last = listed([day_in_words(day) for day in evaluation.decision_dates])
    return f"Provisional: the plan had it decided on {last}, and names no later date."
