"""When a lead wants something to go out: now, at a time that is set, or repeatedly.

A set time in quiet hours is taken as it is, and said; a rule skips bank holidays by itself.
"""

import secrets
from collections.abc import Sequence
from datetime import date, datetime, time
from hashlib import sha256
from typing import Annotated, Any

from pydantic import AwareDatetime, Field

from dialogs.turn import Blank, Command, Day, Installation, TimeOfDay, Turn, refuse_odd
from surveys.london import LONDON, day_in_words, weekday_and_day, weekday_and_moment
from surveys.problems import Refusal
from surveys.sending.calendar import moment_of
from surveys.sending.recurring_send import Times, plan

USUAL_TIME = time(9)
ONCE = "once"
COMING = 3  # times that are shown of a recurring send


class RequestedTimes(Command):
    """The time as a door gives it; what is left empty is now, and once.

    A card gives a day and a time in London; `at` is an exact moment, which goes before them.
    """

    day: Annotated[Day | None, Blank] = None  # London's; today where only a time is given
    at_time: Annotated[TimeOfDay | None, Blank] = None
    at: AwareDatetime | None = None
    every: str = Field(default="", max_length=1000)  # the rule by which it repeats
    until: date | None = None  # with `every`: the last day


def time_of(wanted: RequestedTimes, now: datetime) -> datetime | None:
    """Return the moment that was set, None where none was; refuses one past or years away."""
    at = wanted.at
    if at is None and (wanted.day is not None or wanted.at_time is not None):
        day = wanted.day or now.astimezone(LONDON).date()
        at = moment_of(datetime.combine(day, wanted.at_time or USUAL_TIME), LONDON)
    if at is None:
        return None
    if at <= now:
        raise Refusal("time-past")
    refuse_odd(at.astimezone(LONDON).date(), now.astimezone(LONDON).date())
    return at


def times_of(turn: Turn, wanted: RequestedTimes, at: datetime | None) -> Times | None:
    """Return when it repeats, first `at` that moment; None where it goes out once."""
    if wanted.every in {"", ONCE}:
        return None
    is_holiday = turn.installation.is_holiday
    return plan(wanted.every, at, wanted.until, turn.unit.now, is_holiday)


def as_given(wanted: RequestedTimes) -> dict[str, Any]:
    """Return the fields of a reply that show again what was given."""
    at = wanted.at_time.isoformat("minutes") if wanted.at_time else ""
    given = {"day": wanted.day, "at_time": at, "every": wanted.every}
    return given | {"timed": any(given.values())}


def as_planned(turn: Turn, wanted: RequestedTimes, subject: str) -> dict[str, Any]:
    """Return the fields of a reply that say when it goes out, before it is confirmed.

    `once` is the idempotency key: a request for a set time always has the same one.
    Refuses a time that is past, and a rule that cannot be read.
    """
    at = time_of(wanted, turn.unit.now)
    times = times_of(turn, wanted, at)
    coming = times.coming(COMING, turn.installation.is_holiday) if times else ()
    return {
        "once": once_of(subject, at),
        "every": times.every if times else "",
        "coming": tuple(coming),
        "when": _in_words(turn, at, times, coming),
        "starts": turn.installation.quiet.starts(at, turn.unit.now),
    }


def once_of(subject: str, at: datetime | None) -> str:
    """Return an idempotency key for a request: by its subject and time, random where it is now."""
    if at is None:
        return secrets.token_hex(8)
    # "console" is part of stored keys: there the first requests for a set time were made
    return f"console:{sha256(f'{subject}:{at.isoformat()}'.encode()).hexdigest()[:16]}"


def _in_words(
    turn: Turn, at: datetime | None, times: Times | None, coming: Sequence[datetime]
) -> str:
    """Say what is good to know of the time before it is confirmed; "" where there is nothing."""
    remarks: list[str] = []
    if times is not None:
        first, *then = [weekday_and_moment(moment) for moment in coming]
        more = f"; then on {', '.join(then)}" if then else ""
        remarks += [
            f"Repeats {times.in_words()}: first on {first}{more}.",
            f"The last day is {day_in_words(times.until)}."
            if times.until
            else "It repeats until you stop it.",
            "Each time it goes to the people whom the audience names then.",
        ]
    installation = turn.installation
    if at is not None and installation.quiet.next_open(at, LONDON.key) > at:
        starts = installation.quiet.starts(at, turn.unit.now)
        remarks.append(f"{_named(installation, at)} is in quiet hours: it goes out {starts}.")
    return " ".join(remarks)


def _named(installation: Installation, at: datetime) -> str:
    """Return a moment in words; of a bank holiday, that it is one."""
    if installation.is_holiday(at.astimezone(LONDON).date()):
        return f"{weekday_and_day(at)}, a bank holiday,"
    return weekday_and_moment(at)
