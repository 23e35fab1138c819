"""The queue of delivered cards that do not show the newest text yet.

A worker that claims one first moves its due time forward, so that it is due again by itself if the
worker dies. An update is idempotent, so nothing here is ever unknown.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, case, delete, func, or_, select, tuple_, update

from storage import tables as t
from storage.database.engine import is_sqlite
from storage.database.query_types import AnyRow
from storage.sending.address_pauses import paused_addresses
from storage.sending.tenant_pauses import held_tenants
from surveys.sending.changes import CardUpdate, Place
from surveys.sending.delivery import REACHED, State
from surveys.sending.dispatch import Settled
from surveys.sending.message_version import MessageVersion, of_dispatch

_D = t.deliveries.c
_U = t.card_updates.c
_C = t.chats.c
_M = t.chat_messages.c
_KEY = tuple_(_U.dispatch_id, _U.person_id)
Key = tuple[int, int]


class CardUpdates:
    """Cards to be updated."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, now: datetime, most: int, lease: timedelta) -> list[CardUpdate]:
        """Claim up to `most` due cards for the length of `lease`; a paused tenant's cards wait."""
        keys = self._due(now, most)
        if not keys:
            return []
        mine = update(t.card_updates).where(_KEY.in_(keys))
        self._connection.execute(mine.values(due_at=now + lease, attempt=_U.attempt + 1))
        rows = self._connection.execute(_FACTS.where(_KEY.in_(keys))).all()
        acts = self._acts([row.person_id for row in rows], {row.briefing_id for row in rows})
        return [_update(row, acts.get((row.briefing_id, row.person_id), ())) for row in rows]

    def _due(self, now: datetime, most: int) -> list[Key]:
        paused = held_tenants(now)
        reachable = (_C.tenant_id.not_in(paused), _C.service_url.not_in(paused_addresses(now)))
        query = (
            select(_U.dispatch_id, _U.person_id)
            .join(t.people, t.people.c.id == _U.person_id)
            .outerjoin(t.chats, t.IS_THEIR_CHAT)
            .where(_U.due_at <= now, or_(_C.tenant_id.is_(None), and_(*reachable)))
            .order_by(_U.due_at)
            .limit(most)
        )
        if not is_sqlite(self._connection):
            query = query.with_for_update(of=t.card_updates, skip_locked=True)
        return [(row.dispatch_id, row.person_id) for row in self._connection.execute(query)]

    def _acts(self, people: Sequence[int], briefings: set[int | None]) -> dict[Key, list[str]]:
        """Return what these people have done with these briefings."""
        acts = t.acts.c
        wanted = [briefing for briefing in briefings if briefing is not None]
        query = select(acts.briefing_id, acts.person_id, acts.act)
        found: dict[Key, list[str]] = {}
        for row in self._connection.execute(
            query.where(acts.briefing_id.in_(wanted), acts.person_id.in_(people))
        ):
            found.setdefault((row.briefing_id, row.person_id), []).append(row.act)
        return found

    def settle(self, outcomes: Iterable[Settled[CardUpdate]]) -> None:
        """Store the outcomes of claimed cards; one whose text has changed since stays queued."""
        done: list[dict[str, Any]] = []
        again: list[dict[str, Any]] = []
        shown: list[dict[str, Any]] = []
        for one in outcomes:
            key = {"dispatch": one.claim.dispatch_id, "person": one.claim.person_id}
            mine = {**key, "claimed": one.claim.attempt}
            if one.due_at is not None:
                again.append({**mine, "due": one.due_at, "not_used": 0 if one.tried else 1})
                continue
            done.append(mine)
            if one.revision is not None or one.reason is not None:
                shown.append({**key, "revision": one.revision or 0, "because": one.reason})
        for statement, rows in ((_SHOWN, shown), (_DONE, done), (_AGAIN, again)):
            if rows:
                self._connection.execute(statement, rows)


_REVISION = bindparam("revision", type_=_D.shows.type)
_NEWER = _D.shows < _REVISION
_IS_REACHED = or_(
    *(_D.state == state for state in sorted(REACHED))
)  # a list cannot go out many times at once
_SHOWN = (
    update(t.deliveries)
    .where(_D.dispatch_id == bindparam("dispatch"), _D.person_id == bindparam("person"))
    .values(
        showed_first=case(
            (_NEWER, func.coalesce(_D.showed_first, _D.shows)), else_=_D.showed_first
        ),
        shows=case((_NEWER, _REVISION), else_=_D.shows),
        reason=case((_IS_REACHED, bindparam("because", type_=_D.reason.type)), else_=_D.reason),
    )
)
_MINE = and_(
    _U.dispatch_id == bindparam("dispatch"),
    _U.person_id == bindparam("person"),
    _U.attempt == bindparam("claimed"),
)
_DONE = delete(t.card_updates).where(_MINE)
_AGAIN = (
    update(t.card_updates)
    .where(_MINE)
    .values(
        due_at=bindparam("due"), attempt=_U.attempt - bindparam("not_used", type_=_U.attempt.type)
    )
)
_FACTS = (
    select(
        _U.dispatch_id,
        _U.person_id,
        _U.attempt,
        _D.state,
        _D.activity_id,
        t.dispatches.c.briefing_id,
        t.people.c.aad_object_id,
        _C.tenant_id,
        _C.conversation_id,
        _C.service_url,
        t.dispatches.c.revision,
        _M.message,
        _M.version,
    )
    .join(t.deliveries, and_(_D.dispatch_id == _U.dispatch_id, _D.person_id == _U.person_id))
    .join(t.dispatches, t.dispatches.c.id == _U.dispatch_id)
    .join(t.people, t.people.c.id == _U.person_id)
    .outerjoin(t.chats, t.IS_THEIR_CHAT)
    .outerjoin(
        t.chat_messages,
        and_(_M.dispatch_id == _U.dispatch_id, _M.conversation_id == _C.conversation_id),
    )
)


def _update(row: AnyRow, acts: Iterable[str]) -> CardUpdate:
    place = Place(
        row.tenant_id or "", row.conversation_id, row.service_url or "", row.aad_object_id or ""
    )
    return CardUpdate(
        dispatch_id=row.dispatch_id,
        person_id=row.person_id,
        attempt=row.attempt,
        state=State(row.state),
        activity_id=row.activity_id,
        place=place,
        acts=frozenset(acts),
        at=MessageVersion(row.message, row.version)
        if row.message
        else of_dispatch(row.dispatch_id, row.revision),
    )
