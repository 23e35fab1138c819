"""The words of a summary: names of levels and sources, and figures and dates in words.

Plain British English, for a scrutineer and for a tired reader alike; no sentence claims more than
its figures.
"""

import math
from collections.abc import Sequence

from surveys.impact.evidence import Level, Source
from surveys.impact.parts import Interval

NEARLY = 1e-9
HEADINGS: dict[Level, str] = {
    Level.REACH: "How much did we do?",
    Level.REACTION: "How well did we do it?",
    Level.LEARNING: "How well did we do it?",
    Level.PRACTICE: "What difference did it make?",
    Level.EXPERIENCE: "What difference did it make?",
    Level.OUTCOME: "What difference did it make?",
}

NAMES: dict[Source, str] = {
    Source.PRACTITIONER: "practitioners",
    Source.SUPERVISOR: "supervisors",
    Source.FRONTLINE: "frontline staff",
    Source.CHILD: "children",
    Source.FAMILY: "families",
    Source.CHILD_VIA_WORKER: "children through their workers",
    Source.MULTI_AGENCY_AUDIT: "multi-agency audit",
    Source.SINGLE_AGENCY_AUDIT: "single-agency audit",
    Source.SECTION_11: "Section 11 audit",
    Source.INSPECTION: "inspection",
    Source.PEER_REVIEW: "peer review",
    Source.CASE_REVIEW: "case review",
    Source.INDICATOR: "indicator",
}

VOICES: dict[Source, str] = {
    Source.PRACTITIONER: "practitioner",
    Source.SUPERVISOR: "supervisor",
    Source.FRONTLINE: "frontline",
    Source.CHILD: "child",
    Source.FAMILY: "family",
    Source.CHILD_VIA_WORKER: "child",
}
AUDITOR = "auditor"

DIRECTIONS: dict[str, str] = {
    "better": "better",
    "no_clear_change": "no clear change",
    "worse": "worse",
}


def voice_of(source: Source) -> str:
    """Return whose voice a source is."""
    return VOICES.get(source, AUDITOR)


def named(source: str, level: str) -> str:
    """Return the name of a source at a level: `children (experience)`."""
    return f"{NAMES[Source(source)]} ({level})"


def percent(share: float) -> str:
    """Return a share 0-1 as a whole percentage; halves are rounded up."""
    return f"{_whole(share)} %"


def span(interval: Interval) -> str:
    """Return an interval of shares as whole percentages."""
    return f"{_whole(interval[0])}-{percent(interval[1])}"


def _whole(share: float) -> int:
    """Round half up, even where the binary fraction of the share is just below a half."""
    return math.floor(100 * share + 0.5 + NEARLY)


def listed(items: Sequence[str]) -> str:
    """Join items as in a sentence: a, b and c."""
    if len(items) < 2:
        return "".join(items)
    return f"{', '.join(items[:-1])} and {items[-1]}"


def sentence(text: str) -> str:
    """Return the text with a capital at the start and one full stop at the end."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def counted(number: int, one: str, many: str) -> str:
    """Return a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"
