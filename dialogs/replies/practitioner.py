"""Replies to a practitioner: briefings to read, surveys to answer, their own data."""

from datetime import date
from typing import ClassVar, Literal

from dialogs.replies.question_pages import YouSaidLine
from dialogs.replies.shape import Option, Reply
from surveys.asking.instrument import Question
from surveys.asking.length import minutes_in_words
from surveys.asking.notices import notice


class ShowBriefing(Reply):
    """A briefing to read, with what the person has already done with it (`acts`).

    `tracked` are the addresses through which the reader opens the links, in the same order; without
    them the links lead straight to their own addresses.
    """

    kind: ClassVar[str] = "ShowBriefing"
    briefing: int
    title: str
    partnership: str
    sections: tuple[tuple[str, str], ...]
    links: tuple[tuple[str, str], ...]  # title, https address
    tracked: tuple[str, ...] = ()
    acts: frozenset[Literal["read", "useful", "not-useful", "discussed", "intends", "followed"]] = (
        frozenset()
    )
    preview: bool = False  # shown to a lead before sending: acts are left out
    page: str = ""  # where the reader can do the same in the browser
    check_in: str = ""  # the day on which we ask about a plan that was just made

    def lock_screen(self) -> str:
        """Say that there is a briefing, and its title, which its author wrote for all to see."""
        what = "A preview, only for you" if self.preview else "A seven-minute briefing for you"
        return f"{what}: {self.title}"[:120]


class AskDiscussion(Reply):
    """Ask how a briefing was discussed: where, how many took part, what they asked and agreed."""

    kind: ClassVar[str] = "AskDiscussion"
    summary: ClassVar[str] = "Tell us about the discussion"
    briefing: int
    title: str
    settings: tuple[Option, ...]
    once: str  # makes a second tap the same discussion


class AskIntention(Reply):
    """Ask for one thing the person will do differently (text) and by when (date)."""

    kind: ClassVar[str] = "AskIntention"
    summary: ClassVar[str] = "One thing you will do differently"
    briefing: int
    title: str
    earliest: date


class ComeBack(Reply):
    """Check in about a plan; its words are shown only where the person asks for them (`plan`)."""

    kind: ClassVar[str] = "ComeBack"
    summary: ClassVar[str] = "You planned to do one thing differently. Did it happen?"
    briefing: int
    title: str
    by_when: str | None = None  # in words
    plan: str | None = None


class AskNewDate(Reply):
    """Ask when to check in again about a plan that has not happened yet."""

    kind: ClassVar[str] = "AskNewDate"
    summary: ClassVar[str] = "When should we ask you again?"
    briefing: int
    title: str
    earliest: date


class InviteToSurvey(Reply):
    """A survey to start: how many questions and minutes, how answers are kept, when it closes."""

    kind: ClassVar[str] = "InviteToSurvey"
    wave: int
    title: str
    about: str  # the event or action it asks about
    questions: int
    minutes: int
    identity_words: str
    notice: tuple[str, ...]
    closes: str | None  # in words, London time
    reminder: bool = False
    page: str = ""  # where the person can answer in the browser
    in_brief: tuple[str, ...] = ()  # the gist of `identity_words` and `notice`
    language: str = "en"

    def lock_screen(self) -> str:
        """Say what it asks about and how long it takes."""
        begins = "A reminder: a" if self.reminder else "A"
        return f"{begins} short survey, about {minutes_in_words(self.minutes)}"


class AskQuestion(Reply):
    """One question, in the same message, with “back” and “finish later”.

    `ticket` identifies the response where no one is named; it returns with every answer.
    `words_kept` says that words were written before: they are never shown again. `section` are the
    words to read before the question, `order` what has a place so far where choices are put in one.
    """

    kind: ClassVar[str] = "AskQuestion"
    summary: ClassVar[str] = "One question for you"
    wave: int
    ticket: str | None = None
    survey: str
    question: Question
    language: str = "en"
    number: int
    of: int
    can_go_back: bool
    section: tuple[Question, ...] = ()
    # Chosen before, to show again.
    given: str | int | float | dict[str, int] | list[str] | None = None
    order: tuple[str, ...] = ()
    before: int | None = None  # the first of two numbers, where the second is asked
    words_kept: bool = False
    notice: tuple[str, ...] = ()  # shown beside a free-text box, before anything is typed
    problem: str | None = None  # why the last try was not taken
    page: str = ""  # where the person can go on in the browser
    typed: str = ""  # the words of that try, given back: they are not saved
    last_time: tuple[YouSaidLine, ...] = ()  # what was done about earlier answers, first card only

    def lock_screen(self) -> str:
        """Say that there is a question, in the reader's language."""
        return notice("one-question", self.language)


class Thanks(Reply):
    """The survey is finished; the same for everyone. `help_now` puts the numbers to call first."""

    kind: ClassVar[str] = "Thanks"
    summary: ClassVar[str] = "Thank you"
    survey: str
    language: str = "en"
    wave: int | None
    help_now: bool = False
    notice: tuple[str, ...]

    def lock_screen(self) -> str:
        """Say thank you, in the reader's language."""
        return notice("thank-you", self.language)


class ChooseSubject(Reply):
    """What frontline feedback is about (`value` is the action); leads to `give-feedback`."""

    kind: ClassVar[str] = "ChooseSubject"
    summary: ClassVar[str] = "Give feedback"
    subjects: tuple[Option, ...]
    notice: tuple[str, ...]
    in_brief: tuple[str, ...] = ()  # the gist of the notice
    language: str = "en"


class SurveyList(Reply):
    """The person's open surveys, to start or carry on with, and those finished."""

    kind: ClassVar[str] = "SurveyList"
    summary: ClassVar[str] = "Your surveys"
    open: tuple[Option, ...]  # value is the wave
    finished: tuple[str, ...]


class MyData(Reply):
    """What we hold about the person, as names and values."""

    kind: ClassVar[str] = "MyData"
    summary: ClassVar[str] = "What we hold about you"
    lines: tuple[tuple[str, str], ...]
    earliest: date  # the earliest day on which someone who goes away now can be back
    away: bool = False  # whether they are away
    problem: str | None = None
