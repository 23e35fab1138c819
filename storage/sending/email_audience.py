"""Who gets an e-mail: people whom Teams could not reach, and of an alert everyone in it.

Each query returns the rows of `letters` to come.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, and_, exists, func, literal, or_, select

from storage import tables as t
from storage.database.query_types import AnySelect
from surveys.asking.wave import FINISHED, OPEN
from surveys.sending.delivery import State
from surveys.sending.email_delivery import FRESH, KINDS

_L = t.letters.c
_D = t.deliveries.c
_S = t.dispatches.c
_SAME = and_(_L.dispatch_id == _D.dispatch_id, _L.person_id == _D.person_id)
# A paused send waits, and one that was cancelled or withdrawn sends no e-mail.
_GOING = ("open", "done")


def everyone_in(dispatch_id: int, now: datetime) -> AnySelect:
    """Return the rows of e-mails to everyone in a dispatch who has an address."""
    return (
        select(*_row(now))
        .join(t.people, t.people.c.id == _D.person_id)
        .where(_D.dispatch_id == dispatch_id, t.people.c.email != "", t.people.c.left_at.is_(None))
    )


def _row(now: datetime) -> tuple[ColumnElement[Any], ...]:
    pending = literal(State.PENDING.value)
    return _D.dispatch_id, _D.person_id, pending, literal_moment(now), literal_moment(now)


def without_email(now: datetime) -> AnySelect:
    """Return the rows of e-mails to come: of deliveries without one, in sends that still matter.

    The query goes from the few dispatches by their lanes to those deliveries, so that it never
    reads all that was ever sent.
    """
    asked = and_(t.invitations.c.wave_id == _S.wave_id, t.invitations.c.person_id == _D.person_id)
    still_asked = and_(t.waves.c.state == OPEN, t.invitations.c.state != FINISHED)
    still_new = and_(
        _S.wave_id.is_(None), func.coalesce(_S.due_at, _S.asked_at) > literal_moment(now - FRESH)
    )
    return (
        select(*_row(now))
        .select_from(t.dispatches)
        .join(t.lanes, t.lanes.c.dispatch_id == _S.id)
        .join(t.deliveries, _D.lane_id == t.lanes.c.id)
        .join(t.people, t.people.c.id == _D.person_id)
        .outerjoin(t.waves, t.waves.c.id == _S.wave_id)
        .outerjoin(t.invitations, asked)
        .where(_S.state.in_(_GOING), _S.kind.in_(KINDS), or_(still_asked, still_new))
        .where(t.people.c.opted_out.is_(False), t.people.c.email != "")
        .where(~exists().where(_SAME))
    )


def literal_moment(value: datetime) -> ColumnElement[Any]:
    """Return a moment as a value in a query."""
    return literal(value, _L.due_at.type)
