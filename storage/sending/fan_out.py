"""Fan out a dispatch: one row for each person, also those left out, in the lane of their tenant.

A canary goes first: a few people whose chats are known, spread over the audience. Its lanes are
open at once; those of everyone else are held until it has gone well.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Table,
    and_,
    case,
    false,
    func,
    insert,
    literal,
    null,
    select,
    true,
    update,
)

from storage import tables as t
from storage.database.query_types import AnySelect
from surveys.sending.delivery import CANARY, POLICIES, DeliveryKind, State

_SPREAD, _PRIME = 7919, 10007  # so that a canary is not always the first people on the list


def fan_out(
    connection: Connection,
    dispatch_id: int,
    people: AnySelect,
    kind: DeliveryKind,
    due_at: datetime,
    now: datetime,
    excluding: Sequence[tuple[str, AnySelect]],
) -> None:
    """Write the lanes and the deliveries of a dispatch, and freeze how many people it has."""
    audience = _audience(people, excluding)
    canary = _canary(connection, dispatch_id, audience) if POLICIES[kind].canary else []
    _write_lanes(connection, dispatch_id, audience, canary, due_at)
    made = _write_deliveries(connection, dispatch_id, audience, canary, due_at, now)
    frozen = update(t.dispatches).where(t.dispatches.c.id == dispatch_id)
    connection.execute(frozen.values(audience=made))


def _audience(people: AnySelect, excluding: Sequence[tuple[str, AnySelect]]) -> Any:
    """Return the audience as a table: id, tenant, is a chat known, why they are left out."""
    chosen = people.distinct().subquery("chosen")
    left_out = [(chosen.c.id.in_(who), literal(reason)) for reason, who in excluding]
    return (
        select(
            chosen.c.id,
            func.coalesce(t.people.c.tenant_id, t.agencies.c.tenant_id, "").label("tenant_id"),
            and_(t.chats.c.state == "installed", t.chats.c.conversation_id.is_not(None)).label(
                "known"
            ),
            (case(*left_out, else_=null()) if left_out else null()).label("reason"),
        )
        .join(t.people, t.people.c.id == chosen.c.id)
        .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
        .outerjoin(t.chats, t.IS_THEIR_CHAT)
        .subquery("audience")
    )


def _canary(connection: Connection, dispatch_id: int, audience: Any) -> list[int]:
    """Return who goes first: no one where the audience is no larger than a canary."""
    spread = (audience.c.id * _SPREAD + dispatch_id) % _PRIME
    known = case((audience.c.known, 0), else_=1)
    query = (
        select(audience.c.id)
        .where(audience.c.reason.is_(None))
        .order_by(known, spread, audience.c.id)
    )
    found = list(connection.scalars(query.limit(CANARY + 1)))
    return found[:CANARY] if len(found) > CANARY else []


def _is_canary(audience: Any, canary: Sequence[int]) -> ColumnElement[bool]:
    return audience.c.id.in_(canary) if canary else false()


def _write_lanes(
    connection: Connection, dispatch_id: int, audience: Any, canary: Sequence[int], due_at: datetime
) -> None:
    first = _is_canary(audience, canary)
    held = case((first, false()), else_=true()) if canary else false()
    facts = select(
        literal(dispatch_id),
        audience.c.tenant_id,
        first,
        held,
        _moment(t.lanes, "next_due", due_at),
    )
    columns = ["dispatch_id", "tenant_id", "canary", "held", "next_due"]
    connection.execute(insert(t.lanes).from_select(columns, facts.distinct()))


def _write_deliveries(
    connection: Connection,
    dispatch_id: int,
    audience: Any,
    canary: Sequence[int],
    due_at: datetime,
    now: datetime,
) -> int:
    lane = and_(
        t.lanes.c.dispatch_id == dispatch_id,
        t.lanes.c.tenant_id == audience.c.tenant_id,
        t.lanes.c.canary == _is_canary(audience, canary),
    )
    state = case(
        (audience.c.reason.is_(None), literal(State.PENDING.value)),
        else_=literal(State.SKIPPED.value),
    )
    rows = select(
        literal(dispatch_id),
        audience.c.id,
        t.lanes.c.id,
        state,
        audience.c.reason,
        _moment(t.deliveries, "due_at", due_at),
        _moment(t.deliveries, "changed_at", now),
    ).join(t.lanes, lane)
    columns = ["dispatch_id", "person_id", "lane_id", "state", "reason", "due_at", "changed_at"]
    counting = {"preserve_rowcount": True}  # a driver forgets how many it has inserted
    return connection.execute(
        insert(t.deliveries).from_select(columns, rows), execution_options=counting
    ).rowcount


def _moment(table: Table, column: str, value: datetime) -> ColumnElement[Any]:
    return literal(value, table.c[column].type)
