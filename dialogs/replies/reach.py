"""Replies about the reach of a briefing: the funnel by agency, and the cascade log of its discussions."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.shape import Option, Reply


class ChooseReach(Reply):
    """Choose a briefing that was sent, to see how far it came."""

    kind: ClassVar[str] = "ChooseReach"
    summary: ClassVar[str] = "How far a briefing came"
    briefings: tuple[Option, ...]


class ReachLine(BaseModel):
    """One line of a funnel: whose figures, and each step in words with its people, None where it is held back."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str
    figures: tuple[tuple[str, int | None], ...]


class ShowReach(Reply):
    """How far a briefing came: everybody, then by agency; `minimum` is the smallest group shown."""

    kind: ClassVar[str] = "ShowReach"
    summary: ClassVar[str] = "How far your briefing came"
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
