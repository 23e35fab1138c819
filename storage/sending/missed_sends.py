"""What people have missed and still holds, and the way by which it goes out to them after all.

The delivery that failed or was left out is sent: there is one row for each send and person, so
that no one gets anything twice and the counts of a send stay those of its audience.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    and_,
    case,
    delete,
    exists,
    func,
    literal,
    or_,
    select,
    true,
    tuple_,
    update,
)

from storage import tables as t
from storage.database.upsert import insert_for
from surveys.asking.wave import FINISHED, LEFT_OUT, OPEN
from surveys.sending.catching_up import BRIEFINGS_HOLD, HOLDS, MissedSend, ToSend
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.progress import NEWS
from surveys.sending.reasons import ENDING

_D = t.deliveries.c
_S = t.dispatches.c
_L = t.lanes.c
_KEPT = (State.FAILED.value, State.SKIPPED.value)
_HAVE_IT = tuple(state.value for state in State if state.value not in _KEPT)
_ASKING = (DeliveryKind.SURVEY.value, DeliveryKind.REMINDER.value)
_GOING = ("open", "paused", "done")


class MissedSends:
    """Deliveries that ended for a reason which has ended itself."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def of(self, people: Sequence[int], now: datetime) -> list[MissedSend]:
        """Return what these people have missed, still holds and has reached them no other way."""
        query = _MISSED.where(_D.person_id.in_(people), _still_holds(now), ~_another_way())
        return [
            MissedSend(
                row.dispatch_id,
                row.person_id,
                DeliveryKind(row.kind),
                row.subject,
                row.sent_at,
                row.closes_at,
            )
            for row in self._connection.execute(query)
        ]

    def send(self, tenant_id: str, chosen: Sequence[ToSend], now: datetime) -> None:
        """Let these go out by themselves, in the lane of the tenant in which the person is."""
        for one in chosen:
            self._send(tenant_id, one, now)
        sends = sorted({one.missed.dispatch_id for one in chosen})
        again = {"state": case((_S.state == "done", "open"), else_=_S.state), "card_shows": NEWS}
        self._connection.execute(update(t.dispatches).where(_S.id.in_(sends)).values(**again))

    def _send(self, tenant_id: str, one: ToSend, now: datetime) -> None:
        key = (one.missed.dispatch_id, one.missed.person_id)
        theirs = (tuple_(_D.dispatch_id, _D.person_id) == key, _D.state.in_(_KEPT))
        lane = self._lane(tenant_id, one, theirs)
        waiting = {
            "state": State.PENDING.value,
            "reason": None,
            "due_at": one.due_at,
            "attempt": 0,
            "lane_id": lane,
            "changed_at": now,
        }
        self._connection.execute(update(t.deliveries).where(*theirs).values(**waiting))
        letters = t.letters.c  # nothing is written to them meanwhile
        self._connection.execute(
            delete(t.letters).where(
                tuple_(letters.dispatch_id, letters.person_id) == key,
                letters.state == State.PENDING.value,
            )
        )

    def _lane(self, tenant_id: str, one: ToSend, theirs: tuple[Any, ...]) -> Any:
        """Return the lane, made where there is none: it is held as the person's own was."""
        held = select(_L.held).join(t.deliveries, _D.lane_id == _L.id).where(*theirs)
        due: Any = literal(one.due_at, _L.next_due.type)
        adding = insert_for(self._connection, t.lanes).values(
            dispatch_id=one.missed.dispatch_id,
            tenant_id=tenant_id,
            canary=False,
            held=func.coalesce(held.scalar_subquery(), ~true()),
            next_due=due,
        )
        sooner = case((_L.next_due < due, _L.next_due), else_=due)
        added = adding.on_conflict_do_update(
            index_elements=["dispatch_id", "tenant_id", "canary"], set_={"next_due": sooner}
        )
        return self._connection.scalars(added.returning(_L.id)).one()


_SENT_AT: Any = func.coalesce(_S.due_at, _S.asked_at, type_=_S.asked_at.type)
_ASKED = and_(t.invitations.c.wave_id == _S.wave_id, t.invitations.c.person_id == _D.person_id)
_MISSED = (
    select(
        _D.dispatch_id,
        _D.person_id,
        _S.kind,
        func.coalesce(_S.wave_id, _S.briefing_id, _S.concern_id).label("subject"),
        _SENT_AT.label("sent_at"),
        t.waves.c.closes_at,
    )
    .join(t.dispatches, _S.id == _D.dispatch_id)
    .join(t.people, t.people.c.id == _D.person_id)
    .outerjoin(t.waves, t.waves.c.id == _S.wave_id)
    .outerjoin(t.invitations, _ASKED)
    .outerjoin(t.concerns, t.concerns.c.id == _S.concern_id)
    .where(_D.state.in_(_KEPT), _D.reason.in_(sorted(ENDING)))
    .where(_S.kind.in_(sorted(HOLDS)), _S.state.in_(_GOING), t.people.c.left_at.is_(None))
    .where(or_(t.people.c.opted_out.is_(False), _S.kind == DeliveryKind.ALERT.value))
)


def _still_holds(now: datetime) -> Any:
    """Say whether a send still matters: by its kind, open, not seen to, or not too old."""
    unanswered = t.invitations.c.state.not_in([FINISHED, LEFT_OUT])
    return case(
        (_S.kind == DeliveryKind.SURVEY.value, and_(t.waves.c.state == OPEN, unanswered)),
        (_S.kind == DeliveryKind.ALERT.value, t.concerns.c.state == "new"),
        else_=literal(now - BRIEFINGS_HOLD, _S.asked_at.type) < _SENT_AT,
    )


def _another_way() -> Any:
    """Say whether a person has the same by another send, or has read it on our page."""
    other, sent = t.deliveries.alias("other"), t.dispatches.alias("sent")
    about = or_(
        and_(sent.c.wave_id == _S.wave_id, sent.c.kind.in_(_ASKING)),
        and_(sent.c.briefing_id == _S.briefing_id, sent.c.kind == DeliveryKind.BRIEFING.value),
    )
    by_teams = (
        exists()
        .where(
            other.c.person_id == _D.person_id,
            other.c.state.in_(_HAVE_IT),
            sent.c.id == other.c.dispatch_id,
            about,
        )
        .correlate(t.deliveries, t.dispatches)
    )
    letters = t.letters.c
    by_email = (
        exists()
        .where(
            letters.dispatch_id == _D.dispatch_id,
            letters.person_id == _D.person_id,
            letters.state == State.PROVEN.value,
        )
        .correlate(t.deliveries)
    )
    return or_(by_teams, by_email)
