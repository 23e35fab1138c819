"""Quiet hours: when nothing but alerts is sent, in the person's own time zone.

A night is quiet from the first time that the clock shows its beginning to the last time that it
shows its end, so that a clock change shortens no one's night; a holiday is quiet where Sundays are.
"""

import re
from dataclasses import dataclass
from datetime import MAXYEAR, UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from surveys.london import soon_in_words, weekday_and_moment
from surveys.problems import Refusal
from surveys.sending.calendar import (
    LONGEST_BREAK,
    ONE_DAY,
    SUNDAY,
    IsHoliday,
    moment_of,
    no_holidays,
)

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONDON = "Europe/London"


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `begins` to `ends` daily (the next day if that is earlier), and `days` (0 is Monday)."""

    begins: time | None
    ends: time | None
    days: frozenset[int]
    is_holiday: IsHoliday = no_holidays

    def next_open(self, moment: datetime, zone: str, away_until: date | None = None) -> datetime:
        """Return `moment` if it is not quiet for a person in `zone`, else when quiet ends, in UTC.

        A person who is away gets nothing before quiet ends on `away_until`, their first day back.
        """
        there, opens = _zone(zone), moment.astimezone(UTC)
        if away_until is not None:
            opens = max(opens, _midnight(away_until, there))
        for _ in range(2 * LONGEST_BREAK):  # days off and the nights between them
            if (ends := self._end(opens, there)) is None:
                break
            opens = ends
        return opens

    def starts(self, at: datetime | None, now: datetime) -> str:
        """Say when what is set for `at` (None: now) goes out in London: now, on a day, or from."""
        opens = self.next_open(at or now, LONDON)
        if opens > (at or now):
            return f"from {soon_in_words(opens, now)} UK time, when quiet hours end"
        return f"on {weekday_and_moment(at)} UK time" if at else "now"

    def _end(self, moment: datetime, zone: ZoneInfo) -> datetime | None:
        """Return when the quiet that `moment` lies in is over, or None where it is not quiet."""
        today = moment.astimezone(zone).date()
        if today.year == MAXYEAR:
            return None  # the calendar ends; a date that far is a slip
        if today.weekday() in self.days or (SUNDAY in self.days and self.is_holiday(today)):
            return _midnight(today + ONE_DAY, zone)
        if self.begins is None or self.ends is None or self.begins == self.ends:
            return None
        nights = _nights(today, self.begins, self.ends, zone)
        return next((ends for begins, ends in nights if begins <= moment < ends), None)


NEVER_QUIET = Quiet(None, None, frozenset())


@lru_cache(maxsize=512)  # looked at for every message, and the same for all of a day in one place
def _nights(
    today: date, begins: time, ends: time, zone: ZoneInfo
) -> tuple[tuple[datetime, datetime], ...]:
    """Return beginning and end of the quiet hours that a moment of `today` may lie in."""
    later = ONE_DAY if begins > ends else timedelta()
    return tuple(
        (
            moment_of(datetime.combine(day, begins), zone),
            moment_of(datetime.combine(day + later, ends), zone, last=True),
        )
        for day in (today - ONE_DAY, today)
    )


def parse_quiet(hours: str, days: str, is_holiday: IsHoliday = no_holidays) -> Quiet:
    """Read `GT_QUIET_HOURS` (“20:00-07:00” or empty) and `GT_QUIET_DAYS` (“sat,sun” or empty)."""
    begins, ends = _hours(hours.strip()) if hours.strip() else (None, None)
    named = [day.strip().lower()[:3] for day in days.split(",") if day.strip()]
    if unknown := [day for day in named if day not in DAYS]:
        raise Refusal(
            "setting-wrong",
            name="GT_QUIET_DAYS",
            why=f"“{unknown[0]}” is not one of {', '.join(DAYS)}",
        )
    found = frozenset(DAYS.index(day) for day in named)
    if len(found) == len(DAYS):
        raise Refusal(
            "setting-wrong", name="GT_QUIET_DAYS", why="a week of quiet days leaves no day to send"
        )
    return Quiet(begins, ends, found, is_holiday)


def _hours(text: str) -> tuple[time, time]:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)", text)
    if match is None:
        raise Refusal("setting-wrong", name="GT_QUIET_HOURS", why="write it as 20:00-07:00")
    return time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))


def _midnight(day: date, zone: ZoneInfo) -> datetime:
    """Return when a day begins: at the last of two midnights, where the clock goes back then."""
    return moment_of(datetime.combine(day, time()), zone, last=True)


@lru_cache(maxsize=512)  # a wrong name is looked for on disk each time
def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(LONDON)
