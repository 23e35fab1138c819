"""The words of a summary: names of levels and sources, and how figures and dates are said.

Plain British English, for a scrutineer and for a tired reader alike; no sentence claims more than its figures.
"""

import math
from collections.abc import Sequence
from datetime import date

from surveys.impact.evidence import Level, Source
from surveys.impact.summary import Interval, SourceEstimate

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
    """Say who speaks in a source."""
    return VOICES.get(source, AUDITOR)


def named(source: str, level: str) -> str:
    """Name a source at a level: `children (experience)`."""
    return f"{NAMES[Source(source)]} ({level})"


def percent(share: float) -> str:
    """Say a share 0-1 as a whole percentage, halves upwards."""
    return f"{_whole(share)} %"


def span(interval: Interval) -> str:
    """Say an interval of shares as whole percentages."""
    return f"{_whole(interval[0])}-{percent(interval[1])}"


def _whole(share: float) -> int:
    """A half goes up even where the share's binary fraction falls just short of it."""
    return math.floor(100 * share + 0.5 + NEARLY)


def spoken(on: date) -> str:
    """Say a date as people do: 3 March 2026."""
    return f"{on.day} {on:%B %Y}"


def listed(items: Sequence[str]) -> str:
    """Join items as a sentence does: a, b and c."""
    return (
        items[0] if len(items) == 1 else f"{', '.join(items[:-1])} and {items[-1]}" if items else ""
    )


def sentence(text: str) -> str:
    """Begin with a capital and end with one full stop."""
    return f"{text[:1].upper()}{text[1:].rstrip('.')}."


def counted(number: int, one: str, many: str) -> str:
    """Say a number with its noun."""
    return f"{number:,} {one if number == 1 else many}"


def said(estimate: SourceEstimate, level: str) -> str:
    """Say what a source that may be shown found, with the figures to recompute it from."""
    if estimate.proportion is None or estimate.interval is None:
        return f"{named(estimate.source, level)}: no figure"
    figures = f"{estimate.favourable} of {estimate.n}, 95 % interval {span(estimate.interval)}"
    return f"{named(estimate.source, level)}: {percent(estimate.proportion)} favourable ({figures}), {estimate.wording}"
