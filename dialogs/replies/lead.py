"""Replies to a safeguarding lead: sends, follow-ups, who was not reached, concerns without their words."""

from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.practitioner import ShowBriefing
from dialogs.replies.shape import Option, Reply
from surveys.sending.changes import Move


class Home(Reply):
    """A lead's or evaluator's first card: figures of what is going on, in lines of name and value, and what to do."""

    kind: ClassVar[str] = "Home"
    summary: ClassVar[str] = "Your partnership"
    partnership: str
    lines: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]


class ChooseBriefing(Reply):
    """Choose a briefing to send, and to whom."""

    kind: ClassVar[str] = "ChooseBriefing"
    summary: ClassVar[str] = "Send a briefing"
    briefings: tuple[Option, ...]
    audiences: tuple[Option, ...]  # value is an audience rule; a free rule may be typed instead
    briefing: str = ""  # as it was chosen before
    rule: str = ""  # as it was typed before
    problem: str | None = None


class Timed(BaseModel):
    """A part of replies about what may be set for later: the time as it was given before.

    A door at which the time is given first, such as the command line, shows `when` and `coming`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    day: date | None = None
    at_time: str = ""
    every: str = ""  # the rule by which it repeats
    when: str = ""  # in words, what is good to know of the time that was given
    coming: tuple[datetime, ...] = ()  # the next times of one that repeats


class ConfirmBriefing(Timed, Reply):
    """Count and preview before sending; `type_count` asks for the number to be typed (`everyone`)."""

    kind: ClassVar[str] = "ConfirmBriefing"
    summary: ClassVar[str] = "Check before sending"
    briefing: int
    audience: str
    count: int
    by_agency: tuple[tuple[str, int], ...]
    preview: ShowBriefing
    type_count: bool
    once: str  # makes a second tap the same send
    channels: tuple[Option, ...] = ()  # where else it can be posted
    version: int = 1  # of the text that is shown
    in_the_way: tuple[str, ...] = ()  # what keeps it from being sent
    findings: tuple[
        tuple[str, str, str], ...
    ] = ()  # of the release check: what it is, the words, why it matters
    word: str | None = None  # what whoever sends it gives their word for, where nobody has yet
    left_out: str = ""  # how many it would not reach now, by reason, in words
    held_back: str = ""  # until when it is, in words
    problem: str | None = None


class ChooseFollowUp(Reply):
    """Choose an event or an action, and the questionnaire, to follow up."""

    kind: ClassVar[str] = "ChooseFollowUp"
    summary: ClassVar[str] = "Follow up"
    subjects: tuple[Option, ...]  # value is "event:<id>" or "action:<id>"
    instruments: tuple[Option, ...]  # value is the instrument's code
    audiences: tuple[Option, ...]  # value is an audience rule; "" means those who attended
    subject: str = ""  # as they were chosen before
    instrument: str = ""
    rule: str = ""  # as it was typed before
    problem: str | None = None


class ConfirmFollowUp(Timed, Reply):
    """How many people and minutes a follow-up asks, before it is opened."""

    kind: ClassVar[str] = "ConfirmFollowUp"
    summary: ClassVar[str] = "Check before asking"
    subject: str
    subject_title: str
    instrument: str
    instrument_title: str
    audience: str
    count: int
    minutes_each: int
    minutes_in_all: int
    questions: int
    type_count: bool
    once: str
    by_agency: tuple[tuple[str, int], ...] = ()
    left_out: str = ""  # how many would not be asked now, by reason, in words
    problem: str | None = None


class Queued(Reply):
    """A send or a wave has been taken on: how many people, and how it stands (a card updated at a few steps)."""

    kind: ClassVar[str] = "Queued"
    summary: ClassVar[str] = "On its way"
    dispatch: int
    title: str
    count: int
    counts: tuple[tuple[str, int], ...]  # state in plain words, people
    when: str
    moves: tuple[Move, ...] = ()  # what may still be done about it
    channels: tuple[tuple[str, int], ...] = ()  # state in plain words, channels it is posted in
    briefing: int | None = None  # whose reach can be seen
    why: tuple[tuple[str, int], ...] = ()  # why people were missed, and how many
    left: str = ""  # when the rest will have gone out
    as_at: str = ""  # the moment of these figures


class SendPaused(Queued):
    """A send has been paused before it was through."""

    kind: ClassVar[str] = "SendPaused"
    summary: ClassVar[str] = "One of your messages has been paused and needs you"


class MissedBecause(BaseModel):
    """For how many people one reason stands, what to do about it, and how many of them had an e-mail."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: int
    words: str
    advice: str
    written: int


class NotReachedList(Reply):
    """Who has not been reached by a send or by the latest ones, with the reason in plain English and what to do."""

    kind: ClassVar[str] = "NotReached"
    summary: ClassVar[str] = "Who has not been reached"
    dispatches: tuple[tuple[str, int, int], ...]  # title, audience, not reached
    because: tuple[MissedBecause, ...]  # largest first
    people: tuple[
        tuple[str, str, str, str], ...
    ]  # of this page: name, agency, reason, what became of an e-mail
    page: int = 0
    pages: int = 1
    dispatch: int | None = None  # the one send that it is about
    not_known: int = 0  # people of whom it is not known, who can be written to by e-mail
    may_say: tuple[
        Option, ...
    ] = ()  # of this page: those whose word is all that could tell whether it arrived


class ChooseEmails(Reply):
    """Choose a send, to write by e-mail to those of whom it is not known whether it reached them."""

    kind: ClassVar[str] = "ChooseLetters"
    summary: ClassVar[str] = "Write by e-mail"
    sends: tuple[Option, ...]


class ConcernAlert(Reply):
    """A concern, without its content: reference, class, when it came, which partnership; and *I have this*."""

    kind: ClassVar[str] = "ConcernAlert"
    summary: ClassVar[str] = "A safeguarding concern needs you"
    concern: int
    ref: str
    grade: str  # red, amber or green
    raised: str
    partnership: str
    acknowledged_by: str | None = None


class ConcernList(Reply):
    """Open concerns of the partnership; never their words."""

    kind: ClassVar[str] = "Concerns"
    summary: ClassVar[str] = "Open concerns"
    concerns: tuple[ConcernAlert, ...]


class ConcernTaken(Reply):
    """The lead has said *I have this*: where the words can be read once, for a few minutes."""

    kind: ClassVar[str] = "ConcernTaken"
    summary: ClassVar[str] = "You have this concern"
    ref: str
    grade: str
    address: str  # single-use page
    minutes: int
