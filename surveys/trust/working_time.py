"""Working time of a partnership: from Monday to Friday in its hours, but for bank holidays.

Hours are what clocks in London show, and an hour of work is an hour that has passed: a clock change
in between makes a deadline neither earlier nor later.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from surveys.london import LONDON
from surveys.problems import Refusal
from surveys.sending.calendar import (
    LONGEST_BREAK,
    ONE_DAY,
    IsHoliday,
    is_working_day,
    moment_of,
    next_working_day,
    no_holidays,
)

_HOURS = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)\s*-\s*([01]?\d|2[0-3]):([0-5]\d)")


@dataclass(frozen=True, slots=True)
class WorkingTime:
    """When a partnership works: from `opens` to `closes`, which is later on the same day."""

    opens: time = time(9)
    closes: time = time(17)
    is_holiday: IsHoliday = no_holidays

    def after(self, moment: datetime, work: timedelta) -> datetime:
        """Return when, from `moment` on, so much working time has passed, in UTC."""
        day, left = moment.astimezone(LONDON).date(), work
        for _ in range(LONGEST_BREAK + work // timedelta(minutes=1)):
            begins, ends = max(self._at(day, self.opens), moment), self._at(day, self.closes)
            if is_working_day(day, self.is_holiday) and begins < ends:
                if left <= ends - begins:
                    return begins + left
                left -= ends - begins
            day += ONE_DAY
        raise ValueError("two months without a working day are no calendar")

    def end_of_day(self, moment: datetime, days: int) -> datetime:
        """Return when the working day ends that is so many after the day of `moment`, in UTC."""
        day = moment.astimezone(LONDON).date()
        for _ in range(days):
            day = next_working_day(day, self.is_holiday)
        return self._at(day, self.closes)

    def _at(self, day: date, wall: time) -> datetime:
        return moment_of(datetime.combine(day, wall), LONDON)


def working_time(hours: str, is_holiday: IsHoliday) -> WorkingTime:
    """Read hours such as “09:00-17:00”; empty for the usual ones. Refuses `hours-unreadable`."""
    if not hours.strip():
        return WorkingTime(is_holiday=is_holiday)
    match = _HOURS.fullmatch(hours.strip())
    opens, closes = _times(match) if match else (time(), time())
    if opens >= closes:
        raise Refusal("hours-unreadable", hours=hours)
    return WorkingTime(opens, closes, is_holiday)


def _times(match: re.Match[str]) -> tuple[time, time]:
    first, second, third, fourth = map(int, match.groups())
    return time(first, second), time(third, fourth)
