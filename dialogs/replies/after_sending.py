"""Replies about a confirmed send: cancelled, changed, withdrawn, or posted in a channel."""

from typing import ClassVar

from dialogs.replies.practitioner import ShowBriefing
from dialogs.replies.shape import Option, Reply
from surveys.sending.changes import Move


class ChangeSend(Reply):
    """What can still be done about a send in its present state."""

    kind: ClassVar[str] = "ChangeSend"
    summary: ClassVar[str] = "Change or stop a message"
    dispatch: int
    title: str
    standing: str
    moves: tuple[Move, ...]


class ConfirmCancel(Reply):
    """How many people will not get it, before the rest is cancelled."""

    kind: ClassVar[str] = "ConfirmCancel"
    summary: ClassVar[str] = "Check before cancelling"
    decides: ClassVar[bool] = True
    dispatch: int
    title: str
    waiting: int
    sending: int
    reached: int


class ConfirmWithdraw(Reply):
    """How many cards are replaced, how many will not get it, and `reasons` to choose from."""

    kind: ClassVar[str] = "ConfirmWithdraw"
    summary: ClassVar[str] = "Check before withdrawing"
    decides: ClassVar[bool] = True
    dispatch: int
    title: str
    waiting: int
    reached: int
    reasons: tuple[Option, ...]
    problem: str | None = None


class ConfirmChange(Reply):
    """The briefing's newest text, before it replaces what was sent; `mark` is a digest of it."""

    kind: ClassVar[str] = "ConfirmChange"
    summary: ClassVar[str] = "Check before changing the text"
    decides: ClassVar[bool] = True
    dispatch: int
    title: str
    waiting: int
    reached: int
    preview: ShowBriefing
    mark: str
    can_list: bool  # whether someone saw an earlier text already
    problem: str | None = None


class OldTextReaders(Reply):
    """Who was sent an earlier text, by page; those who had said they read it come first."""

    kind: ClassVar[str] = "SawOldText"
    summary: ClassVar[str] = "Who saw the old text"
    dispatch: int
    title: str
    changed: str  # when, in words
    count: int
    cards_waiting: int  # cards that do not show the new text yet
    cards: str = ""  # how many cards are replaced, and how many people see the old text, in words
    people: tuple[tuple[str, str, bool, str], ...]  # name, agency, had read it, state of the card
    page: int
    pages: int


class Withdrawn(Reply):
    """What replaces a withdrawn briefing: by whom, when and why. It does not repeat the text."""

    kind: ClassVar[str] = "Withdrawn"
    summary: ClassVar[str] = "A briefing has been withdrawn"
    title: str | None  # None where the title itself might say too much
    partnership: str
    when: str
    why: str


class ChannelPost(Reply):
    """A briefing posted in a channel, which keeps no one's own acts."""

    kind: ClassVar[str] = "ChannelPost"
    briefing: ShowBriefing

    def lock_screen(self) -> str:
        """Say that there is a briefing, and its title, which its author wrote for all to see."""
        return f"A seven-minute briefing: {self.briefing.title}"[:120]
