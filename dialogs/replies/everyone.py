"""Replies to anyone, whatever their role."""

from typing import ClassVar

from dialogs.replies.shape import Reply


class Help(Reply):
    """What the person can do here, by their roles; `greeting` opens it after an installation."""

    kind: ClassVar[str] = "Help"
    summary: ClassVar[str] = "What you can do here"
    greeting: str | None
    partnership: str
    words: tuple[
        tuple[str, str], ...
    ]  # what to type or tap, what it does; the word is also the verb's label


class NotOnRoster(Reply):
    """The person is not on any partnership's roster."""

    kind: ClassVar[str] = "NotOnRoster"
    summary: ClassVar[str] = "We can't find you on the list of people"


class Said(Reply):
    """A short word back: a title, a sentence, and perhaps the verb and label of one next step."""

    kind: ClassVar[str] = "Said"
    summary: ClassVar[str] = "Done"
    title: str
    text: str
    next_verb: str | None = None
    next_label: str | None = None


class ProblemReply(Reply):
    """A refusal that a person can read: what is wrong, what to do; `code` is from the catalogue of problems."""

    kind: ClassVar[str] = "Problem"
    summary: ClassVar[str] = "That did not work"
    code: str
    sentence: str
    advice: str


class Stale(Reply):
    """The card acted on is out of date: says so and what is true now."""

    kind: ClassVar[str] = "Stale"
    summary: ClassVar[str] = "This card is out of date"
    sentence: str
    advice: str
