"""Chats to which nothing is sent for a while, because of what Teams has said of them.

It ends by itself: when the person writes to us, and after `RESTS`, because unblocking the app
tells us nothing. An administrator who allows the app again tells us nothing either, so that is
tried with each send.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta

from surveys.people import Chat, ChatState

RESTS = timedelta(days=7)
SHUT: Mapping[ChatState, str | None] = {  # by what Teams said: why nothing is sent, if so
    ChatState.INSTALLED: None,
    ChatState.REMOVED: "not_installed",
    ChatState.NOT_INSTALLED: "not_installed",
    ChatState.BLOCKED: "blocked",
    ChatState.DISABLED: None,
    ChatState.GONE: None,
    ChatState.REFUSED: None,
}


def why_shut(chat: Chat | None, now: datetime) -> str | None:
    """Return why nothing is sent to a chat at a moment; None where it is tried."""
    if chat is None or chat.since is None or chat.since <= now - RESTS:
        return None
    return SHUT[chat.state]
