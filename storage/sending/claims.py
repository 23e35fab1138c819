"""Claims: take on the messages that are due, lane by lane.

A claim is committed before anything is sent; its outcome is stored by `storage.sending.outcomes`.
Several processes share the work: on PostgreSQL each skips the rows that another has locked.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import Connection, and_, bindparam, case, func, or_, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnyRow
from storage.database.row_values import ROWS, as_rows, row_columns
from storage.database.upsert import INSERTS
from storage.sending.outcomes import expire_leases, keep_outcomes
from storage.sending.rate_limit import reserve_slots
from surveys.people import Chat
from surveys.sending.delivery import POLICIES, DeliveryKind, State
from surveys.sending.dispatch import Claim, RateSlots, Settled

_D = t.deliveries.c
_L = t.lanes.c
_ALERTS = tuple(kind for kind, policy in POLICIES.items() if policy.repeat_unknown)
_KINDS = {kind.value: kind for kind in DeliveryKind}
_MOST_LANES = 32  # looked at together
_FAIR_SHARE = 8  # messages of one lane at a time, while others wait
_Found = tuple[AnyRow, AnyRow]  # a lane, and a message of it


class Claims:
    """What is under way, and whose it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(
        self, worker: str, now: datetime, most: int, lease: timedelta, slots: RateSlots
    ) -> list[Claim]:
        """Claim up to `most` due messages; once the unit commits they are this worker's to send.

        Alerts go first; what else is due shares the room, and no tenant gets more than its slots.
        """
        found, run_out = self._look(now, most, slots)
        if found:
            rows = as_rows([(lane.dispatch_id, row.person_id) for lane, row in found])
            mark = {"who": worker, "until": now + lease, "now": now, ROWS: rows}
            _MARK[self._connection.dialect.name].run(self._connection, mark)
        for lane in run_out:
            _NEXT_DUE.run(self._connection, {"lane": lane})
        return self._with_slots(found, slots)

    def _look(self, now: datetime, most: int, slots: RateSlots) -> tuple[list[_Found], list[int]]:
        """Return what is due, each with its lane, and the lanes that have nothing more."""
        asked = {"now": now, "default_tenant": slots.default_tenant, "most": _MOST_LANES}
        lanes = _LANES.all(self._connection, asked)
        left = {lane.tenant: slots.left(lane.next_at) for lane in lanes}
        found: list[_Found] = []
        run_out: list[int] = []
        for place, lane in enumerate(lanes):
            room = min(
                most - len(found),
                left[lane.tenant],
                _share(most - len(found), lane, len(lanes) - place),
            )
            if room > 0:
                facts = {"lane": lane.id, "wave": lane.wave_id, "now": now, "most": room}
                rows = _DUE.all(self._connection, facts)
                found += [(lane, row) for row in rows]
                left[lane.tenant] -= len(rows)
                run_out += [lane.id] if len(rows) < room else []
        return found, run_out

    def _with_slots(self, found: Sequence[_Found], slots: RateSlots) -> list[Claim]:
        """Give each message its rate slots: one for each request that sending it takes."""
        apart, calls = slots.apart, Counter[str]()
        for lane, row in found:
            calls[lane.tenant] += _calls(row)
        waits = {
            tenant: reserve_slots(self._connection, tenant, number, slots)
            for tenant, number in calls.items()
        }
        claims: list[Claim] = []
        for lane, row in found:
            claims.append(_claim(lane, row, waits[lane.tenant]))
            waits[lane.tenant] += _calls(row) * apart
        return claims

    def settle(self, worker: str, outcomes: Sequence[Settled[Claim]], now: datetime) -> None:
        """Store the outcomes of a worker's claims, but for one that is no longer that worker's."""
        keep_outcomes(self._connection, worker, outcomes, now)

    def expire(self, now: datetime, *, whatever_time_is_left: bool = False) -> int:
        """End leases that ran out: the messages are unknown, but what must arrive is sent again.

        `whatever_time_is_left` ends every lease, where it is certain that no worker is left. Return
        how many messages there were.
        """
        return expire_leases(self._connection, now, whatever_time_is_left=whatever_time_is_left)

    def still_wanted(self, claim: Claim, now: datetime, tenant_id: str) -> bool:
        """Say whether a message that waited may go: no cancelling, opting out, leaving, pause."""
        facts = {
            "dispatch": claim.dispatch_id,
            "person": claim.person_id,
            "now": now,
            "tenant": tenant_id,
        }
        row = _STILL_WANTED.all(self._connection, facts)[0]
        told = (POLICIES[claim.kind].any_hour or not row.opted_out) and row.left_at is None
        return row.state == "open" and told and row.until is None

    def reserve_slot(self, tenant_id: str, now: datetime, slots: RateSlots) -> tuple[float, float]:
        """Reserve one rate slot for a request that is no delivery.

        Return the seconds until it, and how long the tenant is still paused.
        """
        columns = t.tenant_pauses.c
        until = self._connection.scalar(select(columns.until).where(columns.tenant_id == tenant_id))
        if until is not None and until > now:
            return 0.0, (until - now).total_seconds()
        return reserve_slots(self._connection, tenant_id, 1, slots), 0.0


def _share(room: int, lane: AnyRow, lanes: int) -> int:
    return room if lane.kind in _ALERTS else max(_FAIR_SHARE, room // lanes)


def _calls(row: AnyRow) -> int:
    """Return how many requests a message takes: a chat that is not open yet is opened first."""
    return 1 if row.conversation_id else 2


_TENANT = case(
    (_L.tenant_id == "", bindparam("default_tenant", type_=_L.tenant_id.type)), else_=_L.tenant_id
)
_NOW = bindparam("now", type_=_D.due_at.type)
_PAUSED = (
    select(t.tenant_pauses.c.tenant_id).where(
        t.tenant_pauses.c.tenant_id == _TENANT, t.tenant_pauses.c.until > _NOW
    )
).exists()
_LANES = PreparedStatement(
    select(
        _L.id,
        _L.dispatch_id,
        _TENANT.label("tenant"),
        _L.canary,
        t.dispatches.c.kind,
        t.dispatches.c.revision,
        t.dispatches.c.wave_id,
        t.waves.c.state.label("wave_state"),
        t.tenant_turns.c.next_at,
    )
    .join(t.dispatches, t.dispatches.c.id == _L.dispatch_id)
    .outerjoin(t.waves, t.waves.c.id == t.dispatches.c.wave_id)
    .outerjoin(t.tenant_turns, t.tenant_turns.c.tenant_id == _TENANT)
    .where(_L.next_due <= _NOW, _L.held.is_(False), t.dispatches.c.state == "open", ~_PAUSED)
    .order_by(
        case((or_(*(t.dispatches.c.kind == kind.value for kind in _ALERTS)), 0), else_=1),
        _L.next_due,
        _L.id,
    )
    .limit(bindparam("most", type_=_L.id.type))
)
_DUE = PreparedStatement(
    select(
        _D.person_id,
        _D.attempt,
        t.people.c.opted_out,
        t.people.c.left_at,
        t.people.c.away_until,
        t.people.c.aad_object_id,
        t.invitations.c.state.label("progress"),
        t.chats.c.tenant_id,
        t.chats.c.teams_user_id,
        t.chats.c.conversation_id,
        t.chats.c.service_url,
        t.chats.c.state.label("chat_state"),
        t.chats.c.time_zone,
    )
    .join(t.people, t.people.c.id == _D.person_id)
    .outerjoin(t.chats, t.IS_THEIR_CHAT)
    .outerjoin(
        t.invitations,
        and_(
            t.invitations.c.wave_id == bindparam("wave", type_=_L.id.type),
            t.invitations.c.person_id == _D.person_id,
        ),
    )
    .where(_D.lane_id == bindparam("lane"), _D.state == State.PENDING.value, _D.due_at <= _NOW)
    .order_by(_D.due_at)
    .limit(bindparam("most", type_=_L.id.type))
    .with_for_update(of=t.deliveries, skip_locked=True)
)


def _marking(dialect: str) -> PreparedStatement:
    dispatch, person = row_columns(dialect, _D.dispatch_id.type, _D.person_id.type)
    statement = update(t.deliveries).where(_D.dispatch_id == dispatch, _D.person_id == person)
    return PreparedStatement(
        statement.values(
            state=State.SENDING.value,
            worker=bindparam("who"),
            lease_until=bindparam("until", type_=_D.lease_until.type),
            attempt=_D.attempt + 1,
            changed_at=_NOW,
        )
    )


_MARK = {dialect: _marking(dialect) for dialect in INSERTS}
# A lane with nothing more due is looked at again when its next message is due, if it has one.
_NEXT_DUE = PreparedStatement(
    update(t.lanes)
    .where(_L.id == bindparam("lane"))
    .values(
        next_due=select(func.min(_D.due_at))
        .where(_D.lane_id == bindparam("lane"), _D.state == State.PENDING.value)
        .scalar_subquery()
    )
)
_STILL_WANTED = PreparedStatement(
    select(
        t.dispatches.c.state,
        t.people.c.opted_out,
        t.people.c.left_at,
        t.tenant_pauses.c.until,
    )
    .select_from(t.dispatches)
    .join(t.people, t.people.c.id == bindparam("person"))
    .outerjoin(
        t.tenant_pauses,
        and_(t.tenant_pauses.c.tenant_id == bindparam("tenant"), t.tenant_pauses.c.until > _NOW),
    )
    .where(t.dispatches.c.id == bindparam("dispatch"))
)


def _claim(lane: AnyRow, row: AnyRow, wait: float) -> Claim:
    return Claim(
        dispatch_id=lane.dispatch_id,
        person_id=row.person_id,
        lane_id=lane.id,
        tenant_id=lane.tenant,
        canary=bool(lane.canary),
        kind=_KINDS[lane.kind],
        revision=lane.revision,
        attempt=row.attempt + 1,
        wave_id=lane.wave_id,
        wave_state=lane.wave_state,
        progress=row.progress,
        opted_out=bool(row.opted_out),
        away_until=row.away_until,
        aad_object_id=row.aad_object_id,
        chat=_chat(row) if row.tenant_id is not None else None,
        wait=wait,
        has_left=row.left_at is not None,
    )


def _chat(row: AnyRow) -> Chat:
    return Chat(
        aad_object_id=row.aad_object_id,
        tenant_id=row.tenant_id,
        teams_user_id=row.teams_user_id,
        conversation_id=row.conversation_id,
        service_url=row.service_url,
        state=row.chat_state,
        time_zone=row.time_zone,
    )
