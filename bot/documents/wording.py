"""How labels, levels, sources and figures are put into words, the same in every format.

A figure that the rules withhold is worded here and nowhere else; a label is always a word and a shape, so that colour
is never its only sign.
"""

from collections.abc import Mapping
from datetime import date
from typing import NamedTuple

from surveys.impact import words
from surveys.impact.summary import Interval, Label


class LabelWords(NamedTuple):
    """How one label is shown: its word, its shape, the tone that picks its colour, and what it means."""

    word: str
    shape: str
    tone: str
    meaning: str


LABELS: Mapping[Label, LabelWords] = {
    "strong": LabelWords(
        "Strong", "★", "good", "Supported, an outcome indicator is better, and rivals are recorded."
    ),
    "supported": LabelWords(
        "Supported",
        "▲",
        "good",
        "Several sources agree over time, among them an audit, child or family source.",
    ),
    "emerging": LabelWords(
        "Emerging",
        "△",
        "hopeful",
        "At least two sources are better or favourable; not yet supported.",
    ),
    "no_clear_change": LabelWords(
        "No clear change", "■", "neutral", "The evidence does not show a change."
    ),
    "worse": LabelWords(
        "Worse", "▼", "bad", "At least two sources are worse or unfavourable; none is better."
    ),
    "contradicted": LabelWords("Contradicted", "⇄", "bad", "Two sources that should agree do not."),
    "insufficient": LabelWords(
        "Insufficient", "○", "open", "Fewer than two sources say enough to judge."
    ),
    "suppressed": LabelWords(
        "Suppressed", "⊘", "open", "There is evidence, but from too few people to show."
    ),
}

LEVELS: Mapping[str, str] = {
    "reach": "Reach",
    "reaction": "Reaction",
    "learning": "Learning",
    "practice": "Practice",
    "experience": "Experience",
    "outcome": "Outcome",
}

SOURCES: Mapping[str, str] = {
    "practitioner": "Practitioners",
    "supervisor": "Supervisors",
    "frontline": "Frontline staff",
    "child": "Children and young people",
    "family": "Families",
    "child_via_worker": "Children, through a worker",
    "multi_agency_audit": "Multi-agency audit",
    "single_agency_audit": "Single-agency audit",
    "section_11": "Section 11 audit",
    "inspection": "Inspection",
    "peer_review": "Peer review",
    "case_review": "Case review",
    "indicator": "Indicator",
    "auditor": "Auditors",
}

CHILDREN_AND_FAMILIES_FIRST = ("child", "child_via_worker", "family")

CODES: Mapping[str, str] = {
    "agreement": "Agreement",
    "partial": "Partial",
    "silence": "Silence",
    "dissonance": "Dissonance",
}

NOT_KNOWN = "–"
# In the place of a withheld figure. It names no number: a large figure may be withheld to guard a small one beside it.
WITHHELD = "withheld (small numbers)"


def named(names: Mapping[str, str], key: str) -> str:
    """Return the words for a key, or the key itself made readable when there are none."""
    return names.get(key) or key.replace("_", " ").capitalize()


def percent(share: float) -> str:
    """Return a proportion 0-1 as a whole percentage, as the summary's own sentences round it."""
    return words.percent(share)


def span(interval: Interval) -> str:
    """Return an interval of proportions, such as `55–88 %`."""
    return f"{percent(interval[0])[:-2]}–{percent(interval[1])}"


def day(on: date) -> str:
    """Return a date as people in Britain write it, such as `3 March 2026`."""
    return f"{on.day} {on:%B %Y}"


def plain(number: float) -> str:
    """Return a number without needless noughts, at most four figures after the point."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
