"""Replies of a form that is asked one question a page: its first page, a question, help, a check.

Each carries the answers so far, sealed; none says whether words raised a concern.
"""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.shape import Reply
from surveys.asking.instrument import Question, Reader
from surveys.asking.notices import HelpLine

Raw = str | int | list[str] | dict[str, str | int] | None


class PageFrame(BaseModel):
    """What every page of a form has: whose it is, for whom it is worded, and whom to call.

    `notice` is said on the page. After the person's own tap `told` says who knows; `help_now` puts
    the numbers to call before everything else.
    `tell` says that the person can tell someone from here, where the form asks for it.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    title: str
    reader: Reader
    partnership: str
    help_lines: tuple[HelpLine, ...]
    language: str = "en"
    languages: tuple[str, ...] = ("en",)  # in which it can be read
    notice: tuple[str, ...] = ()
    way_out: bool = True
    help_now: bool = False
    told: str = ""
    tell: bool = False
    held: str = ""  # the answers so far, sealed


class ShowStart(PageFrame, Reply):
    """The first page: who asks, about what, how long it takes, and what must be known before."""

    kind: ClassVar[str] = "ShowStart"
    about: str
    questions: int
    minutes: int
    up_to: bool = False  # whether some of the questions are for some people only
    gist: tuple[str, ...]  # three short sentences; `notice` is the whole of it
    once: str
    before: tuple[str, ...] = ()  # what was sent before, and what becomes of it
    changes: bool = False  # whether it takes the place of what was sent from this page before
    by_code: bool = False  # whether what was sent can be changed by a receipt code
    news: bool = False  # whether something was done about earlier answers, to read behind the link


class ShowQuestion(PageFrame, Reply):
    """One question, its number and of how many, with what was given so far and what is wrong.

    `section` are the words to read before it.
    """

    kind: ClassVar[str] = "ShowQuestion"
    question: Question
    section: tuple[Question, ...] = ()
    number: int
    of: int
    given: Raw = None
    problem: str = ""
    kept: bool = False  # whether it was answered before; the answer is not shown
    first: bool = False
    unsaved: str = ""  # the code of the problem for which nothing of the page was taken


class ShowHelp(PageFrame, Reply):
    """Whom to call now, and where the form asks for it, the way to tell someone from here."""

    kind: ClassVar[str] = "ShowHelp"
    question: Question | None
    given: Raw = None


class AnswerLine(BaseModel):
    """A question and what was answered, in words; `asks` is the question's id."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    asks: str
    question: str
    answer: str


class LookThrough(PageFrame, Reply):
    """All answers before they are sent, each with a way to change it."""

    kind: ClassVar[str] = "LookThrough"
    lines: tuple[AnswerLine, ...]
    problem: str = ""
    by_code: bool = False  # whether they were sent before, and are shown by their receipt code
    helped: tuple[str, ...] | None = None  # what is ticked of who helped; None: it is not asked


class AskLinkCode(PageFrame, Reply):
    """Ask for the code of a link, which is typed where there is no camera for its square."""

    kind: ClassVar[str] = "AskLinkCode"
    typed: str = ""
    problem: str = ""  # the code of what is wrong with what was typed


class YouSaidLine(BaseModel):
    """What was asked for, what was done, and the day (in words) on which that was released."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    said: str
    did: str
    on: str


class ShowYouSaid(PageFrame, Reply):
    """What people asked for in a form, and what was done; `closed` says that it takes no more."""

    kind: ClassVar[str] = "ShowYouSaid"
    lines: tuple[YouSaidLine, ...]
    closed: bool = False


class AskCode(PageFrame, Reply):
    """Ask for the receipt code of what was sent."""

    kind: ClassVar[str] = "AskCode"
    typed: str = ""
    problem: str = ""  # the code of what is wrong with what was typed
