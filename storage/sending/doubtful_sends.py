"""After a restore: what was under way, and what may have been sent since the backup was made.

The backup does not know it. What must arrive is sent again; of everything else that was due before
the restore we say that we do not know, and send none of it blindly.
"""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    Text,
    and_,
    cast,
    exists,
    func,
    literal,
    or_,
    select,
    update,
)

from storage import tables as t
from storage.sending.channels import Channels
from storage.sending.claims import Claims
from storage.sending.emails import Emails
from surveys.sending.delivery import MUST_ARRIVE, DeliveryKind, State
from surveys.sending.dispatch import DoubtfulSend
from surveys.sending.progress import NEWS

_ENDED = timedelta(seconds=1)
_J = t.occurrences.c
_S = t.dispatches.c
_W = t.waves.c
_QUEUES = (t.deliveries, t.letters, t.posts)


class DoubtfulSends:
    """What a restored database does not know of its sends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def end_leases(self, now: datetime) -> None:
        """End everything that was under way when the backup was made: no such worker is left."""
        Claims(self._connection).expire(now, whatever_time_is_left=True)
        for table in (t.letters, t.posts):
            leased = update(table).where(table.c.lease_until.is_not(None))
            self._connection.execute(leased.values(lease_until=now - _ENDED))
        Emails(self._connection).expire_leases(now)
        Channels(self._connection).expire(now)

    def found(self, restored_at: datetime) -> list[DoubtfulSend]:
        """Return the sends with messages, e-mails or posts that may have gone out before then."""
        counts = [
            select(func.count())
            .where(table.c.dispatch_id == _S.id, _waited(table, restored_at))
            .correlate(t.dispatches)
            .scalar_subquery()
            for table in _QUEUES
        ]
        query = (
            select(_S.id, t.partnerships.c.slug, _S.title, *counts)
            .join(t.partnerships, t.partnerships.c.id == _S.partnership_id)
            .where(_is_doubtful(restored_at))
            .order_by(_S.id)
        )
        found = (DoubtfulSend(*row) for row in self._connection.execute(query))
        return [one for one in found if one.waiting]

    def leave(self, sends: Sequence[DoubtfulSend], restored_at: datetime, now: datetime) -> None:
        """Mark what waits of these sends as not known, so that no one gets it twice."""
        ids = [one.dispatch_id for one in sends]
        for table in _QUEUES:
            waited = update(table).where(table.c.dispatch_id.in_(ids), _waited(table, restored_at))
            self._connection.execute(
                waited.values(state=State.UNKNOWN.value, reason="restored", changed_at=now)
            )
        news = update(t.dispatches).where(_S.id.in_(ids))
        self._connection.execute(news.values(card_shows=NEWS))


def _waited(table: Table, restored_at: datetime) -> ColumnElement[bool]:
    """Say whether a row waits that was due by then, or was written since, late."""
    at = literal(restored_at, table.c.due_at.type)
    due = or_(table.c.due_at <= at, table.c.changed_at > at)
    return and_(table.c.state == State.PENDING.value, due)


def _is_doubtful(restored_at: datetime) -> ColumnElement[bool]:
    """Say whether a send was to begin before the restore: as a lead or the clock had planned it.

    A day on which people are asked about their plans is not kept, so those sends are all doubtful.
    """
    at: Any = literal(restored_at, _S.asked_at.type)
    wave = exists().where(
        _W.id == _S.wave_id,
        or_(
            and_(_S.kind == DeliveryKind.SURVEY.value, _W.opens_at <= at),
            and_(_S.kind == DeliveryKind.REMINDER.value, _W.remind_at <= at),
        ),
    )
    recurring = exists().where(_J.came_of_it == "dispatch:" + cast(_S.id, Text), _J.due_at <= at)
    planned = func.coalesce(_S.due_at, _S.asked_at, type_=_S.asked_at.type) <= at
    begun = or_(planned, wave, recurring, _S.kind == DeliveryKind.COME_BACK.value)
    return and_(_S.kind.not_in(MUST_ARRIVE), begun)
