"""Replies behind our links: a download, the words of a concern, the target of a tracked link."""

from typing import ClassVar

from dialogs.replies.shape import Reply


class OneTimeLinkOffer(Reply):
    """What a one-time link offers; looking does not use it up, pressing the button does.

    `to` is where the button leads: this page itself where it is empty.
    """

    kind: ClassVar[str] = "SlipOffer"
    title: str
    text: str
    button: str
    to: str = ""


class LeadsTo(Reply):
    """Where a tracked link leads: the briefing's own address."""

    kind: ClassVar[str] = "LeadsTo"
    address: str


class Download(Reply):
    """A file, handed over once."""

    kind: ClassVar[str] = "Download"
    file_name: str
    media_type: str
    content: bytes


class ConcernWords(Reply):
    """The words of a concern, shown once to a lead, with what we know of the writer."""

    kind: ClassVar[str] = "ConcernWords"
    ref: str
    grade: str
    raised: str
    words: tuple[tuple[str, str], ...]  # question, words
    from_whom: str
    about: str = ""  # the form or the briefing that was being answered
