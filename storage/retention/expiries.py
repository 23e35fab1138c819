"""What comes to its end in which way: one table, which a test holds to the kinds there are."""

from collections.abc import Mapping
from types import MappingProxyType

from sqlalchemy import ColumnElement, and_, null, or_

from storage import tables as t
from storage.impact.summary_requests import DONE
from storage.impact.you_said import WORDS
from storage.retention.expiry import Expiry, emptied, row_deleted
from storage.retention.messages import DELIVERIES
from storage.retention.people import CONVERSATIONS, LEAVERS, STUDIES
from storage.retention.texts import COMMENTS, CONCERN_TEXTS, comments_of, texts_of
from storage.retention.trail import TRAIL
from surveys.trust.reading import Mark
from surveys.trust.retention import Over, Retained


def _files(over: Over) -> ColumnElement[bool]:
    """Return the condition for a file whose end has come, which it got when it was asked for."""
    return and_(t.orders.c.expires_at <= over.now, t.orders.c.sealed.is_not(None))


def _never_released(over: Over) -> ColumnElement[bool]:
    rows = t.you_said.c
    never = and_(rows.released_at.is_(None), rows.written_at < over.before)
    return and_(rows.said.is_not(None), or_(rows.withdrawn_at < over.before, never))


def _read_texts(*marks: Mark) -> tuple[Expiry, ...]:
    answers = tuple(texts_of(mark) for mark in marks)
    return (*answers, *(comments_of(column, mark) for column in COMMENTS for mark in marks))


EXPIRIES: Mapping[Retained, tuple[Expiry, ...]] = MappingProxyType(
    {
        Retained.PROCESSED_ACTIVITIES: (
            Expiry(t.activities, lambda over: t.activities.c.at < over.before, row_deleted),
        ),
        Retained.SUMMARY_FILES: (
            Expiry(t.orders, _files, emptied(state=DONE, sealed=None, upload=None)),
        ),
        Retained.CHAT_MESSAGES: (
            Expiry(
                t.chat_messages,
                lambda over: t.chat_messages.c.changed_at < over.before,
                row_deleted,
            ),
        ),
        Retained.RELEASES: (
            Expiry(t.releases, lambda over: t.releases.c.made_at < over.before, row_deleted),
        ),
        Retained.PAPER_ENTRIES: (
            Expiry(
                t.paper_entries,
                lambda over: t.paper_entries.c.entered_on <= over.before.date(),
                row_deleted,
            ),
        ),
        Retained.YOU_SAID: (
            Expiry(t.you_said, _never_released, emptied(**dict.fromkeys(WORDS, null()))),
        ),
        Retained.DELIVERIES: (DELIVERIES,),
        Retained.CONVERSATIONS: (CONVERSATIONS,),
        Retained.NAMED_ANSWERS: (STUDIES,),
        Retained.TEXTS: _read_texts(Mark.WITHHELD, Mark.REDACTED),
        Retained.QUOTES: _read_texts(Mark.RELEASED),
        Retained.CONCERN_TEXTS: (CONCERN_TEXTS,),
        Retained.LEAVERS: (LEAVERS,),
        Retained.AUDIT: (TRAIL,),
    }
)
