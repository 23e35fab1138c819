"""The rule of a recurring send, as people write it: “every 2 weeks monday,thursday 09:30”.

`recurrence_words` evens out how it was typed, and says it in words.

Days and times are London's. What falls on a holiday goes out on the next working day at the same
time of day, together with what is due then, so that no one gets the same thing twice in a day. A
time that the spring change skips is the first moment after the gap; of two in autumn, the first.
"""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta

from surveys.london import LONDON
from surveys.problems import Refusal
from surveys.sending.calendar import LONGEST_BREAK, ONE_DAY, IsHoliday, is_working_day, moment_of
from surveys.sending.recurrence_words import (
    LAST,
    PLACES,
    WEEKDAYS,
    as_every,
    at_clock,
    every_so_many,
    not_understood,
    of_month,
    on_days,
)

MOST_WEEKS, MOST_MONTHS = 52, 12
LONGEST_WAIT = 800  # days: twice a year, and a few that were put off


@dataclass(frozen=True, slots=True)
class Weekly:
    """Every so many weeks, counted from that of `first`, on `days` (0 is Monday)."""

    weeks: int
    days: frozenset[int]
    first: date
    at: time

    def falls_on(self, day: date) -> bool:
        """Say whether the rule names a day."""
        weeks = (_monday(day) - _monday(self.first)).days // 7
        return day >= self.first and day.weekday() in self.days and weeks % self.weeks == 0

    def in_words(self) -> str:
        """Return every 2 weeks on Monday and Thursday at 9 am UK time."""
        return f"{every_so_many(self.weeks, 'week')} {on_days(self.days)} {at_clock(self.at)}"


@dataclass(frozen=True, slots=True)
class Monthly:
    """Every so many months, counted from that of `first`: on the `day`th or `place`th `weekday`."""

    months: int
    first: date
    at: time
    day: int = 0  # in a month that is shorter, its last day
    place: int = 0
    weekday: int = 0

    def falls_on(self, day: date) -> bool:
        """Say whether the rule names a day."""
        months = (day.year - self.first.year) * 12 + day.month - self.first.month
        return day >= self.first and months % self.months == 0 and self._in_month(day)

    def in_words(self) -> str:
        """Return every month on the last Friday at 10 am UK time."""
        day = of_month(self.day, self.place, self.weekday)
        return f"{every_so_many(self.months, 'month')} on the {day} {at_clock(self.at)}"

    def _in_month(self, day: date) -> bool:
        last = monthrange(day.year, day.month)[1]
        if self.day:
            return day.day == min(self.day, last)
        place = LAST if self.place == LAST and day.day > last - 7 else (day.day - 1) // 7 + 1
        return day.weekday() == self.weekday and place == self.place


Every = Weekly | Monthly


def parse_every(text: str, first: datetime) -> Every:
    """Read a rule that holds from `first` on; day, time and weeks not given are those of `first`.

    Raises `Refusal("every-unreadable")` that says what cannot be read.
    """
    wall = first.astimezone(LONDON)
    plain = as_every(text)
    match = _RULE.fullmatch(plain)
    if match is None:
        raise _unreadable(not_understood(plain))
    at = time.fromisoformat(f"{match['time']:0>5}") if match["time"] else wall.time()
    if match["week"] or match["days"]:
        return Weekly(
            _number(match["weeks"], MOST_WEEKS, "weeks"), _days(match, wall), wall.date(), at
        )
    return _monthly(match, wall.date(), at)


def first_time(text: str, now: datetime) -> datetime:
    """Return when a rule without a first time begins: its first day and time from `now` on.

    Holidays do not count: weeks and months are counted from this moment, even if it is put off.
    """
    begin = _next_minute(now)
    every = parse_every(text, begin)
    nearest = replace(every, weeks=1) if isinstance(every, Weekly) else replace(every, months=1)
    any_day = not _names_a_day(text)
    day = every.first
    while True:
        moment = moment_of(datetime.combine(day, every.at), LONDON)
        if moment >= begin and (any_day or nearest.falls_on(day)):
            return moment
        day += ONE_DAY


def next_after(every: Every, moment: datetime, is_holiday: IsHoliday) -> datetime:
    """Return the first time after `moment` at which something goes out, in UTC."""
    day = moment.astimezone(LONDON).date()
    for _ in range(LONGEST_WAIT):
        if _goes_out_on(every, day, is_holiday):
            due = moment_of(datetime.combine(day, every.at), LONDON)
            if due > moment:
                return due
        day += ONE_DAY
    raise ValueError("years of holidays are no calendar")


def times(
    every: Every, begin: datetime, until: date | None, is_holiday: IsHoliday
) -> Iterator[datetime]:
    """Yield `begin`, as it is, and every later time to the last day `until`, one a day at most."""
    due = begin
    while until is None or due.astimezone(LONDON).date() <= until:
        yield due
        tomorrow = datetime.combine(due.astimezone(LONDON).date() + ONE_DAY, time())
        due = next_after(every, moment_of(tomorrow, LONDON) - timedelta(microseconds=1), is_holiday)


def _goes_out_on(every: Every, day: date, is_holiday: IsHoliday) -> bool:
    """Say whether the rule names a day, or a holiday that was put off to it."""
    if is_holiday(day):
        return False
    return every.falls_on(day) or (
        is_working_day(day, is_holiday) and _puts_off(every, day, is_holiday)
    )


def _puts_off(every: Every, to: date, is_holiday: IsHoliday) -> bool:
    for days in range(1, LONGEST_BREAK):
        before = to - timedelta(days=days)
        if is_working_day(before, is_holiday):
            return False
        if is_holiday(before) and every.falls_on(before):
            return True
    return False


_DAY = rf"(?:{'|'.join(WEEKDAYS)})"
_RULE = re.compile(
    rf"(?:every (?:(?P<week>(?:(?P<weeks>\d+) )?weeks?)(?: (?P<week_days>{_DAY}(?:,{_DAY})*))?"
    rf"|(?P<days>{_DAY}(?:,{_DAY})*)"
    rf"|(?P<month>(?:(?P<months>\d+) )?months?)(?: (?P<on>\S.*?))??)"
    rf"|monthly(?: (?P<monthly>\S.*?))??)"
    rf"(?: (?P<time>(?:[01]?\d|2[0-3]):[0-5]\d))?",
    re.ASCII,
)
_PLACE = re.compile(rf"(?P<place>{'|'.join(PLACES)}) (?P<weekday>{_DAY})")


def _names_a_day(text: str) -> bool:
    match = _RULE.fullmatch(as_every(text))
    return match is not None and any(match[name] for name in ("days", "week_days", "on", "monthly"))


def _days(match: re.Match[str], wall: datetime) -> frozenset[int]:
    named: Sequence[str] = (match["days"] or match["week_days"] or "").split(",")
    return frozenset(map(_weekday, named)) if named != [""] else frozenset({wall.weekday()})


def _monthly(match: re.Match[str], first: date, at: time) -> Monthly:
    months = _number(match["months"], MOST_MONTHS, "months")
    said = match["on"] or match["monthly"] or str(first.day)
    if said.isdecimal():
        return Monthly(months, first, at, day=_number(said, 31, "days"))
    found = _PLACE.fullmatch(said)
    if found is None:
        raise _unreadable(
            f"“{said[:40]}” is neither a day of the month nor, for instance, first tuesday"
        )
    return Monthly(
        months, first, at, place=PLACES[found["place"]], weekday=_weekday(found["weekday"])
    )


def _weekday(name: str) -> int:
    return next(place for place, known in enumerate(WEEKDAYS) if known.startswith(name))


def _number(digits: str | None, most: int, what: str) -> int:
    if digits is None:
        return 1
    if len(digits) > 3 or not 1 <= int(digits) <= most:
        raise _unreadable(f"{digits[:9]} is not from 1 to {most} {what}")
    return int(digits)


def _next_minute(moment: datetime) -> datetime:
    whole = moment.replace(second=0, microsecond=0)
    return whole if whole == moment else whole + timedelta(minutes=1)


def _monday(day: date) -> date:
    return day - timedelta(days=day.weekday())


def _unreadable(why: str) -> Refusal:
    return Refusal("every-unreadable", why=why)
