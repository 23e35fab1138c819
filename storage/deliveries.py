"""Dispatches and their deliveries: opened once, looked at by state, paused, proven; `storage.claims` sends them."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, bindparam, func, select, update

from storage import tables as t
from storage.fan_out import fan_out
from storage.rows import AnyRow, AnySelect
from storage.upsert import add_if_new, insert_for
from surveys.telling.delivery import POLICIES, Kind, State, before
from surveys.telling.dispatch import Dispatch, NewDispatch, NotReachedPerson

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

    def pause_tenant(self, tenant_id: str, until: datetime) -> None:
        """Let nobody send to a tenant before `until`; a shorter pause never shortens a longer one."""
        pauses = t.tenant_pauses.c
        if not add_if_new(self._connection, t.tenant_pauses, {"tenant_id": tenant_id, "until": until}):
            longer = update(t.tenant_pauses).where(pauses.tenant_id == tenant_id, pauses.until < until)
            self._connection.execute(longer.values(until=until))

    def pause(self, dispatch_id: int, because: str) -> bool:
        """Stop a dispatch; what is pending waits. Say whether it was under way until now."""
        statement = update(t.dispatches).where(t.dispatches.c.id == dispatch_id, t.dispatches.c.state == "open")
        return self._connection.execute(statement.values(state="paused", paused_because=because)).rowcount == 1

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
        lanes = select(t.lanes.c.id).where(t.lanes.c.dispatch_id == dispatch_id)
        query = select(_D.state, func.count()).where(_D.lane_id.in_(lanes)).group_by(_D.state)
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
        columns = t.dispatches.c
        shown = _DISPATCHES.add_columns(_UNDER_WAY.label("left"))
        query = shown.where(columns.state != "withdrawn", columns.card_id.is_not(None), columns.card_shows < 100)
        rows = [(_dispatch(row), _share_settled(row.audience, row.left)) for row in self._connection.execute(query)]
        return [(found, share) for found, share in rows if share // 25 * 25 > found.card_shows]

    def card(self, dispatch_id: int, *, card_id: str | None = None, shows: int | None = None) -> None:
        """Keep which card shows a dispatch's progress, and the last step it shows."""
        values: dict[str, Any] = {}
        if card_id is not None:
            values["card_id"] = card_id
        if shows is not None:
            values["card_shows"] = shows
        self._connection.execute(update(t.dispatches).where(t.dispatches.c.id == dispatch_id).values(**values))


_PROVEN = (
    update(t.deliveries)
    .where(_D.person_id == bindparam("person"))
    .where(_D.state.in_(before(State.PROVEN)))  # some act before we know that it went
    .values(state=State.PROVEN)
)
_IDS = select(t.dispatches.c.id)
_PROVEN_BY_ANSWER = _PROVEN.where(_D.dispatch_id.in_(_IDS.where(t.dispatches.c.wave_id == bindparam("subject"))))
_PROVEN_BY_ACT = _PROVEN.where(_D.dispatch_id.in_(_IDS.where(t.dispatches.c.briefing_id == bindparam("subject"))))
_UNDER_WAY = (
    select(func.count())
    .select_from(t.deliveries)
    .join(t.lanes, t.lanes.c.id == _D.lane_id)
    .where(t.lanes.c.dispatch_id == t.dispatches.c.id, _D.state.in_([State.PENDING.value, State.SENDING.value]))
    .scalar_subquery()
)
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
    t.dispatches.c.due_at,
    t.dispatches.c.audience,
    t.dispatches.c.revision,
    t.dispatches.c.briefing_id,
    t.dispatches.c.wave_id,
)


def _share_settled(audience: int, left: int) -> int:
    return (audience - left) * 100 // audience if audience else 100


def _dispatch(row: AnyRow) -> Dispatch:
    facts: dict[str, Any] = {name: getattr(row, name) for name in Dispatch.__slots__}
    facts["kind"] = Kind(row.kind)
    return Dispatch(**facts)
