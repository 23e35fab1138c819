"""A finding: what one source shows at one level, as labels and triangulation use it.

Surveys, audits, judgements and indicators all become findings, so no rule depends on where one came
from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from surveys.impact.evidence import Direction, Level, Source
from surveys.impact.kinds import LEVELS, SOURCES
from surveys.impact.parts import Interval
from surveys.impact.words import named

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
    UNCHECKED = "unchecked"


@dataclass(frozen=True, slots=True)
class SourceFinding:
    """What one source shows at one level; `gap` None means that it is sufficient.

    `anchored`: measured against a real baseline or in pairs. `repeated`: an earlier wave, long
    enough ago, shows the same direction. `response_rate` is set only where it is the reason for the
    gap.
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
        """The voice: one source at two levels is one voice, two indicators are two."""
        return self.source, self.title

    @property
    def name(self) -> str:
        """The name of the finding in sentences."""
        if self.title:
            return f"indicator “{self.title}” ({self.level})"
        return named(self.source, self.level)


def ordered(findings: Iterable[SourceFinding]) -> tuple[SourceFinding, ...]:
    """Return findings sorted by level and source, whatever their order was."""

    def place(finding: SourceFinding) -> tuple[int, int, str]:
        level, source = LEVELS.index(finding.level), SOURCES.index(finding.source)
        return level, source, finding.title or ""

    return tuple(sorted(findings, key=place))


def voices(findings: Iterable[SourceFinding]) -> int:
    """Return the number of distinct sources."""
    return len({finding.who for finding in findings})
