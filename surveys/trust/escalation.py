"""Who is told, and when, while no one has taken a concern on: a ladder for each class of concern.

Times are working time from when the concern was raised. The first step is also the deadline: by
then someone is to have taken the concern on. Delay the last step all leads are told at intervals.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from surveys.asking.lexicon import ConcernClass
from surveys.trust.working_time import WorkingTime


class Told(StrEnum):
    """Who is told at a step."""

    DEPUTY = "deputy"
    DEPUTIES = "deputies"
    OPERATIONS = "operations"
    LEADS = "leads"


@dataclass(frozen=True, slots=True)
class Delay:
    """A time after a concern was raised: so much working time, or the end of a later working day.

    Where `days` is given, it is the end of the working day so many after that of the concern.
    """

    work: timedelta = timedelta()
    days: int = 0

    def repeated(self, again: "Delay", times: int) -> "Delay":
        """Return this time and so many times another after it."""
        return Delay(self.work + again.work * times, self.days + again.days * times)

    def moment(self, raised_at: datetime, at_work: WorkingTime) -> datetime:
        """Return the moment for a concern that was raised at another, in UTC."""
        if self.days:
            return at_work.end_of_day(raised_at, self.days)
        return at_work.after(raised_at, self.work)


@dataclass(frozen=True, slots=True)
class Ladder:
    """The steps in order, and how long after the last one the leads are told again."""

    steps: tuple[tuple[Told, Delay], ...]
    again: Delay


@dataclass(frozen=True, slots=True)
class LadderStep:
    """One step of a concern's ladder; the first is number 1."""

    number: int
    tells: Told
    due_at: datetime


def _minutes(number: int) -> Delay:
    return Delay(timedelta(minutes=number))


def _days(number: int) -> Delay:
    return Delay(days=number)


def _ladder(deputy: Delay, deputies: Delay, operations: Delay, again: Delay) -> Ladder:
    steps = ((Told.DEPUTY, deputy), (Told.DEPUTIES, deputies), (Told.OPERATIONS, operations))
    return Ladder(steps, again)


LADDERS: Mapping[ConcernClass, Ladder] = {
    ConcernClass.RED: _ladder(_minutes(15), _minutes(30), _minutes(45), again=_minutes(60)),
    ConcernClass.AMBER: _ladder(_minutes(240), _minutes(300), _minutes(360), again=_minutes(240)),
    ConcernClass.GREEN: _ladder(_days(1), _days(2), _days(3), again=_days(1)),
}


def step(grade: str, number: int, raised_at: datetime, at_work: WorkingTime) -> LadderStep:
    """Return one step of a concern; beyond the ladder's own the leads are told again."""
    ladder = LADDERS[ConcernClass(grade)]
    if number <= len(ladder.steps):
        tells, after = ladder.steps[number - 1]
    else:
        last = ladder.steps[-1][1]
        tells, after = Told.LEADS, last.repeated(ladder.again, number - len(ladder.steps))
    return LadderStep(number, tells, after.moment(raised_at, at_work))


def next_step(
    grade: str, taken: int, raised_at: datetime, now: datetime, at_work: WorkingTime
) -> LadderStep:
    """Return the step after number `taken`; of repeats that were all missed, only the latest."""
    following = step(grade, taken + 1, raised_at, at_work)
    while following.tells is Told.LEADS:
        later = step(grade, following.number + 1, raised_at, at_work)
        if later.due_at > now:
            break
        following = later
    return following


def deadline(grade: str, raised_at: datetime, at_work: WorkingTime) -> datetime:
    """Return by when someone is to have taken a concern on."""
    return step(grade, 1, raised_at, at_work).due_at
