"""The words for labels, levels, sources and figures, the same in every format.

A withheld figure is worded here and nowhere else. A label is always a word and a shape, so that
colour is never its only sign.
"""

from collections.abc import Mapping
from typing import NamedTuple

from surveys.asking.assistance import NO_HELPER, Helper
from surveys.impact import words
from surveys.impact.labels import Label
from surveys.impact.parts import Interval
from surveys.impact.version_2.labels import sentences
from surveys.impact.you_said import YouSaidVoice


class LabelWords(NamedTuple):
    """How one label is shown: its word, its shape, the tone for its colour, and its meaning."""

    word: str
    shape: str
    tone: str
    meaning: str


# dark ink on a light ground, each pair at least 7:1; the word and the shape carry the meaning
TONES: Mapping[str, tuple[str, str]] = {
    "good": ("#004d2f", "#e3f2ea"),
    "hopeful": ("#143a6b", "#e4edf8"),
    "neutral": ("#383f43", "#eeefef"),
    "bad": ("#7a1a0d", "#fbe9e7"),
    "open": ("#5a3d00", "#fdf3dc"),
}
LABELS: Mapping[Label, LabelWords] = {
    "strong": LabelWords(
        "Strong",
        "★",
        "good",
        "Supported; an indicator's chart is better too, and each rival explanation was weighed.",
    ),
    "supported": LabelWords(
        "Supported",
        "▲",
        "good",
        "Better from a real starting point and in an earlier wave, seen by more than staff.",
    ),
    "emerging": LabelWords(
        "Emerging",
        "△",
        "hopeful",
        "Better from a real starting point, by two kinds of sources; not yet supported.",
    ),
    "no_clear_change": LabelWords(
        "No clear change", "■", "neutral", "The evidence does not show a change."
    ),
    "worse": LabelWords(
        "Worse", "▼", "bad", "Sources are worse than at their starting points; none is better."
    ),
    "contradicted": LabelWords("Contradicted", "⇄", "bad", "Two sources that should agree do not."),
    "insufficient": LabelWords(
        "Insufficient",
        "○",
        "open",
        "Too few sources, or too few with a starting point, to judge whether anything changed.",
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

YOU_SAID_VOICES: Mapping[str, str] = {
    YouSaidVoice.CHILD: "Children",
    YouSaidVoice.YOUNG_PERSON: "Young people",
    YouSaidVoice.FAMILY: "Families",
    YouSaidVoice.FRONTLINE: "Frontline staff",
    YouSaidVoice.PRACTITIONER: "Practitioners",
    "": "Children and families",
}
HELPERS: Mapping[str, str] = {
    Helper.CARER: "Parent or carer",
    Helper.FAMILY: "Someone else in the family",
    Helper.WORKER: "Worker",
    Helper.INTERPRETER: "Interpreter",
    Helper.TEACHER: "Teacher",
    Helper.OTHER: "Someone else",
    NO_HELPER: "No helper was named",
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

_CHILDREN_AND_FAMILIES = ("child", "child_via_worker", "family")

FAMILIES: Mapping[str, str] = {
    "staff": "Staff",
    "records": "Records",
    "children_and_families": "Children and families",
    "external": "External",
    "indicators": "Indicators",
}

STARTS: Mapping[str, str] = {
    "counted": "counted",
    "typed": "as written in the plan",
    "paired": "asked before and after",
    "none": "no starting point",
}

CODES: Mapping[str, str] = {
    "agreement": "Agreement",
    "partial": "Partial",
    "no_starting_point": "No starting point",
    "silence": "Silence",
    "dissonance": "Dissonance",
}

NONE = "none"  # there is none; never a lone dash, which says nothing aloud
NOT_KNOWN = "not known"  # such as how many an open link has reached
# names no number, because a large figure may be withheld to protect the small one beside it
WITHHELD = "withheld (small numbers)"
WITHHELD_TOO = "withheld"  # beside a figure that says why


def speaks_first(voice: str) -> bool:
    """Tell whether a voice is that of children or families, which come first in every list."""
    return voice in _CHILDREN_AND_FAMILIES


def place_of_voice(voice: str) -> int:
    """Return the place of a voice in a list: children, families, then everyone else."""
    if speaks_first(voice):
        return _CHILDREN_AND_FAMILIES.index(voice)
    return len(_CHILDREN_AND_FAMILIES)


def named(names: Mapping[str, str], key: str) -> str:
    """Return the words for a key; a key without words is made readable."""
    return names.get(key) or key.replace("_", " ").capitalize()


def source_title(source: str, title: str | None) -> str:
    """Return a source, and what tells it apart from others of its kind."""
    return f"{named(SOURCES, source)}, {title}" if title else named(SOURCES, source)


def direction_word(direction: str | None) -> str:
    """Return the word for a direction, the same in every format: a level has none."""
    return direction or NONE


def percent(share: float) -> str:
    """Return a proportion 0-1 as a whole percentage, rounded as in the summary's sentences."""
    return words.percent(share)


def span(interval: Interval) -> str:
    """Return an interval of proportions, such as `55–88 %`."""
    return f"{percent(interval[0])[:-2]}–{percent(interval[1])}"


def points(difference: float) -> str:
    """Return a difference of shares in whole percentage points with its sign: `+31`."""
    return sentences.points(difference)


def point_span(interval: Interval) -> str:
    """Return an interval of differences in percentage points, such as `-1 to 40`."""
    return sentences.said_points(interval)


def plain(number: float) -> str:
    """Return a number without trailing zeros, with at most four decimals."""
    return f"{number:.4f}".rstrip("0").rstrip(".")
