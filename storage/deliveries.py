"""Dispatches and deliveries: fan out once, claim a batch, keep what became of each.

A claim is committed before anything is sent, and an outcome is written only by the worker whose lease still stands.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, bindparam, func, or_, select, tuple_, update

from storage import tables as t
from storage.engine import is_sqlite
from storage.fan_out import fan_out
from storage.rows import AnyRow, AnySelect
from storage.upsert import add_if_new, insert_for
from surveys.people import Chat
from surveys.telling.delivery import POLICIES, Kind, State, before
from surveys.telling.dispatch import Claim, Dispatch, NewDispatch, NotReachedPerson, Settled

_D = t.deliveries.c
_I = t.invitations.c
_ALERTS = tuple(kind for kind, policy in POLICIES.items() if policy.repeat_unknown)


class Deliveries:
    """What is sent, to whom, and what became of it."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def open(
        self,
        new: NewDispatch,
        people: AnySelect,
        due_at: datetime,
        now: datetime,
        excluding: Sequence[tuple[str, AnySelect]] = (),
    ) -> tuple[int, bool]:
        """Freeze a dispatch and fan out one row per person; a repeat of `once` finds the first and adds nothing.

        `excluding` names, with a code of `REASONS` each, the people who are left out and shown as skipped.
        """
        values: dict[str, Any] = {name: getattr(new, name) for name in NewDispatch.__slots__}
        values |= {"asked_at": now, "due_at": due_at, "state": "open"}
        statement = insert_for(self._connection, t.dispatches).values(**values).on_conflict_do_nothing()
        made = self._connection.execute(statement.returning(t.dispatches.c.id)).scalar_one_or_none()
        if made is None:
            found = select(t.dispatches.c.id).where(t.dispatches.c.once == new.once)
            return self._connection.scalars(found).one(), False
        fan_out(self._connection, made, people, new.kind, due_at, now, excluding)
        return made, True

    def find(self, once: str) -> int | None:
        """Return the dispatch that was made under this name."""
        return self._connection.scalar(select(t.dispatches.c.id).where(t.dispatches.c.once == once))

    def claim(self, worker: str, now: datetime, most: int, lease: timedelta) -> list[Claim]:
        """Take up to `most` due messages; they are `sending` and this worker's alone when the unit has committed."""
        keys = self._due(now, most)
        if not keys:
            return []
        self._connection.execute(
            update(t.deliveries)
            .where(tuple_(_D.dispatch_id, _D.person_id).in_(keys))
            .values(state=State.SENDING, worker=worker, lease_until=now + lease, attempt=_D.attempt + 1, changed_at=now)
        )
        claimed = self._connection.execute(_CLAIMS.where(tuple_(_D.dispatch_id, _D.person_id).in_(keys)))
        return [_claim(row) for row in claimed]

    def _due(self, now: datetime, most: int) -> list[tuple[int, int]]:
        """Find what is due: alerts before anything else, then what has waited longest."""
        alerts = select(t.dispatches.c.id).where(t.dispatches.c.kind.in_(_ALERTS), t.dispatches.c.state == "open")
        any_state = func.coalesce(_D.state, "")  # keeps engines to the few rows of alerts, and off all that is pending
        urgent = self._take(now, most, _D.dispatch_id.in_(alerts), any_state == State.PENDING)
        rest = most - len(urgent)
        return urgent + (self._take(now, rest, _D.state == State.PENDING) if rest else [])

    def _take(self, now: datetime, most: int, *which: ColumnElement[bool]) -> list[tuple[int, int]]:
        paused = select(t.tenant_pauses.c.tenant_id).where(t.tenant_pauses.c.until > now)
        query = (
            select(_D.dispatch_id, _D.person_id)
            .join(t.dispatches, t.dispatches.c.id == _D.dispatch_id)
            .join(t.people, t.people.c.id == _D.person_id)
            .outerjoin(t.chats, t.chats.c.aad_object_id == t.people.c.aad_object_id)
            .where(*which, _D.due_at <= now, t.dispatches.c.state == "open")
            .where(or_(t.chats.c.tenant_id.is_(None), t.chats.c.tenant_id.not_in(paused)))
            .order_by(_D.due_at)
            .limit(most)
        )
        if not is_sqlite(self._connection):
            query = query.with_for_update(of=t.deliveries, skip_locked=True)
        return [(row.dispatch_id, row.person_id) for row in self._connection.execute(query)]

    def settle(self, worker: str, outcomes: Iterable[Settled], now: datetime) -> None:
        """Keep what became of claimed messages; one whose lease has passed to nobody's hands stays as it is."""
        rows: list[dict[str, Any]] = [
            {
                "dispatch": settled.claim.dispatch_id,
                "person": settled.claim.person_id,
                "lessee": worker,
                "attempt_of_claim": settled.claim.attempt,
                "not_used": 0 if settled.tried else 1,
                "outcome": settled.state,
                "because": settled.reason,
                "sent_as": settled.activity_id,
                "due_again": settled.due_at,
                "now": now,
            }
            for settled in outcomes
        ]
        if rows:
            self._connection.execute(_SETTLE, rows)

    def expire_leases(self, now: datetime) -> int:
        """Mark what was being sent when a worker stopped: not known; what must arrive is sent again."""
        ran_out = and_(_D.state == State.SENDING, _D.lease_until < now)
        alerts = select(t.dispatches.c.id).where(t.dispatches.c.kind.in_(_ALERTS))
        released = {"worker": None, "lease_until": None, "changed_at": now}
        again = update(t.deliveries).where(ran_out, _D.dispatch_id.in_(alerts))
        lost = update(t.deliveries).where(ran_out)
        count = self._connection.execute(again.values(state=State.PENDING, due_at=now, **released)).rowcount
        unknown = lost.values(state=State.UNKNOWN, reason="lease_ran_out", **released)
        return count + self._connection.execute(unknown).rowcount

    def pause_tenant(self, tenant_id: str, until: datetime) -> None:
        """Let nobody send to a tenant before `until`; a shorter pause never shortens a longer one."""
        pauses = t.tenant_pauses.c
        if not add_if_new(self._connection, t.tenant_pauses, {"tenant_id": tenant_id, "until": until}):
            longer = update(t.tenant_pauses).where(pauses.tenant_id == tenant_id, pauses.until < until)
            self._connection.execute(longer.values(until=until))

    def pause(self, dispatch_id: int, because: str) -> None:
        """Stop a dispatch; what is pending waits."""
        statement = update(t.dispatches).where(t.dispatches.c.id == dispatch_id, t.dispatches.c.state == "open")
        self._connection.execute(statement.values(state="paused", paused_because=because))

    def prove(self, person_id: int, *, wave_id: int | None = None, briefing_id: int | None = None) -> None:
        """Note that a message has certainly arrived, because the person acted on it."""
        statement, subject = (_PROVEN_BY_ANSWER, wave_id) if wave_id else (_PROVEN_BY_ACT, briefing_id)
        self._connection.execute(statement, {"person": person_id, "subject": subject})

    def content(self, dispatch_id: int) -> tuple[str, str]:
        """Return the frozen reply's name and JSON."""
        columns = t.dispatches.c
        row = self._connection.execute(select(columns.reply, columns.content).where(columns.id == dispatch_id)).one()
        return row.reply, row.content

    def counts(self, dispatch_id: int) -> dict[State, int]:
        """Return how many people stand in each state; every state is there."""
        query = select(_D.state, func.count()).where(_D.dispatch_id == dispatch_id).group_by(_D.state)
        found = {State(state): count for state, count in self._connection.execute(query)}
        return {state: found.get(state, 0) for state in State}

    def dispatch(self, dispatch_id: int, partnership_id: int | None = None) -> Dispatch | None:
        """Return one dispatch, of that partnership where one is named."""
        query = _DISPATCHES.where(t.dispatches.c.id == dispatch_id)
        if partnership_id is not None:
            query = query.where(t.dispatches.c.partnership_id == partnership_id)
        row = self._connection.execute(query).one_or_none()
        return _dispatch(row) if row else None

    def recent(self, partnership_id: int | None, kinds: Iterable[Kind], most: int) -> list[Dispatch]:
        """Return the latest dispatches of these kinds, newest first."""
        query = _DISPATCHES.where(t.dispatches.c.kind.in_(list(kinds)))
        if partnership_id is not None:
            query = query.where(t.dispatches.c.partnership_id == partnership_id)
        rows = self._connection.execute(
            query.order_by(t.dispatches.c.asked_at.desc(), t.dispatches.c.id.desc()).limit(most)
        )
        return [_dispatch(row) for row in rows]

    def not_reached(self, dispatch_id: int, most: int | None = None) -> list[NotReachedPerson]:
        """Return everybody whom a dispatch has not reached and for whom nothing more is under way."""
        query = (
            select(t.people.c.name, t.people.c.email, t.agencies.c.name.label("agency"), _D.state, _D.reason)
            .join(t.people, t.people.c.id == _D.person_id)
            .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
            .where(_D.dispatch_id == dispatch_id)
            .where(_D.state.in_([State.UNKNOWN, State.FAILED, State.SKIPPED]))
            .order_by(t.agencies.c.name, t.people.c.name)
            .limit(most)
        )
        rows = self._connection.execute(query)
        return [NotReachedPerson(r.name, r.email, r.agency, State(r.state), r.reason) for r in rows]

    def cards_behind(self) -> list[tuple[Dispatch, int]]:
        """Return dispatches with a progress card whose last step shown is behind, and the per cent now settled."""
        settled = func.sum(func.coalesce(_SETTLED, 0))
        query = (
            _DISPATCHES.add_columns((settled * 100 / func.count()).label("share"))
            .join(t.deliveries, _D.dispatch_id == t.dispatches.c.id)
            .where(t.dispatches.c.card_id.is_not(None), t.dispatches.c.card_shows < 100)
            .group_by(t.dispatches.c.id)
        )
        rows = [(_dispatch(row), int(row.share)) for row in self._connection.execute(query)]
        return [(found, share) for found, share in rows if share // 25 * 25 > found.card_shows]

    def card(self, dispatch_id: int, *, card_id: str | None = None, shows: int | None = None) -> None:
        """Keep which card shows a dispatch's progress, and the last step it shows."""
        values: dict[str, Any] = {}
        if card_id is not None:
            values["card_id"] = card_id
        if shows is not None:
            values["card_shows"] = shows
        self._connection.execute(update(t.dispatches).where(t.dispatches.c.id == dispatch_id).values(**values))


_SETTLE = (
    update(t.deliveries)
    .where(_D.dispatch_id == bindparam("dispatch"), _D.person_id == bindparam("person"))
    .where(_D.state == State.SENDING, _D.worker == bindparam("lessee"), _D.attempt == bindparam("attempt_of_claim"))
    .values(
        state=bindparam("outcome"),
        reason=bindparam("because"),
        activity_id=func.coalesce(bindparam("sent_as", type_=_D.activity_id.type), _D.activity_id),
        due_at=func.coalesce(bindparam("due_again", type_=_D.due_at.type), _D.due_at),
        changed_at=bindparam("now"),
        attempt=_D.attempt - bindparam("not_used", type_=_D.attempt.type),
        worker=None,
        lease_until=None,
    )
)
_PROVEN = (
    update(t.deliveries)
    .where(_D.person_id == bindparam("person"))
    .where(_D.state.in_(before(State.PROVEN)))  # some act before we know that it went
    .values(state=State.PROVEN)
)
_IDS = select(t.dispatches.c.id)
_PROVEN_BY_ANSWER = _PROVEN.where(_D.dispatch_id.in_(_IDS.where(t.dispatches.c.wave_id == bindparam("subject"))))
_PROVEN_BY_ACT = _PROVEN.where(_D.dispatch_id.in_(_IDS.where(t.dispatches.c.briefing_id == bindparam("subject"))))
_SETTLED = _D.state.not_in([State.PENDING, State.SENDING]).cast(t.deliveries.c.attempt.type)
_DISPATCHES = select(
    t.dispatches.c.id,
    t.dispatches.c.partnership_id,
    t.dispatches.c.kind,
    t.dispatches.c.title,
    t.dispatches.c.rule,
    t.dispatches.c.asked_by,
    t.dispatches.c.asked_at,
    t.dispatches.c.state,
    t.dispatches.c.paused_because,
    t.dispatches.c.card_id,
    t.dispatches.c.card_shows,
)
_CLAIMS = (
    select(
        _D.dispatch_id,
        _D.person_id,
        _D.attempt,
        t.dispatches.c.kind,
        t.dispatches.c.wave_id,
        t.waves.c.state.label("wave_state"),
        t.invitations.c.state.label("progress"),
        t.people.c.opted_out,
        t.people.c.aad_object_id,
        t.chats.c.tenant_id,
        t.chats.c.teams_user_id,
        t.chats.c.conversation_id,
        t.chats.c.service_url,
        t.chats.c.state.label("chat_state"),
        t.chats.c.time_zone,
    )
    .join(t.dispatches, t.dispatches.c.id == _D.dispatch_id)
    .join(t.people, t.people.c.id == _D.person_id)
    .outerjoin(t.chats, t.chats.c.aad_object_id == t.people.c.aad_object_id)
    .outerjoin(t.waves, t.waves.c.id == t.dispatches.c.wave_id)
    .outerjoin(t.invitations, and_(_I.wave_id == t.dispatches.c.wave_id, _I.person_id == _D.person_id))
)


def _dispatch(row: AnyRow) -> Dispatch:
    facts: dict[str, Any] = {name: getattr(row, name) for name in Dispatch.__slots__}
    facts["kind"] = Kind(row.kind)
    return Dispatch(**facts)


def _claim(row: AnyRow) -> Claim:
    return Claim(
        dispatch_id=row.dispatch_id,
        person_id=row.person_id,
        kind=Kind(row.kind),
        attempt=row.attempt,
        wave_id=row.wave_id,
        wave_state=row.wave_state,
        progress=row.progress,
        opted_out=row.opted_out,
        aad_object_id=row.aad_object_id,
        chat=_chat(row) if row.tenant_id is not None else None,
    )


def _chat(row: AnyRow) -> Chat:
    facts: dict[str, Any] = {name: getattr(row, name) for name in Chat.__slots__ if name != "state"}
    return Chat(**facts, state=row.chat_state)
