"""Replies to a lead about recurring sends."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.shape import Reply


class ScheduledSend(BaseModel):
    """One recurring send, in words: what, to whom, how often, when next, what happened last."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    job: int
    title: str
    audience: str
    every: str
    next: str  # "" if no more are planned
    last: str  # "" if it has not been due yet
    stopped: str  # why no more are planned


class Schedule(Reply):
    """The recurring sends of a partnership; active ones can be stopped.

    `begun` is the key of the one that was just set up.
    """

    kind: ClassVar[str] = "Schedule"
    summary: ClassVar[str] = "Recurring sends"
    jobs: tuple[ScheduledSend, ...]
    begun: str = ""
