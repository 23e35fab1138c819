"""Replies on a public page: the form, the same thanks for everyone, and what was not saved."""

from typing import ClassVar

from dialogs.replies.shape import Reply
from surveys.asking.instrument import Question, Reader
from surveys.asking.notices import HelpLine


class ShowForm(Reply):
    """A public form: all its questions, what was given so far, and what is wrong, by question."""

    kind: ClassVar[str] = "ShowForm"
    title: str
    voice: str
    partnership: str
    identity_words: str
    notice: tuple[str, ...]  # shown before the form, the last one also beside every text box
    questions: tuple[Question, ...]
    language: str = "en"
    languages: tuple[str, ...] = ("en",)  # in which it can be read
    once: str  # makes a second submission the same answer
    given: dict[str, str | int | list[str] | dict[str, str | int] | None]  # as sent, right or wrong
    problems: dict[str, str]
    about: str = ""
    minutes: int = 0  # how long it takes, as measured; 0 where that is not said
    # Questions answered before through another door; the answers are not shown.
    kept: frozenset[str] = frozenset()
    way_out: bool = True  # “Exit this page”: not for staff at their own desk
    reader: Reader | None = None  # for whom the page is worded; None goes by the voice
    help_lines: tuple[HelpLine, ...] = ()  # none given means the national numbers for the reader
    help_now: bool = False  # whether someone needs help now, though nothing is saved yet
    changes: bool = False  # whether it takes the place of what was sent from this page before
    unsaved: str = ""  # the code of the problem for which nothing of the whole form was saved
    helped: tuple[str, ...] | None = None  # what is ticked of who helped; None: it is not asked


class FormThanks(Reply):
    """The same page for everyone, with help numbers; `help_now` puts the numbers first."""

    kind: ClassVar[str] = "FormThanks"
    voice: str
    partnership: str
    help_now: bool
    notice: tuple[str, ...]
    language: str = "en"
    way_out: bool = True
    reader: Reader | None = None
    help_lines: tuple[HelpLine, ...] = ()
    receipt: str = ""  # the code by which what was sent can be changed, until the form closes
    news: bool = False  # whether something was done about earlier answers, to read behind the link


class AskAgain(Reply):
    """Ask whether a page that was used before changes what was sent, or somebody else answers.

    `sent` is what came with it just now, held by the page, and `held` the same, sealed; neither
    where it was only opened.
    """

    kind: ClassVar[str] = "AskAgain"
    title: str
    reader: Reader
    partnership: str
    once: str
    sent: dict[str, tuple[str, ...]]
    notice: tuple[str, ...]
    held: str = ""
    language: str = "en"
    help_now: bool = False
    help_lines: tuple[HelpLine, ...] = ()


class FormNotSaved(Reply):
    """A form was sent that cannot be taken: nothing is saved, and the words are given back."""

    kind: ClassVar[str] = "FormNotSaved"
    code: str  # from the catalogue of problems
    reader: Reader
    partnership: str
    notice: tuple[str, ...]
    words: tuple[tuple[str, str], ...]  # what was asked, what was written
    language: str = "en"
    help_now: bool = False
    way_out: bool = True
    help_lines: tuple[HelpLine, ...] = ()
    start_again: bool = False  # whether the form can be begun anew
