"""Reach: distinct people, counted by what was delivered and by what they did on purpose.

Each person in the audience was either reached or has exactly one reason why not, so that the
figures add up.
"""

from collections import Counter

from sqlalchemy import ColumnElement, Connection, distinct, func, select

from storage import tables as t
from storage.database.query_types import AnySelect
from storage.impact.evidence.links import briefings_of, events_of
from storage.impact.evidence.scope import Scope
from surveys.impact.evidence import Reach
from surveys.sending.delivery import REACHED, DeliveryKind, State
from surveys.sending.reasons import reason_in_words

_D = t.deliveries.c
_WAITING = "It has not been sent yet."
_WITHOUT_REASON = {
    State.PENDING: _WAITING,
    State.SENDING: _WAITING,
    State.UNKNOWN: "It is not known whether it arrived.",
    State.FAILED: "It could not be delivered.",
    State.SKIPPED: "It was not sent to them.",
}


def reach_of(connection: Connection, scope: Scope) -> Reach:
    """Return the figures as at the date; a message counts as delivered from its due date."""
    reached = _people(connection, _sent(scope).where(_was_reached(scope)))
    others = _sent(scope).where(~_was_reached(scope)).order_by(_D.changed_at, _D.dispatch_id)
    not_reached = {
        row.person_id: _reason(row.state, row.reason)
        for row in connection.execute(others)
        if row.person_id not in reached
    }
    acts = _acts(connection, scope, reached)
    return Reach(
        audience=len(reached) + len(not_reached),
        delivered=len(reached),
        read=acts["read"],
        discussed=acts["discussed"],
        intending=acts["intends"],
        attended=_attended(connection, scope),
        not_reached=tuple(sorted(Counter(not_reached.values()).items())),
    )


def _sent(scope: Scope) -> AnySelect:
    return (
        select(_D.person_id, _D.state, _D.reason)
        .join(t.dispatches, t.dispatches.c.id == _D.dispatch_id)
        .where(
            t.dispatches.c.partnership_id == scope.partnership_id,
            t.dispatches.c.briefing_id.in_(briefings_of(scope)),
            t.dispatches.c.kind == DeliveryKind.BRIEFING,
            t.dispatches.c.asked_at < scope.until,
        )
    )


def _was_reached(scope: Scope) -> ColumnElement[bool]:
    return _D.state.in_(tuple(REACHED)) & (_D.due_at < scope.until)


def _people(connection: Connection, query: AnySelect) -> frozenset[int]:
    return frozenset(row.person_id for row in connection.execute(query))


def _reason(state: str, reason: str | None) -> str:
    if state in REACHED:  # reached after the as-at date
        return _WAITING
    return reason_in_words(reason) or _WITHOUT_REASON[State(state)]


def _acts(connection: Connection, scope: Scope, reached: frozenset[int]) -> Counter[str]:
    """Count the people who did each thing, among those reached: no one else can have done it."""
    query = (
        select(t.acts.c.act, t.acts.c.person_id)
        .where(t.acts.c.briefing_id.in_(briefings_of(scope)), t.acts.c.at < scope.until)
        .distinct()
    )
    return Counter(row.act for row in connection.execute(query) if row.person_id in reached)


def _attended(connection: Connection, scope: Scope) -> int:
    query = (
        select(func.count(distinct(t.attendance.c.person_id)))
        .join(t.events, t.events.c.id == t.attendance.c.event_id)
        .where(
            t.attendance.c.attended,
            t.events.c.id.in_(events_of(scope)),
            t.events.c.starts_at < scope.until,
        )
    )
    return connection.scalars(query).one()
