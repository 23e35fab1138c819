"""Replies to a safeguarding lead: sends, follow-ups, people not reached, concerns (no words)."""

from datetime import date, datetime
from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.practitioner import ShowBriefing
from dialogs.replies.shape import Needed, Option, Reply
from surveys.sending.changes import Move


class Home(Reply):
    """An overview: figures of what is going on, as names and values, and what the person can do."""

    kind: ClassVar[str] = "Home"
    summary: ClassVar[str] = "Your partnership"
    partnership: str
    lines: tuple[tuple[str, str], ...]
    words: tuple[tuple[str, str], ...]
    needs: tuple[Needed, ...] = ()  # what needs them now, the most urgent first


class ChooseBriefing(Reply):
    """Choose a briefing to send, and to whom."""

    kind: ClassVar[str] = "ChooseBriefing"
    summary: ClassVar[str] = "Send a briefing"
    briefings: tuple[Option, ...]
    audiences: tuple[Option, ...]  # value is an audience rule; a rule may be typed instead
    briefing: str = ""  # as it was chosen before
    rule: str = ""  # as it was typed before
    problem: str | None = None
    newest: str = ""  # the newest of `briefings` that can be sent now: offered at one tap


class Timed(BaseModel):
    """A part of replies about what may be set for later: the time as it was given before.

    A door at which the time is given first, such as the command line, shows `when` and `coming`.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    timed: bool = False  # whether it asks for a time, a repeat and channels
    day: date | None = None
    at_time: str = ""
    every: str = ""  # the rule by which it repeats
    when: str = ""  # in words, what is good to know of the time that was given
    starts: str = ""  # in words, when it goes out: now, on a day, or from the end of quiet hours
    coming: tuple[datetime, ...] = ()  # the next times of one that repeats


class ConfirmBriefing(Timed, Reply):
    """Count and preview before sending; with `type_count` the number must be typed (`everyone`)."""

    kind: ClassVar[str] = "ConfirmBriefing"
    summary: ClassVar[str] = "Check before sending"
    decides: ClassVar[bool] = True
    briefing: int
    audience: str
    count: int
    by_agency: tuple[tuple[str, int], ...]
    preview: ShowBriefing
    type_count: bool
    once: str  # makes a second tap the same send
    channels: tuple[Option, ...] = ()  # where else it can be posted
    version: int = 1  # of the text that is shown
    in_the_way: tuple[str, ...] = ()  # what prevents sending it
    # Of the release check: what it is, the words, why it matters.
    findings: tuple[tuple[str, str, str], ...] = ()
    word: str | None = None  # what the sender confirms, where no one has signed it off yet
    left_out: str = ""  # how many people it would not reach now, by reason, in words
    had: int = 0  # people of the audience who had it before, and are not in `count`
    had_before: tuple[str, ...] = ()  # from whom and when, in words, the latest first
    again: bool = False  # whether it was chosen that they get it once more
    held_back: str = ""  # until when it is under embargo, in words
    problem: str | None = None


class FollowUpOffer(BaseModel):
    """A follow-up at one tap: of an event that is over, among those who attended."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    subject: str
    instrument: str
    text: str
    detail: str


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
    offers: tuple[FollowUpOffer, ...] = ()


class ConfirmFollowUp(Timed, Reply):
    """How many people and minutes a follow-up asks, before it is sent."""

    kind: ClassVar[str] = "ConfirmFollowUp"
    summary: ClassVar[str] = "Check before asking"
    decides: ClassVar[bool] = True
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
    """The progress of a send or a wave (its card is updated at a few steps)."""

    kind: ClassVar[str] = "Queued"
    summary: ClassVar[str] = "On its way"
    dispatch: int
    title: str
    count: int
    counts: tuple[tuple[str, int], ...]  # state in plain words, people
    when: str
    moves: tuple[Move, ...] = ()  # what can still be done about it
    channels: tuple[tuple[str, int], ...] = ()  # state in plain words, channels it is posted in
    not_posted: tuple[tuple[str, str], ...] = ()  # a channel by name, and why and what to do
    briefing: int | None = None  # the briefing whose reach can be seen
    why: tuple[tuple[str, int], ...] = ()  # why people were not reached, and how many
    left: str = ""  # when the rest will have been sent, in words
    cards: str = ""  # after a change: how many cards are replaced, in words
    as_at: str = ""  # the moment of these figures, in words


class SendPaused(Queued):
    """A send was paused before it finished."""

    kind: ClassVar[str] = "SendPaused"
    summary: ClassVar[str] = "One of your messages is paused and needs you"


class MissedBecause(BaseModel):
    """How many people were missed for one reason, what to do, how many of them had an e-mail."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    people: int
    words: str
    advice: str
    written: int


class NotReachedList(Reply):
    """Who a send, or the latest sends, did not reach, with the reason and what to do."""

    kind: ClassVar[str] = "NotReached"
    summary: ClassVar[str] = "Who we have not reached"
    dispatches: tuple[tuple[str, int, int], ...]  # title, audience, not reached
    because: tuple[MissedBecause, ...]  # largest first
    # Of this page: name, agency, reason, state of an e-mail to them.
    people: tuple[tuple[str, str, str, str], ...]
    page: int = 0
    pages: int = 1
    dispatch: int | None = None  # the one send that it is about
    not_known: int = 0  # people whose delivery is not confirmed and who can get an e-mail
    may_say: tuple[Option, ...] = ()  # of this page: those who alone could say whether it arrived


class ChooseEmails(Reply):
    """Choose a send, to e-mail the people whose delivery is not confirmed."""

    kind: ClassVar[str] = "ChooseLetters"
    summary: ClassVar[str] = "Send an e-mail"
    decides: ClassVar[bool] = True
    sends: tuple[Option, ...]


class AskAccount(Reply):
    """Ask a lead whether an account is a person’s; without `can_answer` it only tells them."""

    kind: ClassVar[str] = "AskAccount"
    summary: ClassVar[str] = "Please check a Teams account"
    asked: int
    name: str
    email: str
    agency: str
    partnership: str
    what: str  # what we have seen, in words
    tenant: str  # the account's
    can_answer: bool
