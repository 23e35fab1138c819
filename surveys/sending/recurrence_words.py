"""The words of a recurring send: how it was typed, evened out, and how it is said to people.

“Every 2 weeks on Mondays & Thursdays at 9 a.m.” is read as “every 2 weeks monday,thursday 09:00”,
and said as “every 2 weeks on Monday and Thursday at 9 am UK time”.
"""

import re
from collections.abc import Iterable, Mapping
from datetime import time

from surveys.london import clock_in_words
from surveys.typed import as_plain, as_rule, nearest

WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
LAST = -1
PLACES = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": LAST}

_DAYS: Mapping[str, str] = {
    spelling: day
    for day in WEEKDAYS
    for spelling in (day, f"{day}s", day[:3], {"tuesday": "tues", "thursday": "thurs"}.get(day, ""))
    if spelling
}
_FILLING = frozenset({"on", "at", "the", "uk", "time"})
_KNOWN = (*WEEKDAYS, *PLACES, "every", "week", "weeks", "month", "months", "monthly")
_CLOCK = re.compile(r"\b(0?\d|1[0-2])(?:[.:]([0-5]\d))? ?([ap])\.?m\b\.?|\b([012]?\d)\.([0-5]\d)\b")
_BETWEEN_DAYS = re.compile(r"\s*(?:,|&|\band\b)[\s,]*(?:and\s)?\s*")


def as_every(text: str) -> str:
    """Return a typed rule evened out: small letters, whole names of days, times as 09:30."""
    said = as_rule(re.sub(r"[\"']", "", as_plain(text))).lower()
    clocked = _BETWEEN_DAYS.sub(",", _CLOCK.sub(_on_the_clock, said))
    words = (
        ",".join(_DAYS.get(part, part) for part in word.split(",")) for word in clocked.split()
    )
    return " ".join(word for word in words if word not in _FILLING)


def _on_the_clock(match: re.Match[str]) -> str:
    hour, minute, half, plain_hour, plain_minute = match.groups()
    if plain_hour:
        return f"{plain_hour}:{plain_minute}"
    return f"{int(hour) % 12 + 12 * (half == 'p'):02}:{minute or '00'}"


def not_understood(rule: str) -> str:
    """Say what of a rule cannot be read, with what was perhaps meant."""
    for word in re.findall(r"[a-z]+", rule):
        if word not in _KNOWN:
            near = nearest(word, _KNOWN)
            return (
                f"“{word}” is not a day, week or month{f' (did you mean “{near}”?)' * bool(near)}"
            )
    return "it names no day, week or month that we know"


def every_so_many(number: int, what: str) -> str:
    """Return every week, or every 2 weeks."""
    return f"every {what}" if number == 1 else f"every {number} {what}s"


def on_days(days: Iterable[int]) -> str:
    """Return on Monday, Tuesday and Thursday."""
    *others, last = (WEEKDAYS[day].capitalize() for day in sorted(days))
    return f"on {', '.join(others)} and {last}" if others else f"on {last}"


def of_month(day: int, place: int, weekday: int) -> str:
    """Return 1st, or last Friday: which day of a month."""
    if not day:
        named = next(name for name, number in PLACES.items() if number == place)
        return f"{named} {WEEKDAYS[weekday].capitalize()}"
    ending = {1: "st", 2: "nd", 3: "rd"}.get(day % 10 if day not in {11, 12, 13} else 0, "th")
    return f"{day}{ending}"


def at_clock(at: time) -> str:
    """Return at 9.30 am UK time."""
    return f"at {clock_in_words(at)} UK time"
