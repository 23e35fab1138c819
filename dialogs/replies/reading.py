"""Replies to a lead who reads what people wrote: one text at a time, never who wrote it."""

from typing import ClassVar

from dialogs.replies.shape import Reply


class ReadText(Reply):
    """One text to read and to judge; `second` where another reader has judged it already."""

    kind: ClassVar[str] = "ReadText"
    summary: ClassVar[str] = "Texts to read"
    text_ref: str  # an opaque name
    question: str
    about: str
    words: str
    written: str  # when, as far as it is known
    due: str
    waiting: int
    late: int
    second: bool = False
    version: str = ""  # the version to quote, as it was typed
    problem: str | None = None


class NothingToRead(Reply):
    """No text waits for this reader; how often two readers have agreed."""

    kind: ClassVar[str] = "NothingToRead"
    summary: ClassVar[str] = "There is nothing to read"
    agreement: str
    problem: str | None = None
