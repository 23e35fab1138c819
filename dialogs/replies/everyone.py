"""Replies to anyone, whatever their role."""

from enum import StrEnum
from typing import ClassVar

from dialogs.replies.shape import Needed, Reply


class Help(Reply):
    """What the person can do here, by role; it opens with `greeting` after an installation."""

    kind: ClassVar[str] = "Help"
    summary: ClassVar[str] = "What you can do here"
    greeting: str | None
    partnership: str
    words: tuple[tuple[str, str], ...]  # what to type or tap (also the verb's label), what it does
    before: tuple[str, ...] = ()  # what is said first to someone who typed something else
    nearest: str = ""  # the word that may have been meant
    needs: tuple[Needed, ...] = ()  # what needs them now, the most urgent first


class NotOnRoster(Reply):
    """The person is on no partnership's roster."""

    kind: ClassVar[str] = "NotOnRoster"
    summary: ClassVar[str] = "We can’t find you on the list of people"


class Said(Reply):
    """A short answer: a title, a sentence, and optionally the verb and label of one next step."""

    kind: ClassVar[str] = "Said"
    summary: ClassVar[str] = "Done"
    title: str
    text: str
    next_verb: str | None = None
    next_label: str | None = None


class ProblemReply(Reply):
    """A refusal that a person can read; `code` is from the catalogue of problems."""

    kind: ClassVar[str] = "Problem"
    summary: ClassVar[str] = "That did not work"
    code: str
    sentence: str
    advice: str
    typed: tuple[str, ...] = ()  # what was written and not saved, given back
    notice: tuple[str, ...] = ()  # with it: who reads it when, and whom to call


class Stale(Reply):
    """The card acted on is out of date, and what is true now."""

    kind: ClassVar[str] = "Stale"
    summary: ClassVar[str] = "This card is out of date"
    sentence: str
    advice: str
    typed: tuple[str, ...] = ()  # what was written and not saved, given back
    notice: tuple[str, ...] = ()  # with it: who reads it when, and whom to call


class AboutPage(StrEnum):
    """A public page about the app, by its address."""

    ABOUT = "about"
    PRIVACY = "privacy"
    TERMS = "terms"


class ShowAbout(Reply):
    """What the app is, what is kept, or how it may be used; and the partnerships that run it."""

    kind: ClassVar[str] = "ShowAbout"
    page: AboutPage
    partnerships: tuple[str, ...] = ()
