"""How long what is kept only for a time is kept."""

from collections.abc import Mapping
from datetime import timedelta
from enum import StrEnum


class Retained(StrEnum):
    """What is deleted when its time is over."""

    PROCESSED_ACTIVITIES = "processed activities"
    SUMMARY_FILES = "summary files"
    CHAT_MESSAGES = "what cards in chats show"
    RELEASES = "releases"
    PAPER_ENTRIES = "forms on paper that one person has typed in"
    YOU_SAID = "unreleased “you said, we did”"


RETENTION: Mapping[Retained, timedelta] = {
    Retained.PROCESSED_ACTIVITIES: timedelta(days=2),  # they carry the day alone
    Retained.SUMMARY_FILES: timedelta(hours=24),
    Retained.CHAT_MESSAGES: timedelta(days=365),
    Retained.RELEASES: timedelta(days=6 * 365),  # as the audit trail; a copy may be as old
    Retained.PAPER_ENTRIES: timedelta(days=90),
    Retained.YOU_SAID: timedelta(days=90),
}
