"""The earliest and the latest day of an answer, as an author writes them.

A day is a date (2026-03-09), “today”, or so many days, weeks, months or years before or after it.
"""

import calendar
import re
from datetime import date, timedelta

_APART = re.compile(r"([0-9]{1,4}) (day|week|month|year)s? (before|after) today")
_DAYS = {"day": 1, "week": 7}
_MONTHS = {"month": 1, "year": 12}
HOW = "a date such as 2026-03-09, “today”, or for example “6 months before today”"


def bound_on(written: str, today: date) -> date | None:
    """The day that is meant by what is written, as it is on `today`; None where it is none."""
    if written == "today":
        return today
    apart = _APART.fullmatch(written)
    if apart is None:
        return _iso(written)
    count = int(apart[1]) * (1 if apart[3] == "after" else -1)
    if apart[2] in _DAYS:
        return _in_the_calendar(today, count * _DAYS[apart[2]])
    return _months_on(today, count * _MONTHS[apart[2]])


def _iso(written: str) -> date | None:
    try:
        return date.fromisoformat(written)
    except ValueError:
        return None


def _in_the_calendar(today: date, days: int) -> date | None:
    try:
        return today + timedelta(days=days)
    except OverflowError:
        return None


def _months_on(today: date, months: int) -> date | None:
    """The same day of another month, or its last day where it is shorter."""
    year, month = divmod(today.year * 12 + today.month - 1 + months, 12)
    if not date.min.year <= year <= date.max.year:
        return None
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(today.day, last))
