"""Reach: distinct people, counted by what was delivered and by what they did on purpose.

Each person in the audience was either reached or has exactly one reason why not, so that the
figures add up. Of messages whose people were deleted in time only a mark of each is known; where
there are any, everyone is counted by their mark.
"""

from collections import Counter
from collections.abc import Callable, Collection
from functools import partial

from sqlalchemy import Connection, distinct, func, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.impact.evidence.links import briefings_of, events_of
from storage.impact.evidence.scope import Scope
from storage.trust.encryption import Keyring
from storage.trust.past_deliveries import mark_of, past_of
from surveys.impact.evidence import Reach
from surveys.sending.delivery import REACHED, DeliveryKind, State
from surveys.sending.reasons import reason_in_words

Who = Callable[[int], object]  # by what a person is counted
_D = t.deliveries.c
_WAITING = "It has not been sent yet."
_WITHOUT_REASON = {
    State.PENDING: _WAITING,
    State.SENDING: _WAITING,
    State.UNKNOWN: "It is not known whether it arrived.",
    State.FAILED: "It could not be delivered.",
    State.SKIPPED: "It was not sent to them.",
}


def reach_of(connection: Connection, keyring: Keyring, scope: Scope) -> Reach:
    """Return the figures as at the date; a message counts as delivered from its due date."""
    past = past_of(connection, _dispatches(scope))
    who: Who = partial(mark_of, keyring) if past else lambda person_id: person_id
    sent = [
        (who(row.person_id), row)
        for row in connection.execute(_sent(scope).order_by(_D.changed_at, _D.dispatch_id))
    ]
    if past:
        sent += [(row.who, row) for row in past]
        sent.sort(key=lambda one: (one[1].changed_at, one[1].dispatch_id))
    reached = {whose for whose, row in sent if _was_reached(row, scope)}
    not_reached = {
        whose: _reason(row.state, row.reason) for whose, row in sent if whose not in reached
    }
    acts = _acts(connection, scope, reached, who)
    return Reach(
        audience=len(reached) + len(not_reached),
        delivered=len(reached),
        read=acts["read"],
        discussed=acts["discussed"],
        intending=acts["intends"],
        attended=_attended(connection, scope),
        not_reached=tuple(sorted(Counter(not_reached.values()).items())),
    )


def _dispatches(scope: Scope) -> AnySelect:
    sends = t.dispatches.c
    return select(sends.id).where(
        sends.partnership_id == scope.partnership_id,
        sends.briefing_id.in_(briefings_of(scope)),
        sends.kind == DeliveryKind.BRIEFING,
        sends.asked_at < scope.until,
    )


def _sent(scope: Scope) -> AnySelect:
    columns = (_D.dispatch_id, _D.person_id, _D.state, _D.reason, _D.due_at, _D.changed_at)
    return select(*columns).where(_D.dispatch_id.in_(_dispatches(scope)))


def _was_reached(row: AnyRow, scope: Scope) -> bool:
    return row.state in REACHED and row.due_at < scope.until


def _reason(state: str, reason: str | None) -> str:
    if state in REACHED:  # reached after the as-at date
        return _WAITING
    return reason_in_words(reason) or _WITHOUT_REASON[State(state)]


def _acts(
    connection: Connection, scope: Scope, reached: Collection[object], who: Who
) -> Counter[str]:
    """Count the people who did each thing, among those reached: no one else can have done it."""
    query = (
        select(t.acts.c.act, t.acts.c.person_id)
        .where(t.acts.c.briefing_id.in_(briefings_of(scope)), t.acts.c.at < scope.until)
        .distinct()
    )
    return Counter(row.act for row in connection.execute(query) if who(row.person_id) in reached)


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
