"""The end of deliveries: who got what is deleted, and what figures of reach count stays.

In the place of each person comes a keyed mark, the same in every send, so that nobody is counted
twice. All that was sent of one briefing or survey goes together, when the last send is old.
"""

from typing import Any

from sqlalchemy import ColumnElement, case, delete, func, insert, or_, select, tuple_

from storage import tables as t
from storage.retention.expiry import Ending, Expiry
from storage.trust.past_deliveries import mark_of
from surveys.sending.delivery import REACHED, DeliveryKind
from surveys.trust.concern_record import ConcernState
from surveys.trust.retention import Over

_D, _S, _L = t.deliveries.c, t.dispatches.c, t.letters.c
ENDED = ("done", "cancelled", "withdrawn")
COUNTED = frozenset({DeliveryKind.BRIEFING, DeliveryKind.SURVEY, DeliveryKind.REMINDER})
BESIDE = (t.card_updates, t.letters, t.visits)  # rows that belong to a delivery


def _sent_at(dispatches: Any) -> ColumnElement[Any]:
    return func.coalesce(dispatches.due_at, dispatches.asked_at, type_=_S.asked_at.type)


def _is_over(over: Over) -> ColumnElement[bool]:
    other = t.dispatches.alias("other")
    same = or_(other.c.briefing_id == _S.briefing_id, other.c.wave_id == _S.wave_id)
    younger = (
        select(other.c.id).where(same, _sent_at(other.c) >= over.before).correlate(t.dispatches)
    )
    open_concern = (
        select(t.concerns.c.id)
        .where(t.concerns.c.id == _S.concern_id, t.concerns.c.state != ConcernState.CLOSED)
        .correlate(t.dispatches)
    )
    old = select(_S.id).where(
        _S.partnership_id == over.partnership_id,
        _S.state.in_(ENDED),
        _sent_at(_S) < over.before,
        ~younger.exists(),
        ~open_concern.exists(),
    )
    return _D.dispatch_id.in_(old)


def _without_whose(ending: Ending) -> None:
    """Keep what is counted under a mark of the person, and delete the delivery."""
    connection, keys = ending.connection, [tuple(row) for row in ending.rows]
    by_email = func.max(case((_L.state.in_(tuple(REACHED)), 1), else_=0))
    emailed = (
        select(by_email)
        .where(_L.dispatch_id == _D.dispatch_id, _L.person_id == _D.person_id)
        .scalar_subquery()
    )
    query = (
        select(
            _D.dispatch_id,
            _D.person_id,
            _D.state,
            _D.reason,
            _D.due_at,
            _D.changed_at,
            t.people.c.agency_id,
            emailed.label("by_email"),
        )
        .join(t.dispatches, _S.id == _D.dispatch_id)
        .join(t.people, t.people.c.id == _D.person_id)
        .where(ending.chosen, _S.kind.in_(sorted(COUNTED)))
    )
    past: list[dict[str, Any]] = []
    for row in connection.execute(query).mappings():
        facts = {str(name): value for name, value in row.items()}
        who = mark_of(ending.keyring, facts.pop("person_id"))
        past.append({**facts, "who": who, "by_email": bool(facts["by_email"])})
    if past:
        connection.execute(insert(t.past_deliveries), past)
    for table in BESIDE:
        theirs = tuple_(table.c.dispatch_id, table.c.person_id).in_(keys)
        connection.execute(delete(table).where(theirs))
    connection.execute(delete(t.deliveries).where(ending.chosen))


DELIVERIES = Expiry(t.deliveries, _is_over, _without_whose)
