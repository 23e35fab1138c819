"""A finding: what one source comes to at one level, as labels and triangulation read it.

Surveys and audits, judgements and indicators all become findings, so the rules never ask where one came from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from surveys.impact.evidence import Direction, Level, Source
from surveys.impact.summary import Interval
from surveys.impact.words import named

CLAIMS = (Level.PRACTICE, Level.EXPERIENCE, Level.OUTCOME)
LEVELS = tuple(Level)
SOURCES = tuple(Source)
CLOSE_TO_CHILDREN = {
    Source.MULTI_AGENCY_AUDIT,
    Source.SINGLE_AGENCY_AUDIT,
    Source.CHILD,
    Source.FAMILY,
}


class Gap(StrEnum):
    """Why a source cannot decide anything yet."""

    NOTHING = "nothing"
    SMALL = "small"
    LOW_RESPONSE = "low_response"
    SHORT_BASELINE = "short_baseline"
    NOTHING_AFTER = "nothing_after"


@dataclass(frozen=True, slots=True)
class LeastFavourable:
    """One source at one level; `gap` None means that it is sufficient.

    `anchored`: measured against a real baseline or in pairs. `repeated`: the same direction in an earlier wave long
    enough ago. `response_rate` only where it is the reason for the gap.
    """

    level: Level
    source: Source
    planned: bool
    title: str | None = None
    gap: Gap | None = None
    direction: Direction | None = None
    proportion: float | None = None
    interval: Interval | None = None
    quality: float | None = None
    wording: str = ""
    anchored: bool = False
    repeated: bool = False
    response_rate: float | None = None

    @property
    def is_sufficient(self) -> bool:
        """Whether it can decide a label."""
        return self.gap is None

    @property
    def is_self_report(self) -> bool:
        """Whether it is the practitioners' own report."""
        return self.source is Source.PRACTITIONER

    @property
    def who(self) -> tuple[Source, str | None]:
        """Who speaks: the same source at two levels is one voice, two indicators are two."""
        return self.source, self.title

    @property
    def name(self) -> str:
        """What sentences call it."""
        return (
            f"indicator “{self.title}” ({self.level})"
            if self.title
            else named(self.source, self.level)
        )


def ordered(findings: Iterable[LeastFavourable]) -> tuple[LeastFavourable, ...]:
    """Put findings in the order of levels and sources, whatever order they came in."""
    return tuple(
        sorted(
            findings, key=lambda f: (LEVELS.index(f.level), SOURCES.index(f.source), f.title or "")
        )
    )


def voices(findings: Iterable[LeastFavourable]) -> int:
    """Count distinct sources."""
    return len({finding.who for finding in findings})
