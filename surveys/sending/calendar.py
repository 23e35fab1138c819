"""Working days, and the moments at which a clock on the wall shows a time.

Which days are holidays is a parameter. A time that the spring change skips is the first moment
after the gap; of a time that comes twice in autumn the caller chooses the first or the last.
"""

from bisect import bisect_left
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, tzinfo

IsHoliday = Callable[[date], bool]
SATURDAY, SUNDAY = 5, 6
ONE_DAY = timedelta(days=1)
LONGEST_BREAK = 60  # days: no calendar of ours has so many days off in a row


def no_holidays(_day: date) -> bool:
    """Say that no day is a holiday."""
    return False


def is_working_day(day: date, is_holiday: IsHoliday) -> bool:
    """Say whether a day is one from Monday to Friday and no holiday."""
    return day.weekday() < SATURDAY and not is_holiday(day)


def next_working_day(day: date, is_holiday: IsHoliday) -> date:
    """Return the first working day after `day`; raises ValueError where two months have none."""
    for _ in range(LONGEST_BREAK):
        day += ONE_DAY
        if is_working_day(day, is_holiday):
            return day
    raise ValueError("two months without a working day are no calendar")


def working_day_from(day: date, is_holiday: IsHoliday) -> date:
    """Return `day` if it is a working day, else the next."""
    return day if is_working_day(day, is_holiday) else next_working_day(day, is_holiday)


def moment_of(wall: datetime, zone: tzinfo, *, last: bool = False) -> datetime:
    """Return the moment, in UTC, at which a clock in `zone` shows `wall` (a time without a zone).

    Where it shows it twice, that is the first time or the `last`; where it never does, the first
    moment after the gap.
    """
    first, second = (wall.replace(tzinfo=zone, fold=fold).astimezone(UTC) for fold in (0, 1))
    if first <= second:
        return second if last else first
    return _end_of_gap(second, first, zone)


def _end_of_gap(before: datetime, after: datetime, zone: tzinfo) -> datetime:
    """Return the moment between two at which the clock jumps, to the second."""
    before = before.replace(microsecond=0)
    seconds = range(int((after - before).total_seconds()) + 1)
    jumped = after.astimezone(zone).utcoffset()

    def has_jumped(second: int) -> bool:
        return (before + timedelta(seconds=second)).astimezone(zone).utcoffset() == jumped

    return before + timedelta(seconds=bisect_left(seconds, x=True, key=has_jumped))
