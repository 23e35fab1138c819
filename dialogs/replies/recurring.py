"""Replies to a lead about what is sent again and again."""

from typing import ClassVar

from pydantic import BaseModel, ConfigDict

from dialogs.replies.shape import Reply


class ScheduledSend(BaseModel):
    """One recurring send, in words: what, to whom, by which rule, when next, what came of the last time."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    job: int
    title: str
    audience: str
    every: str
    next: str  # nothing where it does not come again
    last: str  # nothing where it has not been due yet
    stopped: str  # why it does not come again


class Schedule(Reply):
    """The recurring sends of a partnership; those that go on can be stopped.

    `begun` is the key of the one that was just set up.
    """

    kind: ClassVar[str] = "Schedule"
    summary: ClassVar[str] = "Recurring sends"
    jobs: tuple[ScheduledSend, ...]
    begun: str = ""
