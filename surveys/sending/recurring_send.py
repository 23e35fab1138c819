"""A recurring send: what it sends, when, and the result of each occurrence.

Times that passed while the program was down are not made up for in a burst: the latest is sent, the
others are missed. Nor is the latest sent where the next regular time is near, or people would get
the same thing twice within hours.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from itertools import islice

from surveys.london import LONDON, weekday_and_moment
from surveys.problems import PROBLEMS, Refusal
from surveys.sending.calendar import IsHoliday
from surveys.sending.recurrence import first_time, next_after, parse_every, times
from surveys.typed import as_rule

MISSED, OVER, STOPPED = "missed", "over", "stopped"
TOO_NEAR = "too-near"  # it was missed, and the next regular time was near
PROMPT = timedelta(hours=1)  # a time that passed so short ago is not late
NEAR = 0.5  # of the time from the one that was missed to the next regular one
# These refusals would come every time, so the job is stopped.
LASTING = frozenset({"not-permitted", "not-found", "audience-unreadable", "instrument-unknown"})
LONGEST_RULE = 100  # characters


class JobKind(StrEnum):
    """What a job sends."""

    BRIEFING = "briefing"
    FOLLOW_UP = "follow-up"


@dataclass(frozen=True, slots=True)
class Times:
    """When a job goes out: by which rule, first, next and on which day for the last time."""

    every: str
    starts_at: datetime
    next_at: datetime
    until: date | None

    def in_words(self) -> str:
        """Return by which rule, in words."""
        return parse_every(self.every, self.starts_at).in_words()

    def coming(self, most: int, is_holiday: IsHoliday) -> list[datetime]:
        """Return the next times, at most so many."""
        every = parse_every(self.every, self.starts_at)
        return list(islice(times(every, self.next_at, self.until, is_holiday), most))


@dataclass(frozen=True, slots=True)
class NewJob:
    """A job to store; a second one with the same `key` replaces it."""

    partnership_id: int
    key: str
    kind: JobKind
    subject: str
    instrument: str | None
    rule: str
    every: str
    starts_at: datetime
    until: date | None
    next_at: datetime
    made_by: int


@dataclass(frozen=True, slots=True)
class Job:
    """A stored job; it has stopped where it has no next time."""

    id: int
    partnership_id: int
    key: str
    kind: JobKind
    subject: str  # a briefing's reference, or event:REF or action:REF
    instrument: str | None
    rule: str
    every: str
    starts_at: datetime
    until: date | None
    next_at: datetime | None
    made_by: int
    stopped_because: str | None

    def every_in_words(self) -> str:
        """Return by which rule it repeats, in words."""
        return parse_every(self.every, self.starts_at).in_words()


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One time of a job and its result: `dispatch:7`, `missed`, or a code of `PROBLEMS`."""

    job_key: str
    due_at: datetime
    came_of_it: str


@dataclass(frozen=True, slots=True)
class Due:
    """What a job has to do now: send for `at`, note the `missed` times before it, move on.

    `too_near`: nothing is sent for `at` either, because the next regular time is near.
    """

    at: datetime
    missed: Sequence[datetime]
    next_at: datetime | None
    too_near: bool = False


def plan(
    every: str, at: datetime | None, until: date | None, now: datetime, is_holiday: IsHoliday
) -> Times:
    """Read a rule and find its first time: `at`, on whatever day, else the next that is no holiday.

    Raises `Refusal("every-unreadable")`, or `Refusal("until-too-early")` if nothing would go out.
    """
    tidied = as_rule(every)
    if len(tidied) > LONGEST_RULE:
        raise Refusal("every-unreadable", why=f"it is longer than {LONGEST_RULE} characters")
    starts_at = at or first_time(tidied, now)
    rule = parse_every(tidied, starts_at)
    next_at = at or next_after(rule, starts_at - timedelta(microseconds=1), is_holiday)
    if until is not None and next_at.astimezone(LONDON).date() > until:
        raise Refusal("until-too-early", first=weekday_and_moment(next_at))
    return Times(tidied, starts_at, next_at, until)


def due(job: Job, now: datetime, is_holiday: IsHoliday) -> Due | None:
    """Return what a job has to do at `now`, None where it has nothing to do."""
    if job.next_at is None or job.next_at > now:
        return None
    passed: list[datetime] = []
    for moment in times(parse_every(job.every, job.starts_at), job.next_at, job.until, is_holiday):
        if moment > now:
            return Due(passed[-1], passed[:-1], moment, _too_near(passed[-1], moment, now))
        passed.append(moment)
    return Due(passed[-1], passed[:-1], None)


def _too_near(missed: datetime, following: datetime, now: datetime) -> bool:
    """Say whether a missed time is so late that the next regular one is nearer than it."""
    late = now - missed
    return late > PROMPT and late > NEAR * (following - missed)


def next_not_sent(
    job: Job, now: datetime, sent: Collection[datetime], is_holiday: IsHoliday
) -> datetime | None:
    """Return a job's first time from `now` on for which nothing was sent yet, None if it is over.

    A clock that was ahead may have sent some of them, and moved the job on too far.
    """
    every = parse_every(job.every, job.starts_at)
    first = next_after(every, max(now, job.starts_at - timedelta(microseconds=1)), is_holiday)
    return next(
        (one for one in times(every, first, job.until, is_holiday) if one not in sent), None
    )


_IN_WORDS = {
    TOO_NEAR: "The program was not running at that time, and the next regular time was near.",
    MISSED: "The program was not running at that time.",
    OVER: "Its last day has passed.",
    STOPPED: "Someone stopped it.",
    "embargoed": "The briefing was still under embargo.",
    "nobody-in-audience": "No one matched its audience.",
    "audience-value-unknown": "Its audience names something that is no longer there.",
    "not-permitted": "The person who set it up may no longer send it.",
    "not-found": "What it sends is no longer there.",
    "audience-unreadable": "We can no longer understand the rule of its audience.",
}


def in_words(code: str) -> str:
    """Say why an occurrence sent nothing, or why a job has stopped."""
    problem = PROBLEMS.get(code)
    plain = (
        problem.sentence
        if problem and "{" not in problem.sentence
        else f"It was refused (code {code})."
    )
    return _IN_WORDS.get(code, plain)
