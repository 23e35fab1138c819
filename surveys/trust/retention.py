"""How long what is kept only for a time is kept, and what happens to it then.

A figure that was given out never changes because something was deleted: what is counted stays, and
whose it was goes.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum


class Retained(StrEnum):
    """What is deleted when its time is over; the stored value, and the name on the command line."""

    PROCESSED_ACTIVITIES = "processed-activities"
    SUMMARY_FILES = "summary-files"
    CHAT_MESSAGES = "chat-messages"
    RELEASES = "releases"
    PAPER_ENTRIES = "paper-entries"
    YOU_SAID = "you-said"
    DELIVERIES = "deliveries"
    CONVERSATIONS = "conversations"
    NAMED_ANSWERS = "named-answers"
    TEXTS = "texts"
    QUOTES = "quotes"
    CONCERN_TEXTS = "concern-texts"
    LEAVERS = "leavers"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """How long one kind is kept, in days, and in words what it is, from when, and what goes.

    A partnership may choose another number of days where `least` says the fewest it may choose.
    """

    days: int
    what: str
    since: str
    then: str = "It is deleted."
    least: int | None = None


YEAR = 365
MOST_DAYS = 10 * YEAR  # that a partnership may choose
RETENTION: Mapping[Retained, RetentionRule] = {
    Retained.PROCESSED_ACTIVITIES: RetentionRule(
        2,  # a row carries the day alone
        "The reply that each request from Teams got",
        "the day of the request",
    ),
    Retained.SUMMARY_FILES: RetentionRule(
        1,
        "Files of impact summaries asked for in Teams",
        "when the summary was asked for, or until the file was delivered",
    ),
    Retained.CHAT_MESSAGES: RetentionRule(
        YEAR,
        "What cards in chats show",
        "the last tap or change",
        "It is deleted; the card is then out of date.",
    ),
    Retained.RELEASES: RetentionRule(
        6 * YEAR,  # as the audit trail; a copy may be as old
        "The published figures of every summary",
        "when they were given out",
    ),
    Retained.PAPER_ENTRIES: RetentionRule(
        90, "Forms on paper that only one person has typed in", "when they were typed in"
    ),
    Retained.YOU_SAID: RetentionRule(
        90,
        "“You said, we did” that was withdrawn or never released",
        "when it was withdrawn or written",
        "The words are deleted; who wrote and withdrew them stays.",
    ),
    Retained.DELIVERIES: RetentionRule(
        YEAR,
        "Which message was sent to whom, and whether it arrived",
        "the last send of the same briefing or survey",
        "A code takes the place of the person, so that figures of reach stay as they are.",
        least=90,
    ),
    Retained.CONVERSATIONS: RetentionRule(
        30,
        "The address of a person’s chat with the bot",
        "when the app was removed, or someone who is on no list last wrote",
    ),
    Retained.NAMED_ANSWERS: RetentionRule(
        183,
        "Whose each named or confidential answer is",
        "when the last survey of the same action or event closed",
        "The key that leads from a person to their answers is destroyed; the answers stay.",
        least=30,
    ),
    Retained.TEXTS: RetentionRule(
        90,
        "What people wrote, once a reader has judged that it is no concern",
        "the day it was read",
        "It is deleted; of words that may be quoted only the version for quoting stays.",
        least=30,
    ),
    Retained.QUOTES: RetentionRule(
        2 * YEAR,
        "Words that a reader released for quoting",
        "the day they were read",
        least=30,
    ),
    Retained.CONCERN_TEXTS: RetentionRule(
        30,
        "The words of a safeguarding concern",
        "when it was closed: the case record of the agency dealing with it has them by then",
        "The words are deleted; the record of what was done stays.",
        least=7,
    ),
    Retained.LEAVERS: RetentionRule(
        YEAR,
        "The name, e-mail address and account of a person who has left",
        "the day they left",
        "Everything that tells who they were is deleted, as by an erasure; figures stay.",
        least=30,
    ),
    Retained.AUDIT: RetentionRule(
        6 * YEAR,
        "The audit trail",
        "when the entry was written",
        "The entry is deleted; the chain begins after it, under a mark that cannot be forged.",
        least=YEAR,
    ),
}
ELSEWHERE: Mapping[str, int] = {"Logs": 90, "Backups": 35}  # kept where the program cannot delete


@dataclass(frozen=True, slots=True)
class Over:
    """What of a kind is over now: what is from before a moment, in a partnership where it has one.

    `now` is the present moment.
    """

    before: datetime
    now: datetime
    partnership_id: int | None = None


def over(days: int, now: datetime, partnership_id: int | None = None) -> Over:
    """Return what is over now of something that is kept for so many days."""
    return Over(now - timedelta(days=days), now, partnership_id)
