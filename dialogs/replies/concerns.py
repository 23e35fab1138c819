"""Replies about safeguarding concerns: never with their words, except the page that shows them."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.shape import Reply
from surveys.trust.classes import priority


class ConcernAlert(Reply):
    """A concern without its content: reference, grade, when it was raised, in which partnership."""

    kind: ClassVar[str] = "ConcernAlert"
    summary: ClassVar[str] = "A safeguarding concern needs you"
    concern: int
    ref: str
    grade: str  # red, amber or green
    raised: str
    partnership: str
    acknowledged_by: str | None = None
    since: str = ""  # since when they have been dealing with it
    state: str = ""  # what has been done, in words
    caution: str = ""  # what to take care of
    deadline: str = ""  # by when someone is to deal with it, in words; once passed, since when
    told_because: str = ""  # why this lead is told now, where no one has dealt with it before


class ConcernUnanswered(Reply):
    """No lead has dealt with a concern in time: for those who run the service, to reach the leads.

    It has nothing of the concern but reference, grade, when it was raised, in which partnership.
    """

    kind: ClassVar[str] = "ConcernUnanswered"
    summary: ClassVar[str] = "No lead is dealing with a safeguarding concern"
    ref: str
    grade: str
    raised: str
    partnership: str


class AlertTest(Reply):
    """A test of alerts, marked as one: no concern has been raised."""

    kind: ClassVar[str] = "AlertTest"
    summary: ClassVar[str] = "A test of safeguarding alerts"
    test: int
    partnership: str
    asked: str


class ConcernList(Reply):
    """A page of open concerns (`page` counts from 0), `count` in all; never their words."""

    kind: ClassVar[str] = "Concerns"
    summary: ClassVar[str] = "Open concerns"
    concerns: tuple[ConcernAlert, ...]
    count: int | None = None  # not known to earlier versions
    red: tuple[str, ...] = ()  # references of all that are red
    page: int = 0
    pages: int = 1


class RecordLine(BaseModel):
    """One line of the work record; its note is shown on the page with the words alone."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: str
    what: str
    who: str = ""
    note: str = ""


class OneConcern(Reply):
    """A concern, who is dealing with it, what was done, and what the reader may record now."""

    kind: ClassVar[str] = "OneConcern"
    summary: ClassVar[str] = "A safeguarding concern"
    concern: int
    ref: str
    grade: str
    raised: str
    partnership: str
    state: str = ""
    owner: str = ""
    since: str = ""
    mine: bool = False
    record: tuple[RecordLine, ...] = ()
    steps: tuple[str, ...] = ()
    may_take: bool = False
    may_take_over: bool = False
    typed: str = ""  # the note as it was typed before
    problem: str | None = None


class ConcernTaken(Reply):
    """Where the lead who is dealing with a concern reads its words once, for a minute."""

    kind: ClassVar[str] = "ConcernTaken"
    summary: ClassVar[str] = "You are dealing with this concern"
    ref: str
    grade: str
    address: str  # a one-time link
    minutes: int
    concern: int | None = None  # not known to earlier versions


class ConcernWords(Reply):
    """The words of a concern, shown once to a lead, with all that we know of the answer."""

    kind: ClassVar[str] = "ConcernWords"
    ref: str
    grade: str
    raised: str
    words: tuple[tuple[str, str], ...]  # question, words
    from_whom: str
    about: str = ""  # the form or the briefing that was being answered
    facts: tuple[tuple[str, str], ...] = ()  # how long ago, by which door and link, what they chose
    deleted: bool = False  # the words were, because their time was over
    record: tuple[RecordLine, ...] = ()


def known_facts(
    reply: ConcernAlert | ConcernUnanswered | OneConcern,
) -> tuple[tuple[str, str], ...]:
    """Return what cards and e-mails say of a concern: names and values, and nothing else of it."""
    deadline = reply.deadline if isinstance(reply, ConcernAlert) else ""
    return (
        ("Reference", reply.ref),
        ("Priority", priority(reply.grade)),
        ("Raised", reply.raised),
        ("Partnership", reply.partnership),
        *([("Deal with it by", deadline)] if deadline else []),
    )
