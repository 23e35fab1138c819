"""Replies behind our links: a download, the target of a tracked link."""

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
