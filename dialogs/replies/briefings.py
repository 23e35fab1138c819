"""Replies to people who write, approve and send briefings: their status and the release check."""

from typing import ClassVar

from dialogs.replies.practitioner import ShowBriefing
from dialogs.replies.shape import Option, Reply


class BriefingList(Reply):
    """The partnership's briefings, newest first, to open one."""

    kind: ClassVar[str] = "BriefingList"
    summary: ClassVar[str] = "Your briefings"
    briefings: tuple[Option, ...]  # value is the briefing


class OneBriefing(Reply):
    """The status of a briefing, what prevents sending it, and how it reads.

    `next_verb` is this person's next step towards sending it, None where others must act.
    """

    kind: ClassVar[str] = "OneBriefing"
    summary: ClassVar[str] = "A briefing and its status"
    briefing: int
    version: int
    lines: tuple[tuple[str, str], ...]
    in_the_way: tuple[str, ...]
    preview: ShowBriefing
    next_verb: str | None
    may_duplicate: bool
    note: str | None = None  # what was just done


class ReleaseCheck(Reply):
    """What the release check flags in a version; `given` says who signed it off, and when."""

    kind: ClassVar[str] = "ReleaseCheck"
    summary: ClassVar[str] = "Could anyone be identified?"
    decides: ClassVar[bool] = True
    briefing: int
    version: int
    title: str
    findings: tuple[tuple[str, str, str], ...]  # what it is, the words in context, why it matters
    word: str
    given: str | None
    may_give: bool
