"""Store the outcomes of claimed messages, and end the leases of workers that have stopped.

An outcome is stored only by the worker that still holds the lease; what ran out is unknown, and
never pending again unless it must arrive.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, case, exists, func, null, or_, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.row_values import ROWS, as_rows, row_columns
from storage.database.upsert import INSERTS
from surveys.sending.delivery import MUST_ARRIVE, State
from surveys.sending.dispatch import Claim, Settled

_D = t.deliveries.c
_L = t.lanes.c
_NOW = bindparam("now", type_=_D.due_at.type)
_IS_ALERT = exists().where(
    t.dispatches.c.id == _D.dispatch_id, t.dispatches.c.kind.in_(MUST_ARRIVE)
)


def keep_outcomes(
    connection: Connection, worker: str, outcomes: Sequence[Settled[Claim]], now: datetime
) -> None:
    """Store the outcomes of a worker's claims, but for one that is no longer that worker's."""
    sent = [settled for settled in outcomes if settled.state is State.SENT]
    if sent:
        facts = {"lessee": worker, "now": now, ROWS: as_rows([_sent(settled) for settled in sent])}
        _SENT[connection.dialect.name].run(connection, facts)
    others = [settled for settled in outcomes if settled.state is not State.SENT]
    _SETTLE.many(connection, [_outcome(worker, settled, now) for settled in others])
    again: dict[int, datetime] = {}
    for settled in others:
        if settled.state is State.PENDING:
            due = settled.due_at or now
            again[settled.claim.lane_id] = min(due, again.get(settled.claim.lane_id, due))
    _SOONER.many(connection, [{"lane": lane, "due": due} for lane, due in again.items()])


def expire_leases(connection: Connection, now: datetime, *, whatever_time_is_left: bool) -> int:
    """End leases that ran out: the messages are unknown, but what must arrive is sent again.

    `whatever_time_is_left` ends every lease, where it is certain that no worker is left.
    """
    ran_out = (
        _D.lease_until.is_not(None),
        *(() if whatever_time_is_left else (_D.lease_until < now,)),
    )
    released = {"worker": None, "lease_until": None, "changed_at": now}
    sending = (*ran_out, _D.state == State.SENDING)
    urgent = (*sending, _IS_ALERT)
    lanes = select(_D.lane_id).where(*urgent)
    connection.execute(update(t.lanes).where(_L.id.in_(lanes)).values(next_due=now))
    again = update(t.deliveries).where(*urgent).values(state=State.PENDING, due_at=now, **released)
    unknown = (
        update(t.deliveries)
        .where(*sending)
        .values(state=State.UNKNOWN, reason="lease_ran_out", **released)
    )
    count = connection.execute(again).rowcount + connection.execute(unknown).rowcount
    connection.execute(update(t.deliveries).where(*ran_out).values(worker=None, lease_until=None))
    return count


def _sent(settled: Settled[Claim]) -> tuple[int | str | None, ...]:
    claim = settled.claim
    return claim.dispatch_id, claim.person_id, claim.attempt, settled.activity_id, claim.revision


def _outcome(worker: str, settled: Settled[Claim], now: datetime) -> dict[str, Any]:
    claim = settled.claim
    return {
        "dispatch": claim.dispatch_id,
        "person": claim.person_id,
        "lessee": worker,
        "attempt_of_claim": claim.attempt,
        "not_used": 0 if settled.tried else 1,
        "outcome": settled.state,
        "because": settled.reason,
        "due_again": settled.due_at,
        "now": now,
    }


_SOONER = PreparedStatement(
    update(t.lanes)
    .where(_L.id == bindparam("lane"))
    .where(_L.next_due.is_(None) | (_L.next_due > bindparam("due", type_=_L.next_due.type)))
    .values(next_due=bindparam("due", type_=_L.next_due.type))
)
_SENDING = _D.state == State.SENDING.value
# Proven already: some people act on a message before its outcome is stored.
_OURS = (_D.worker == bindparam("lessee"), or_(_SENDING, _D.state == State.PROVEN.value))
_RELEASED = {"changed_at": _NOW, "worker": null(), "lease_until": null()}


def _settling_sent(dialect: str) -> PreparedStatement:
    numbers = (_D.dispatch_id.type, _D.person_id.type, _D.attempt.type)
    dispatch, person, attempt, sent_as, revision = row_columns(
        dialect, *numbers, _D.activity_id.type, _D.shows.type
    )
    same = (_D.dispatch_id == dispatch, _D.person_id == person, _D.attempt == attempt)
    return PreparedStatement(
        update(t.deliveries)
        .where(*same, *_OURS)
        .values(
            state=case((_SENDING, State.SENT.value), else_=_D.state),
            reason=null(),
            activity_id=func.coalesce(sent_as, _D.activity_id),
            shows=case((_D.shows < revision, revision), else_=_D.shows),
            **_RELEASED,
        )
    )


_SENT = {dialect: _settling_sent(dialect) for dialect in INSERTS}
_SETTLE = PreparedStatement(
    update(t.deliveries)
    .where(_D.dispatch_id == bindparam("dispatch"), _D.person_id == bindparam("person"))
    .where(_D.attempt == bindparam("attempt_of_claim"), *_OURS)
    .values(
        state=case((_SENDING, bindparam("outcome", type_=_D.state.type)), else_=_D.state),
        reason=case((_SENDING, bindparam("because", type_=_D.reason.type)), else_=_D.reason),
        due_at=func.coalesce(bindparam("due_again", type_=_D.due_at.type), _D.due_at),
        attempt=_D.attempt - bindparam("not_used", type_=_D.attempt.type),
        **_RELEASED,
    )
)
