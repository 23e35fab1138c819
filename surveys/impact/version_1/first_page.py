"""The first page: three headings with a line each, the worst finding, the limits and the decision.

A reader who stops here has seen the label, its limits and the least favourable finding.
"""

from collections.abc import Sequence

from surveys.impact.evidence import Level
from surveys.impact.kinds import CLAIMS
from surveys.impact.labels import WEAKEST_FIRST, Label
from surveys.impact.people_parts import ReachResult
from surveys.impact.version_1.outcomes import Weighing
from surveys.impact.version_1.summary import PastFirstPage, SourceEstimate
from surveys.impact.words import counted, named, percent, sentence, span

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
UNKNOWN: dict[Level, str] = {
    Level.PRACTICE: "Whether practice changed: no source has enough.",
    Level.EXPERIENCE: "Whether children and families notice a difference: no source has enough.",
    Level.OUTCOME: "Whether children are safer or better: no source has enough.",
}
NOT_PROOF = (
    "That this action brought about any difference: the evidence shows association, not proof."
)
NOT_SHOWN = (
    "That anything changed, where a source has no baseline: a favourable answer is not a change."
)


def statement_of(label: Label, labels: Sequence[Label]) -> str:
    """Return the action's label in words, and how many of its outcomes are above it."""
    if not labels:
        return sentence(f"{LABELS[label]}: the action has no intended outcome yet")
    if len(labels) == 1:
        return sentence(LABELS[label])
    above = sum(WEAKEST_FIRST.index(other) > WEAKEST_FIRST.index(label) for other in labels)
    others = "none stands" if not above else "1 stands" if above == 1 else f"{above} stand"
    return sentence(f"{LABELS[label]}: the weakest of {len(labels)} outcomes, {others} above it")


def first_page_of(
    label: Label, weighings: Sequence[Weighing], reach: ReachResult, worst: str
) -> PastFirstPage:
    """Compose the first page; `worst` is the least favourable finding."""
    return PastFirstPage(
        did=_did(reach),
        how_well=_how_well(weighings),
        difference=_difference(label, weighings),
        least_favourable=worst,
        cannot_be_said=_cannot_be_said(weighings),
        decision=DECISIONS[label],
    )


def _did(reach: ReachResult) -> str:
    figures = reach.model_dump()
    shown = [
        text.format(counted(figures[name], "person", "people"))
        for name, text in REACHED
        if figures[name]
    ]
    return sentence("; ".join(shown)) if shown else NOT_REACHED_YET


def _how_well(weighings: Sequence[Weighing]) -> str:
    found = [
        said(source, level.level)
        for weighing in weighings
        for level in weighing.result.levels
        if level.level in (Level.REACTION, Level.LEARNING)
        for source in level.sources
        if source.n is not None
    ]
    return sentence("; ".join(dict.fromkeys(found))) if found else NOT_ASKED_YET


def _difference(label: Label, weighings: Sequence[Weighing]) -> str:
    if not weighings:
        return sentence(LABELS[label])
    return " ".join(
        f"“{w.result.statement.rstrip('.')}”: {LABELS[w.result.label]}." for w in weighings
    )


def _cannot_be_said(weighings: Sequence[Weighing]) -> list[str]:
    sufficient = [f for w in weighings for f in w.case.sufficient]
    known = {f.level for f in sufficient}
    unanchored = any(f.proportion is not None and not f.anchored for f in sufficient)
    return [
        NOT_PROOF,
        *(UNKNOWN[level] for level in CLAIMS if level not in known),
        *([NOT_SHOWN] if unanchored else []),
    ]


def said(estimate: SourceEstimate, level: str) -> str:
    """Return the result of a source that may be shown, with the figures to recompute it from."""
    if estimate.proportion is None or estimate.interval is None:
        return f"{named(estimate.source, level)}: no figure"
    figures = f"{estimate.favourable} of {estimate.n}, 95 % interval {span(estimate.interval)}"
    share = percent(estimate.proportion)
    return f"{named(estimate.source, level)}: {share} favourable ({figures}), {estimate.wording}"
