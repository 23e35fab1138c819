"""Days and times as people here type them: 9/3/26, 9 March, tomorrow, 9am, 14:30.

Only what has one reading is read; the day comes before the month.
"""

import calendar
import re
from datetime import date, time, timedelta

from surveys.typed import as_plain

_MONTHS = tuple(calendar.month_name)[1:]
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
_FIGURES = re.compile(r"(\d{1,2})[/. -](\d{1,2})[/. -](\d{4}|\d{2})")
_WORDS = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})(?: (\d{4}|\d{2}))?")
_WEEKDAY = re.compile(r"^(mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?,? ")
_NAMED = {"today": 0, "tomorrow": 1}
_CLOCK = re.compile(r"(\d{1,2})(?:[:. ]?(\d{2}))? ?(am|pm)?")
_NAMED_TIMES = {"noon": time(12), "midday": time(12), "midnight": time(0)}


def read_day(text: str, today: date) -> date | None:
    """Return the day that was typed; without a year, the next such day; None where it is no day."""
    said = _plain(text)
    if said in _NAMED:
        return today + timedelta(days=_NAMED[said])
    said = _WEEKDAY.sub("", said)
    if found := _ISO.fullmatch(said):
        year, month, day = (int(part) for part in found.groups())
        return _day(year, month, day)
    if found := _FIGURES.fullmatch(said):
        return _day(_year(found[3]), int(found[2]), int(found[1]))
    found = _WORDS.fullmatch(said)
    month = _month(found[2]) if found else None
    if found is None or month is None:
        return None
    if found[3]:
        return _day(_year(found[3]), month, int(found[1]))
    this_year = _day(today.year, month, int(found[1]))
    over = this_year is not None and this_year < today
    return _day(today.year + 1, month, int(found[1])) if over else this_year


def read_time(text: str) -> time | None:
    """Return the time of day that was typed; None where it is none."""
    said = _plain(text)
    if said in _NAMED_TIMES:
        return _NAMED_TIMES[said]
    found = _CLOCK.fullmatch(said)
    if found is None or (found[2] is None and found[3] is None):  # 9 may be morning or evening
        return None
    hour, minute = int(found[1]), int(found[2] or 0)
    if found[3]:
        if not 1 <= hour <= 12:
            return None
        hour = hour % 12 + (12 if found[3] == "pm" else 0)
    return time(hour, minute) if hour < 24 and minute < 60 else None


def _plain(text: str) -> str:
    """Return what was typed in lower case, without marks that phones add."""
    return as_plain(text).lower().replace("a.m", "am").replace("p.m", "pm").strip(" .,!?")


def _year(written: str) -> int:
    return int(written) + (2000 if len(written) == 2 else 0)


def _month(word: str) -> int | None:
    return next((at for at, name in enumerate(_MONTHS, 1) if name.lower().startswith(word)), None)


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
