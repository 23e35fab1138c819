"""What comes each quarter: an analyst's text on an indicator, and complaints by theme and agency.

Complaints are a signal or silence on a theme, never a score: few complaints may be few who dare.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from surveys.impact.kinds import AtSource

FIRST_MONTHS = (1, 4, 7, 10)


@dataclass(frozen=True, slots=True)
class IndicatorAnalysis:
    """What an analyst says of an indicator in a quarter; `topic` if the partners asked for one."""

    action: str
    outcome: str
    indicator: str
    quarter: date
    analysis: str
    topic: str


class ComplaintKind(StrEnum):
    """What was counted."""

    COMPLAINT = "complaint"
    CRITICAL_ISSUE = "critical issue"


@dataclass(frozen=True, slots=True)
class ComplaintCount:
    """Complaints or critical issues of one agency on a theme in a quarter.

    `count` is None where the agency withheld it, with `withheld` as its reason.
    """

    agency: str
    kind: ComplaintKind
    theme: str
    quarter: date
    count: int | None
    withheld: AtSource | None


class ComplaintSignal(StrEnum):
    """Whether a theme was complained about."""

    SIGNAL = "signal"
    SILENCE = "silence"


@dataclass(frozen=True, slots=True)
class HeardTheme:
    """What was heard on a theme; the total is None where it is hidden or unknown."""

    theme: str
    heard: ComplaintSignal
    total: int | None
    agencies: tuple[str, ...]


def heard_on(
    counts: Iterable[ComplaintCount], as_at: date, minimum_group: int
) -> tuple[HeardTheme, ...]:
    """Return what was heard on each theme in the four quarters up to a day, by theme.

    A total under the minimum group, or with a part that was withheld, is hidden.
    """
    since = date(as_at.year - 1, as_at.month, 1)
    recent = [one for one in counts if since <= one.quarter <= as_at]
    themes = {one.theme.casefold(): one.theme for one in reversed(recent)}
    return tuple(
        _heard(theme, [one for one in recent if one.theme.casefold() == key], minimum_group)
        for key, theme in sorted(themes.items())
    )


def _heard(theme: str, counts: list[ComplaintCount], minimum_group: int) -> HeardTheme:
    known = [one.count for one in counts if one.count is not None]
    some = sum(known) > 0 or any(one.withheld is AtSource.CONFIDENTIAL for one in counts)
    complete = len(known) == len(counts)
    total = sum(known) if complete and sum(known) >= minimum_group else None
    agencies = tuple(sorted({one.agency for one in counts}))
    return HeardTheme(
        theme, ComplaintSignal.SIGNAL if some else ComplaintSignal.SILENCE, total, agencies
    )
