"""When a lead wants something to go out: now, at a time that is set, or again and again."""

from datetime import date, datetime, time
from typing import Annotated, Any

from pydantic import Field

from dialogs.turn import Blank, Command, Turn
from surveys.london import LONDON
from surveys.problems import Refusal
from surveys.sending.calendar import moment_of
from surveys.sending.recurring_send import Times, plan

USUAL_TIME = time(9)
ONCE = "once"


class RequestedTimes(Command):
    """The time as a card gives it; what is left empty is now, and once."""

    day: Annotated[date | None, Blank] = None  # London's; today where only a time is given
    at_time: Annotated[time | None, Blank] = None
    every: str = Field(default="", max_length=100)  # the rule by which it comes again


def time_of(wanted: RequestedTimes, now: datetime) -> datetime | None:
    """Return the moment that was set, None where none was; refuses one that is past."""
    if wanted.day is None and wanted.at_time is None:
        return None
    day = wanted.day or now.astimezone(LONDON).date()
    at = moment_of(datetime.combine(day, wanted.at_time or USUAL_TIME), LONDON)
    if at <= now:
        raise Refusal("time-past")
    return at


def times_of(turn: Turn, wanted: RequestedTimes, at: datetime | None) -> Times | None:
    """Return when it comes again and again, first `at` that moment, None where it goes out once."""
    if wanted.every in {"", ONCE}:
        return None
    return plan(wanted.every, at, None, turn.unit.now, turn.installation.is_holiday)


def as_given(wanted: RequestedTimes) -> dict[str, Any]:
    """Return the fields of a reply that show again what was given."""
    at = wanted.at_time.isoformat("minutes") if wanted.at_time else ""
    return {"day": wanted.day, "at_time": at, "every": wanted.every}
