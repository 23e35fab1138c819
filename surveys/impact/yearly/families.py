"""The plain page for families: what was asked, what changed, what we do not know.

Short words and short sentences, for a reader of nine to eleven; no figure that a summary withholds.
"""

from collections.abc import Iterator, Mapping, Sequence

from surveys.impact.kinds import Level
from surveys.impact.labels import Label
from surveys.impact.summary.first_page import UNKNOWN
from surveys.impact.summary.structure import Summary
from surveys.impact.words import counted, listed
from surveys.impact.yearly.structure import (
    FamiliesGroup,
    FamiliesPage,
    Feedback,
    FeedbackFinding,
    FeedbackWave,
)

BETTER = "This is getting better"
NOT_KNOWN = "We do not know yet"
# The order is that of the page.
PLAIN: Mapping[Label, str] = {
    "strong": BETTER,
    "supported": BETTER,
    "emerging": "This may be getting better, but we are not sure yet",
    "no_clear_change": "We cannot see a change",
    "contradicted": "People told us different things",
    "worse": "This is getting worse, so we must change what we do",
    "insufficient": NOT_KNOWN,
    "suppressed": NOT_KNOWN,
}
PEOPLE: Mapping[str, tuple[str, str]] = {
    "child": ("child", "children"),
    "child_via_worker": ("child", "children"),
    "family": ("family", "families"),
}
PLAIN_UNKNOWN: Mapping[Level, str] = {
    Level.PRACTICE: "If workers do things in a new way.",
    Level.EXPERIENCE: "If children and families can tell the difference.",
    Level.OUTCOME: "If children are safer.",
}
TOO_FEW = "Only a few answered, so we do not show the number."
NO_ONE = "We did not ask any children or families this year. We should."
MOST_WORDS, LONGEST_WORDS = 12, 120  # quotes on the page, and characters of one
NOT_PROOF = "If things got better because of what we did. Other things may have helped."


def families_page(summaries: Sequence[Summary], feedback: Feedback) -> FamiliesPage:
    """Return the page; the heading of a group says what the labels of its actions come to."""
    titles = {one.action.ref: one.action.title for one in summaries}
    asked = dict.fromkeys(_asked(wave, titles) for wave in feedback.waves)
    return FamiliesPage(
        asked=list(asked) or [NO_ONE],
        said=_said(feedback),
        changed=[
            FamiliesGroup(heading=heading, actions=actions)
            for heading in dict.fromkeys(PLAIN.values())
            if (actions := list(_changed(heading, summaries, feedback.findings)))
        ],
        unknown=[*_unknown(summaries), NOT_PROOF],
    )


def _changed(
    heading: str, summaries: Sequence[Summary], findings: Sequence[FeedbackFinding]
) -> Iterator[str]:
    """Yield the actions under a heading, each with what children and families told about it."""
    for summary in summaries:
        if PLAIN[summary.label] == heading:
            told = (_told(one) for one in findings if one.ref == summary.action.ref)
            yield " ".join([f"{summary.action.title}.", *dict.fromkeys(filter(None, told))])


def _said(feedback: Feedback) -> list[str]:
    """Return the shortest of the released words, which no one has picked; by the alphabet."""
    every = {words for voice in feedback.voices for words in voice.quotes}
    short = sorted((len(words), words) for words in every if len(words) <= LONGEST_WORDS)
    return sorted((words for _, words in short[:MOST_WORDS]), key=str.casefold)


def _asked(wave: FeedbackWave, titles: Mapping[str, str]) -> str:
    one, many = PEOPLE[wave.voice]
    about = listed([f"“{titles[ref]}”" for ref in wave.actions])
    asked = f"{wave.opened_on:%B %Y}: we asked {many} about {about}."
    answered = (
        TOO_FEW if wave.answered is None else counted(wave.answered, one, many) + " answered."
    )
    return f"{asked} {answered}"


def _told(finding: FeedbackFinding) -> str | None:
    if finding.favourable is None or finding.n is None:
        return None
    one, many = PEOPLE[finding.source]
    return f"{finding.favourable} of {counted(finding.n, one, many)} gave mostly good answers."


def _unknown(summaries: Sequence[Summary]) -> list[str]:
    """Return what cannot be said of at least one action, and of how many; actions are plans."""
    found: list[str] = []
    for level, words in PLAIN_UNKNOWN.items():
        number = sum(UNKNOWN[level] in one.first_page.cannot_be_said for one in summaries)
        if number:
            plans = counted(len(summaries), "plan", "plans")
            found.append(f"{words} We do not know this for {number} of our {plans}.")
    return found
