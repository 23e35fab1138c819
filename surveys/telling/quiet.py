"""Quiet hours: when nothing but alerts is sent, in the person's own time zone."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from surveys.problems import Refusal

DAYS = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
LONDON = "Europe/London"


@dataclass(frozen=True, slots=True)
class Quiet:
    """From `begins` to `ends` each day (over midnight where that is earlier), and whole `days` (0 is Monday)."""

    begins: time | None
    ends: time | None
    days: frozenset[int]

    def next_open(self, moment: datetime, zone: str) -> datetime:
        """Return `moment` itself where it is not quiet for a person in `zone`, else when quiet ends, in UTC."""
        local = moment.astimezone(_zone(zone))
        for _ in range(16):  # at most a week of days and their nights
            following = self._after(local)
            if following is None:
                return local.astimezone(UTC)
            local = following
        return local.astimezone(UTC)

    def _after(self, local: datetime) -> datetime | None:
        """Return when the quiet that `local` lies in is over, or None where it is not quiet."""
        if local.weekday() in self.days:
            return datetime.combine(local.date() + timedelta(days=1), time(), local.tzinfo)
        if self.begins is None or self.ends is None or self.begins == self.ends:
            return None
        now = local.time()
        over_midnight = self.begins > self.ends
        quiet = (now >= self.begins or now < self.ends) if over_midnight else self.begins <= now < self.ends
        if not quiet:
            return None
        tomorrow = over_midnight and now >= self.begins
        return datetime.combine(local.date() + timedelta(days=int(tomorrow)), self.ends, local.tzinfo)


def parse_quiet(hours: str, days: str) -> Quiet:
    """Read `GT_QUIET_HOURS` (“20:00-07:00” or empty) and `GT_QUIET_DAYS` (“sat,sun” or empty)."""
    begins, ends = _hours(hours.strip()) if hours.strip() else (None, None)
    named = [day.strip().lower()[:3] for day in days.split(",") if day.strip()]
    if unknown := [day for day in named if day not in DAYS]:
        raise Refusal("setting-wrong", name="GT_QUIET_DAYS", why=f"“{unknown[0]}” is not one of {', '.join(DAYS)}")
    found = frozenset(DAYS.index(day) for day in named)
    if len(found) == len(DAYS):
        raise Refusal("setting-wrong", name="GT_QUIET_DAYS", why="a week of quiet days leaves no day to send")
    return Quiet(begins, ends, found)


def _hours(text: str) -> tuple[time, time]:
    match = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)", text)
    if match is None:
        raise Refusal("setting-wrong", name="GT_QUIET_HOURS", why="write it as 20:00-07:00")
    return time(int(match[1]), int(match[2])), time(int(match[3]), int(match[4]))


def _zone(name: str) -> ZoneInfo:
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        return ZoneInfo(LONDON)
