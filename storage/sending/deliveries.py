"""Dispatches and their deliveries: opened once, counted by state, paused, proven.

What is due of them is claimed by `claims`, and outcomes are stored by `outcomes`.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from contextlib import nullcontext
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    bindparam,
    case,
    func,
    literal,
    literal_column,
    or_,
    select,
    update,
)

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnyRow, AnySelect
from storage.database.row_security import seeing_every
from storage.database.upsert import add_if_new, insert_for
from storage.sending.fan_out import fan_out
from storage.sending.not_reached import NotReachedRows
from surveys.sending.delivery import DeliveryKind, State, before
from surveys.sending.dispatch import Dispatch, NewDispatch, NotReachedPerson, Waiting
from surveys.sending.email_delivery import EmailDelivery
from surveys.sending.frozen import Frozen
from surveys.sending.progress import NEWS

_D = t.deliveries.c
_S = t.dispatches.c
_I = t.invitations.c


class Deliveries:
    """What is sent, to whom, and in what state it is."""

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
        """Freeze a dispatch and fan out one row per person; return its id, and whether it is new.

        A repeat of `once` finds the first and adds nothing. `excluding` gives, with a code of
        `REASONS` each, the people who are left out and shown as skipped.
        """
        values: dict[str, Any] = {name: getattr(new, name) for name in NewDispatch.__slots__}
        values["reply"], values["content"] = values.pop("says")
        values |= {"asked_at": now, "due_at": due_at, "state": "open"}
        statement = (
            insert_for(self._connection, t.dispatches).values(**values).on_conflict_do_nothing()
        )
        made = self._connection.execute(statement.returning(t.dispatches.c.id)).scalar_one_or_none()
        if made is None:
            found = select(t.dispatches.c.id).where(t.dispatches.c.once == new.once)
            return self._connection.scalars(found).one(), False
        # who was asked too often was asked in any partnership
        seeing = seeing_every(self._connection) if excluding else nullcontext()
        with seeing:
            fan_out(self._connection, made, people, new.kind, due_at, now, excluding)
        return made, True

    def whose(self, dispatch_id: int, people: Sequence[int]) -> int | None:
        """Return which of these people a dispatch was sent to; None where it was none of them."""
        theirs = select(_D.person_id).where(_D.dispatch_id == dispatch_id, _D.person_id.in_(people))
        return self._connection.scalars(theirs.limit(1)).one_or_none()

    def opened(self, dispatch_id: int, person_id: int) -> EmailDelivery | None:
        """Return what the page of a message opens, and for whom; None where it is not theirs."""
        columns = (_S.kind, _S.state, _S.wave_id, _S.briefing_id, _D.changed_at)
        mine = (_D.dispatch_id == dispatch_id, _D.person_id == person_id)
        query = select(*columns).join(t.dispatches, _S.id == _D.dispatch_id).where(*mine)
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        kind = DeliveryKind(row.kind)
        whats = (row.wave_id, row.briefing_id, row.changed_at)
        return EmailDelivery(dispatch_id, person_id, kind, row.state, *whats)

    def find(self, once: str) -> int | None:
        """Return the dispatch that was made under this name."""
        return self._connection.scalar(select(t.dispatches.c.id).where(t.dispatches.c.once == once))

    def alerts_of(self, concern_id: int) -> list[int]:
        """Return the dispatches that told people of a concern."""
        columns = t.dispatches.c
        mine = (columns.concern_id == concern_id, columns.kind == DeliveryKind.ALERT)
        query = select(t.dispatches.c.id).where(*mine).order_by(t.dispatches.c.id)
        return list(self._connection.scalars(query))

    def pause_tenant(self, tenant_id: str, until: datetime) -> None:
        """Let no process send to a tenant before `until`; a pause never shortens a longer one."""
        pauses = t.tenant_pauses.c
        if not add_if_new(
            self._connection, t.tenant_pauses, {"tenant_id": tenant_id, "until": until}
        ):
            longer = update(t.tenant_pauses).where(
                pauses.tenant_id == tenant_id, pauses.until < until
            )
            self._connection.execute(longer.values(until=until))

    def pause(self, dispatch_id: int, because: str) -> bool:
        """Pause a dispatch; what is pending waits. Return whether it was open until now."""
        statement = update(t.dispatches).where(
            t.dispatches.c.id == dispatch_id, t.dispatches.c.state == "open"
        )
        paused = statement.values(state="paused", paused_because=because, card_shows=NEWS)
        return self._connection.execute(paused).rowcount == 1

    def prove(
        self, person_id: int, *, wave_id: int | None = None, briefing_id: int | None = None
    ) -> None:
        """Note that a message has certainly arrived, because the person acted on it."""
        statement, subject = (
            (_PROVEN_BY_ANSWER, wave_id) if wave_id else (_PROVEN_BY_ACT, briefing_id)
        )
        statement.run(self._connection, {"person": person_id, "subject": subject})

    def prove_by_receipt(self, tenant_id: str, aad_object_id: str, activity_id: str) -> None:
        """Note that a message arrived: Teams says it was shown, not that it was read."""
        people = select(t.people.c.id).where(
            t.people.c.aad_object_id == aad_object_id, t.people.c.tenant_id == tenant_id
        )
        theirs = (
            _D.person_id.in_(people),
            _D.activity_id == activity_id,
            _D.state.in_(before(State.PROVEN)),
        )
        self._connection.execute(update(t.deliveries).where(*theirs).values(state=State.PROVEN))

    def confirm_arrival(self, dispatch_id: int, person_id: int) -> bool | None:
        """Note that a person says a message arrived; return whether that is new, None if moot."""
        theirs = (_D.dispatch_id == dispatch_id, _D.person_id == person_id)
        proven = (
            update(t.deliveries)
            .where(*theirs, _D.state == State.UNKNOWN)
            .values(state=State.PROVEN)
        )
        if self._connection.execute(proven).rowcount:
            return True
        state = self._connection.scalar(select(_D.state).where(*theirs))
        return False if state == State.PROVEN else None

    def content(self, dispatch_id: int) -> Frozen:
        """Return what a dispatch says."""
        columns = t.dispatches.c
        row = self._connection.execute(
            select(columns.reply, columns.content).where(columns.id == dispatch_id)
        ).one()
        return Frozen(row.reply, row.content)

    def counts(self, dispatch_id: int) -> dict[State, int]:
        """Return how many people are in each state, also those whose name was deleted in time."""
        lanes = select(t.lanes.c.id).where(t.lanes.c.dispatch_id == dispatch_id)
        query = select(_D.state, func.count()).where(_D.lane_id.in_(lanes)).group_by(_D.state)
        past = t.past_deliveries.c
        gone = (
            select(past.state, func.count())
            .where(past.dispatch_id == dispatch_id)
            .group_by(past.state)
        )
        found = Counter({State(state): count for state, count in self._connection.execute(query)})
        found.update({State(state): count for state, count in self._connection.execute(gone)})
        return {state: found.get(state, 0) for state in State}

    def dispatch(self, dispatch_id: int, partnership_id: int | None = None) -> Dispatch | None:
        """Return one dispatch, of that partnership where one is named."""
        query = DISPATCHES.where(t.dispatches.c.id == dispatch_id)
        if partnership_id is not None:
            query = query.where(t.dispatches.c.partnership_id == partnership_id)
        row = self._connection.execute(query).one_or_none()
        return dispatch_of(row) if row else None

    def recent(
        self, partnership_id: int | None, kinds: Iterable[DeliveryKind], most: int
    ) -> list[Dispatch]:
        """Return the latest dispatches of these kinds, newest first."""
        query = DISPATCHES.where(t.dispatches.c.kind.in_(list(kinds)))
        if partnership_id is not None:
            query = query.where(t.dispatches.c.partnership_id == partnership_id)
        rows = self._connection.execute(
            query.order_by(t.dispatches.c.asked_at.desc(), t.dispatches.c.id.desc()).limit(most)
        )
        return [dispatch_of(row) for row in rows]

    def not_reached(self, dispatch_id: int, most: int | None = None) -> list[NotReachedPerson]:
        """Return everyone whom a dispatch has not reached and will not reach any more."""
        return NotReachedRows(self._connection).people([dispatch_id], most)

    def waiting(self, dispatch_id: int, soon: datetime) -> Waiting:
        """Return how many messages of a dispatch are due before `soon`, and how many later."""
        later = _D.due_at > literal(soon, _D.due_at.type)
        figures = (
            func.count(case((later, None), else_=1)),
            func.count(case((later, 1))),
            func.min(case((later, _D.due_at))),
        )
        lanes = select(t.lanes.c.id).where(t.lanes.c.dispatch_id == dispatch_id)
        pending = select(*figures).where(_D.lane_id.in_(lanes), _D.state == State.PENDING)
        return Waiting(*self._connection.execute(pending).one())


_PROVEN = (
    update(t.deliveries)
    .where(_D.person_id == bindparam("person"))
    # some act before we know that it went
    .where(
        or_(*(_D.state == literal_column(f"'{state}'") for state in sorted(before(State.PROVEN))))
    )
    .values(state=State.PROVEN)
)
_IDS = select(t.dispatches.c.id)
_SUBJECT = bindparam("subject", type_=t.dispatches.c.id.type)
_PROVEN_BY_ANSWER = PreparedStatement(
    _PROVEN.where(_D.dispatch_id.in_(_IDS.where(t.dispatches.c.wave_id == _SUBJECT)))
)
_PROVEN_BY_ACT = PreparedStatement(
    _PROVEN.where(_D.dispatch_id.in_(_IDS.where(t.dispatches.c.briefing_id == _SUBJECT)))
)
DISPATCHES = select(
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
    t.dispatches.c.due_at,
    t.dispatches.c.audience,
    t.dispatches.c.revision,
    t.dispatches.c.briefing_id,
    t.dispatches.c.wave_id,
)


def dispatch_of(row: AnyRow) -> Dispatch:
    """Return a dispatch from a row of `DISPATCHES`."""
    facts: dict[str, Any] = {name: getattr(row, name) for name in Dispatch.__slots__}
    facts["kind"] = DeliveryKind(row.kind)
    return Dispatch(**facts)
