"""Replies behind an address of ours: a download, the words of a concern, where a tracked link leads."""

from typing import ClassVar

from dialogs.replies.shape import Reply


class OneTimeLinkOffer(Reply):
    """What a single-use address holds; nothing is spent until the button is pressed."""

    kind: ClassVar[str] = "SlipOffer"
    title: str
    text: str
    button: str
    to: str = ""  # where the button leads, from this page; nowhere else where none is given


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
    """The words of a concern, shown once to the lead who has it, with what is known of who wrote them."""

    kind: ClassVar[str] = "ConcernWords"
    ref: str
    grade: str
    raised: str
    words: tuple[tuple[str, str], ...]  # question, words
    from_whom: str
    about: str = ""  # the form or the briefing that was being answered
