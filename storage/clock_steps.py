"""When the machine's clock was put back: what was written by the wrong time is put right.

A clock that was a day ahead has left due times, leases and pauses that lie in the future. The last
beat of the clock, or a send that was asked for later than now, tells that it was; then everything
that waits is due again, and its next look decides anew when it may go. A time that a lead has set
stays.
"""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, case, delete, literal, or_, select, update

from storage import tables as t
from storage.trust.heartbeats import Heartbeats
from surveys.sending.delivery import State
from surveys.sending.tenants import REFUSED_FOR

TOLERATED = timedelta(seconds=30)  # by which the clocks of two machines may differ
LONGEST_PAUSE = timedelta(minutes=2)  # that a server can ask for
LONGEST_REFUSAL = timedelta(seconds=REFUSED_FOR.longest)
LONGEST_LEASE = timedelta(minutes=3)
SOON = timedelta(minutes=1)  # what was under way is over by then
_BEAT = "clock"
_D = t.deliveries.c
_S = t.dispatches.c


class ClockSteps:
    """Whether the clock was put back, and what follows from it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def noticed(self, now: datetime) -> bool:
        """Say whether the clock was put back since it last beat, and beat."""
        heartbeats = Heartbeats(self._connection)
        newest = select(_S.asked_at).order_by(_S.id.desc()).limit(1)
        seen = (heartbeats.last(_BEAT), self._connection.scalar(newest))
        heartbeats.beat(_BEAT, now)
        return any(moment is not None and moment > now + TOLERATED for moment in seen)

    def put_right(self, now: datetime) -> None:
        """Let nothing wait for a time that only a wrong clock can have written."""
        self._sends(now)
        self._doors(now)
        self._limits(now)

    def _run(self, statement: Any) -> None:
        self._connection.execute(statement)

    def _sends(self, now: datetime) -> None:
        at = literal(now, _D.due_at.type)
        ahead = _S.asked_at > at
        set_by_a_lead = and_(_S.due_at > _S.asked_at, _S.due_at > at)
        kept = select(_S.id).where(set_by_a_lead)
        waits = and_(_D.state == State.PENDING.value, _D.due_at > at, _D.dispatch_id.not_in(kept))
        self._run(
            update(t.deliveries)
            .where(_D.changed_at > at)
            .values(due_at=case((waits, at), else_=_D.due_at), changed_at=at)
        )
        leased = _D.lease_until > literal(now + LONGEST_LEASE, _D.lease_until.type)
        self._run(update(t.deliveries).where(leased).values(lease_until=now + SOON))
        lanes = t.lanes.c
        self._run(
            update(t.lanes)
            .where(lanes.next_due > at, lanes.dispatch_id.not_in(kept))
            .values(next_due=at)
        )
        due = case((set_by_a_lead, _S.due_at), else_=at)
        self._run(update(t.dispatches).where(ahead).values(asked_at=at, due_at=due))

    def _doors(self, now: datetime) -> None:
        """Put right e-mails, posts and updates of cards."""
        at = literal(now, _D.due_at.type)
        later = literal(now + LONGEST_LEASE, _D.due_at.type)
        for table in (t.letters, t.posts):
            one = table.c
            pending = and_(one.state == State.PENDING.value, one.changed_at > at)
            behind = and_(one.state == State.SENT.value, one.due_at > later)
            self._run(update(table).where(or_(pending, behind)).values(due_at=at, changed_at=at))
            self._run(update(table).where(one.lease_until > later).values(lease_until=now + SOON))
        held = update(t.letters).where(
            t.letters.c.state == State.PENDING.value, t.letters.c.due_at > at
        )
        self._run(held.values(due_at=at))
        self._run(update(t.card_updates).where(t.card_updates.c.due_at > later).values(due_at=at))
        self._run(update(t.chat_messages).where(t.chat_messages.c.put_at > later).values(put_at=at))

    def _limits(self, now: datetime) -> None:
        """End pauses, rate slots and states of chats that lie further off than they ever may."""
        for table in (t.tenant_pauses, t.address_pauses):
            self._run(delete(table).where(table.c.until > now + LONGEST_PAUSE))
        refused = update(t.tenant_refusals).where(t.tenant_refusals.c.until > now + LONGEST_REFUSAL)
        self._run(refused.values(until=now))
        turns = t.tenant_turns.c.next_at
        far = turns > (now + SOON).timestamp()
        self._run(update(t.tenant_turns).where(far).values(next_at=now.timestamp()))
        self._run(update(t.chats).where(t.chats.c.state_at > now).values(state_at=now))
