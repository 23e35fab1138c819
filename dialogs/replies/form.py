"""Replies on a public page: the form, and the same thanks for everyone."""

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
    once: str  # makes a second submission the same answer
    given: dict[str, str | int | list[str] | dict[str, str | int] | None]  # as sent, right or wrong
    problems: dict[str, str]
    about: str = ""
    # Questions answered before through another door; the answers are not shown.
    kept: frozenset[str] = frozenset()
    way_out: bool = True  # “Exit this page”: not for staff at their own desk
    reader: Reader | None = None  # for whom the page is worded; None goes by the voice
    help_lines: tuple[HelpLine, ...] = ()  # none given means the national numbers for the reader


class FormThanks(Reply):
    """The same page for everyone, with help numbers; `help_now` puts the numbers first."""

    kind: ClassVar[str] = "FormThanks"
    voice: str
    partnership: str
    help_now: bool
    notice: tuple[str, ...]
    way_out: bool = True
    reader: Reader | None = None
    help_lines: tuple[HelpLine, ...] = ()
