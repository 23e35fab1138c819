"""The end of what people wrote: answers in their own words, comments on briefings, concerns.

What no one has read stays until someone has. Of words that may be quoted in a reader's version only
that version stays, as the text itself.
"""

from typing import Any

from sqlalchemy import ColumnElement, Text, and_, cast, exists, func, literal, select, update

from storage import tables as t
from storage.retention.expiry import Ending, Expiry, is_row, row_deleted
from storage.telling.comments_to_read import DISCUSSIONS, PLANS, CommentColumn
from surveys.trust.concern_record import ConcernState
from surveys.trust.reading import Mark, TextSource
from surveys.trust.retention import Over

_NO_WORDS = '{"words": [], "person": null, "door": "", "deleted": true}'
_X, _C, _S, _R = t.texts.c, t.concerns.c, t.concern_steps.c, t.readings.c
COMMENTS = (*PLANS, *DISCUSSIONS)


def texts_of(mark: Mark) -> Expiry:
    """Return the end of answers in their own words that have a reader's mark."""

    def is_over(over: Over) -> ColumnElement[bool]:
        waves = select(t.waves.c.id).where(t.waves.c.partnership_id == over.partnership_id)
        read = _read_long_ago(TextSource.ANSWER, (_X.wave_id, _X.question, _X.response_key), over)
        return and_(_X.state == mark, _X.wave_id.in_(waves), read)

    return Expiry(t.texts, is_over, _version_kept if mark is Mark.REDACTED else row_deleted)


def comments_of(column: CommentColumn, mark: Mark) -> Expiry:
    """Return the end of comments on briefings in one column that have a reader's mark."""
    place = (literal(column.name), *(column.table.c[key] for key in column.keys))

    def is_over(over: Over) -> ColumnElement[bool]:
        of = t.briefings.c
        briefings = select(of.id).where(of.partnership_id == over.partnership_id)
        return and_(
            column.column().is_not(None),
            column.column("_state") == mark,
            column.table.c.briefing_id.in_(briefings),
            _read_long_ago(column.source, place, over),
        )

    def end(ending: Ending) -> None:
        if mark is Mark.REDACTED:
            _version_of_comment_kept(ending, column)
        else:
            gone = {column.name: None, f"{column.name}_quotable": None}
            ending.connection.execute(update(column.table).where(ending.chosen).values(**gone))

    return Expiry(column.table, is_over, end)


def _read_long_ago(
    source: TextSource, key: tuple[ColumnElement[Any], ...], over: Over
) -> ColumnElement[bool]:
    place: ColumnElement[str] = literal(source.value, Text())
    for part in key:
        place = place + literal(":", Text()) + cast(part, Text)
    last = func.coalesce(_R.second_on, _R.read_on, type_=_R.read_on.type)
    return exists().where(_R.place == place, last < over.before.date())


def _version_kept(ending: Ending) -> None:
    """Put a reader's version in place of what was written."""
    for row in ending.connection.execute(select(t.texts).where(ending.chosen)).all():
        place = ("texts", row.wave_id, row.question, row.response_key)
        version = ending.keyring.decrypt(row.quotable, *place, "quotable")
        values = {
            "sealed": ending.keyring.encrypt(version, *place),
            "quotable": None,
            "state": Mark.RELEASED,
        }
        mine = update(t.texts).where(is_row(t.texts, row))
        ending.connection.execute(mine.values(**values))


def _version_of_comment_kept(ending: Ending, column: CommentColumn) -> None:
    table, name = column.table, column.name
    for row in ending.connection.execute(select(table).where(ending.chosen)).all():
        key = (name, *(getattr(row, part) for part in column.keys))
        version = ending.keyring.decrypt(
            getattr(row, f"{name}_quotable"), table.name, *key, "quotable"
        )
        own = [name if part == ":name" else getattr(row, part) for part in column.sealed_for]
        values = {
            name: ending.keyring.encrypt(version, table.name, *own),
            f"{name}_quotable": None,
            f"{name}_state": Mark.RELEASED,
        }
        mine = update(table).where(is_row(table, row))
        ending.connection.execute(mine.values(**values))


def _closed_long_ago(over: Over) -> ColumnElement[bool]:
    later = exists().where(_S.concern_id == _C.id, _S.at >= over.before)
    return and_(
        _C.partnership_id == over.partnership_id,
        _C.state == ConcernState.CLOSED,
        _C.raised_at < over.before,
        _C.words_deleted_at.is_(None),
        ~later,
    )


def _words_deleted(ending: Ending) -> None:
    """Leave of a concern's text that there was one."""
    query = select(_C.id, _C.ref).where(ending.chosen)
    for row in ending.connection.execute(query).all():
        sealed = ending.keyring.encrypt(_NO_WORDS, "concerns", row.ref)
        mine = update(t.concerns).where(_C.id == row.id)
        ending.connection.execute(mine.values(sealed=sealed, words_deleted_at=ending.over.now))


CONCERN_TEXTS = Expiry(t.concerns, _closed_long_ago, _words_deleted)
