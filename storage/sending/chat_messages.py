"""The bot's messages in chats: what each shows now, and which cards are still to be updated.

A version is made once: of two taps on the same card, in whatever process, one moves it on and the
other is undone.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, null, select, tuple_, update

from storage import tables as t
from storage.database.deferred import DeferredWrites
from storage.database.engine import is_sqlite
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnyRow
from storage.sending.address_pauses import paused_addresses
from storage.sending.tenant_pauses import held_tenants
from storage.trust.encryption import Keyring
from surveys.sending.changes import Place
from surveys.sending.chat_messages import ChatCardUpdate, ShownMessage
from surveys.sending.dispatch import Settled
from surveys.sending.frozen import Frozen
from surveys.sending.message_version import MessageVersion, dispatch_of, of_dispatch

_M = t.chat_messages.c
_USE = "chat_messages"
_KEY = tuple_(_M.conversation_id, _M.message)
SOON = timedelta(seconds=2)  # from a tap to the update of its card: further taps are awaited


class ChatMessages:
    """Messages of the bot in chats."""

    def __init__(self, connection: Connection, keyring: Keyring, deferred: DeferredWrites) -> None:
        self._connection = connection
        self._keyring = keyring
        self._deferred = deferred

    def shown(self, conversation_id: str, message: str) -> ShownMessage | None:
        """Return what a message shows; None where there is no such message in that chat."""
        row = _SHOWN.first(self._connection, {"chat": conversation_id, "named": message})
        if row is None:
            return self._as_sent(message)
        return ShownMessage(MessageVersion(message, row.version), row.expires_at)

    def says(self, conversation_id: str, message: str) -> Frozen | None:
        """Return the reply of a message; None where no row may hold it, or the send says it."""
        key = (_M.conversation_id == conversation_id, _M.message == message)
        reply = self._connection.scalar(select(_M.reply).where(*key))
        return self._frozen(reply, conversation_id, message)

    def _as_sent(self, message: str) -> ShownMessage | None:
        """Return a message that nobody has tapped: it shows what its dispatch says now."""
        dispatch_id = dispatch_of(message)
        row = dispatch_id and _REVISION.first(self._connection, {"dispatch": dispatch_id})
        return ShownMessage(of_dispatch(dispatch_id, row.revision)) if dispatch_id and row else None

    def show(
        self,
        place: Place,
        shows: ShownMessage,
        says: Frozen | None,
        now: datetime,
        activity_id: str | None = None,
    ) -> None:
        """Keep the next version of a message; its card (`activity_id`) is updated a moment later.

        `AlreadyThere` fails the unit where another tap has moved the message on.
        """
        at, conversation_id = shows.at, place.conversation_id or ""
        encrypted = says and self._keyring.encrypt(
            f"{says.kind}\n{says.content}", _USE, conversation_id, at.message
        )
        row = {
            "conversation_id": conversation_id,
            "message": at.message,
            "version": at.version,
            "dispatch_id": dispatch_of(at.message),
            "tenant_id": place.tenant_id,
            "service_url": place.service_url,
            "activity_id": activity_id,
            "reply": encrypted,
            "expires_at": shows.expires_at,
            "put_at": now + SOON if activity_id and says else None,
            "attempt": 0,
            "changed_at": now,
        }
        self._deferred.put_next(t.chat_messages, ("conversation_id", "message"), "version", row)

    def showing(self, conversation_id: str, activity_id: str) -> MessageVersion | None:
        """Return which message an activity in a chat is, and at which version."""
        here = (_M.conversation_id == conversation_id, _M.activity_id == activity_id)
        query = select(_M.message, _M.version).where(*here).order_by(_M.changed_at.desc()).limit(1)
        row = self._connection.execute(query).one_or_none()
        return MessageVersion(row.message, row.version) if row else None

    def claim(self, now: datetime, most: int, lease: timedelta) -> list[ChatCardUpdate]:
        """Claim up to `most` cards to be updated for the length of `lease`; a paused tenant waits.

        One that has waited longest is first.
        """
        keys = self._due(now, most)
        if not keys:
            return []
        mine = update(t.chat_messages).where(_KEY.in_(keys))
        self._connection.execute(mine.values(put_at=now + lease, attempt=_M.attempt + 1))
        rows = self._connection.execute(_FACTS.where(_KEY.in_(keys)))
        return [found for row in rows if (found := self._update(row)) is not None]

    def _due(self, now: datetime, most: int) -> Sequence[tuple[str, str]]:
        paused = held_tenants(now)
        query = (
            select(_M.conversation_id, _M.message)
            .where(_M.put_at <= now, _M.tenant_id.not_in(paused))
            .where(_M.service_url.not_in(paused_addresses(now)))
            .order_by(_M.put_at)
            .limit(most)
        )
        if not is_sqlite(self._connection):
            query = query.with_for_update(skip_locked=True)
        return [(row.conversation_id, row.message) for row in self._connection.execute(query)]

    def settle(self, outcomes: Iterable[Settled[ChatCardUpdate]]) -> None:
        """Store the outcomes of claimed cards; one that was tapped meanwhile stays due."""
        over: list[dict[str, Any]] = []
        again: list[dict[str, Any]] = []
        for one in outcomes:
            claim = one.claim
            mine = {
                "chat": claim.place.conversation_id,
                "named": claim.at.message,
                "claimed": claim.at.version,
                "tried": claim.attempt,
            }
            if one.due_at is None:
                over.append(mine)
            else:
                again.append({**mine, "due": one.due_at, "not_used": 0 if one.tried else 1})
        for statement, rows in ((_OVER, over), (_AGAIN, again)):
            if rows:
                self._connection.execute(statement, rows)

    def _frozen(self, reply: bytes | None, conversation_id: str, message: str) -> Frozen | None:
        if not reply:
            return None
        kept = self._keyring.decrypt(reply, _USE, conversation_id, message)
        kind, _, content = kept.partition("\n")
        return Frozen(kind, content)

    def _update(self, row: AnyRow) -> ChatCardUpdate | None:
        says = self._frozen(row.reply, row.conversation_id, row.message)
        if says is None:
            return None
        place = Place(row.tenant_id, row.conversation_id, row.service_url)
        at = MessageVersion(row.message, row.version)
        return ChatCardUpdate(at, says, place, row.activity_id, row.attempt)


_SHOWN = PreparedStatement(
    select(_M.version, _M.expires_at).where(
        _M.conversation_id == bindparam("chat"), _M.message == bindparam("named")
    )
)
_REVISION = PreparedStatement(
    select(t.dispatches.c.revision).where(t.dispatches.c.id == bindparam("dispatch"))
)
_FACTS = select(
    _M.conversation_id,
    _M.message,
    _M.version,
    _M.reply,
    _M.activity_id,
    _M.attempt,
    _M.tenant_id,
    _M.service_url,
)
_MINE = and_(
    _M.conversation_id == bindparam("chat"),
    _M.message == bindparam("named"),
    _M.version == bindparam("claimed"),
    _M.attempt == bindparam("tried"),
)
_OVER = update(t.chat_messages).where(_MINE).values(put_at=null())
_AGAIN = (
    update(t.chat_messages)
    .where(_MINE)
    .values(
        put_at=bindparam("due", type_=_M.put_at.type),
        attempt=_M.attempt - bindparam("not_used", type_=_M.attempt.type),
    )
)


def say_anew(
    connection: Connection, dispatch_id: int, now: datetime, except_for: int | None = None
) -> None:
    """Let every tapped message of a dispatch show what the dispatch says now, as a new version.

    The message in the chat of the person `except_for` stays as it is: their tap is changing it.
    """
    tapped = update(t.chat_messages).where(_M.dispatch_id == dispatch_id)
    if except_for is not None:
        theirs = (
            select(t.chats.c.conversation_id)
            .join(t.people, t.IS_THEIR_CHAT)
            .where(t.people.c.id == except_for, t.chats.c.conversation_id.is_not(None))
        )
        tapped = tapped.where(_M.conversation_id.not_in(theirs))
    connection.execute(
        tapped.values(
            version=_M.version + 1, reply=None, expires_at=None, put_at=None, changed_at=now
        )
    )
