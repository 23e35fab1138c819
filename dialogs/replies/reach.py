"""Replies about the reach of a briefing: the funnel by agency, and the log of its discussions."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.shape import Option, Reply


class ChooseReach(Reply):
    """Choose a briefing that was sent, to see who it reached."""

    kind: ClassVar[str] = "ChooseReach"
    summary: ClassVar[str] = "Who a briefing reached"
    briefings: tuple[Option, ...]


class ReachLine(BaseModel):
    """One line of a funnel: its name, and each step in words with its count, None where hidden."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    figures: tuple[tuple[str, int | None], ...]


class ShowReach(Reply):
    """The reach of a briefing: everyone, then by agency; `minimum` is the smallest group shown."""

    kind: ClassVar[str] = "ShowReach"
    summary: ClassVar[str] = "Who your briefing reached"
    briefing: int
    title: str
    everybody: ReachLine
    agencies: tuple[ReachLine, ...]
    minimum: int
    discussions: int


class LoggedTalk(BaseModel):
    """One discussion: when, where and with how many, which agency, and the words."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    when: str
    setting: str
    people: int | None
    agency: str
    raised: str | None
    agreed: str | None


class CascadeLog(Reply):
    """The discussions of a briefing, newest first, a page at a time (`page` from 0)."""

    kind: ClassVar[str] = "CascadeLog"
    summary: ClassVar[str] = "What teams agreed to change"
    briefing: int
    title: str
    talks: tuple[LoggedTalk, ...]
    page: int
    pages: int
    count: int
