"""Replies to those who write, approve and send briefings: how far one is, and what the release check points at."""

from typing import ClassVar

from dialogs.replies.practitioner import ShowBriefing
from dialogs.replies.shape import Option, Reply


class BriefingList(Reply):
    """The partnership's briefings, newest first, to open one."""

    kind: ClassVar[str] = "BriefingList"
    summary: ClassVar[str] = "Your briefings"
    briefings: tuple[Option, ...]  # value is the briefing


class OneBriefing(Reply):
    """How far a briefing is, what stands in the way of sending it, and how it reads.

    `next_verb` is what the person can do next towards sending it, None where that is for others.
    """

    kind: ClassVar[str] = "OneBriefing"
    summary: ClassVar[str] = "How far this briefing is"
    briefing: int
    version: int
    lines: tuple[tuple[str, str], ...]
    in_the_way: tuple[str, ...]
    preview: ShowBriefing
    next_verb: str | None
    may_duplicate: bool
    note: str | None = None  # what was just done


class ReleaseCheck(Reply):
    """What the release check points at in a version; `given` says who has given their word for it."""

    kind: ClassVar[str] = "ReleaseCheck"
    summary: ClassVar[str] = "Can anybody be recognised?"
    briefing: int
    version: int
    title: str
    findings: tuple[
        tuple[str, str, str], ...
    ]  # what it is, the words where they stand, why it matters
    word: str
    given: str | None
    may_give: bool
