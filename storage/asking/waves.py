"""Events, waves, invitations and public links.

A wave is planned once (`once` is unique); who was asked is a ledger apart from the answers.
"""

import os
from collections.abc import Sequence
from datetime import datetime
from functools import cache

from sqlalchemy import Connection, bindparam, case, func, insert, literal, not_, or_, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import add_if_new, insert_for
from surveys.asking.wave import (
    ASKED,
    CLOSED,
    FINISHED,
    LEFT_OUT,
    OPEN,
    PLANNED,
    Event,
    NewWave,
    Wave,
    WaveForPerson,
)
from surveys.sending.delivery import State

_W = t.waves.c
_I = t.invitations.c
_WAVES = (
    select(
        _W.id,
        _W.partnership_id,
        t.partnerships.c.name.label("partnership"),
        _W.event_id,
        _W.action_id,
        func.coalesce(t.events.c.title, t.actions.c.title).label("about"),
        _W.instrument_version,
        _W.voice,
        _W.label,
        _W.rule,
        _W.opens_at,
        _W.closes_at,
        _W.remind_at,
        _W.state,
        t.studies.c.salt,
    )
    .join(t.partnerships, t.partnerships.c.id == _W.partnership_id)
    .join(t.studies, t.studies.c.id == _W.study_id)
    .outerjoin(t.events, t.events.c.id == _W.event_id)
    .outerjoin(t.actions, t.actions.c.id == _W.action_id)
)
_ONE_WAVE = _WAVES.where(_W.id == bindparam("wave"))
_PROGRESS = PreparedStatement(
    update(t.invitations)
    .where(_I.wave_id == bindparam("wave"), _I.person_id == bindparam("person"))
    .values(state=bindparam("progress"))
)


@cache
def _asking(people: int) -> PreparedStatement:
    """Return the query of a wave and which of so many persons it asks: every answer needs both."""
    among = _I.person_id.in_([bindparam(f"person_{place}") for place in range(people)])
    asked = _ONE_WAVE.add_columns(_I.person_id, _I.state.label("progress"))
    mine = (_I.wave_id == _W.id) & among & (_I.state != LEFT_OUT)
    first = asked.outerjoin(t.invitations, mine).order_by(_I.person_id).limit(literal(1))
    return PreparedStatement(first)


def _wave(row: AnyRow) -> Wave:
    return Wave(**{name: getattr(row, name) for name in Wave.__slots__})


def _event(row: AnyRow) -> Event:
    return Event(row.id, row.partnership_id, row.ref, row.title, row.starts_at, row.ends_at)


class Waves:
    """Who is asked what, and when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def event(self, event_id: int) -> Event | None:
        """Return one event."""
        row = self._connection.execute(
            select(t.events).where(t.events.c.id == event_id)
        ).one_or_none()
        return _event(row) if row else None

    def events(self, partnership_id: int, most: int | None = None) -> list[Event]:
        """Return a partnership's events, latest first."""
        query = select(t.events).where(t.events.c.partnership_id == partnership_id)
        latest = query.order_by(t.events.c.ends_at.desc(), t.events.c.id.desc()).limit(most)
        return [_event(row) for row in self._connection.execute(latest)]

    def find_event(self, partnership_id: int, ref: str) -> Event | None:
        """Return the event of a partnership with that ref."""
        query = select(t.events).where(
            t.events.c.partnership_id == partnership_id, t.events.c.ref == ref
        )
        row = self._connection.execute(query).one_or_none()
        return _event(row) if row else None

    def attended(self, event_id: int) -> AnySelect:
        """Return the query of the people ids who attended an event."""
        columns = t.attendance.c
        return select(columns.person_id.label("id")).where(
            columns.event_id == event_id, columns.attended
        )

    def attended_any(self, action_id: int) -> AnySelect:
        """Return the query of the people ids who attended any event linked to an action."""
        columns = t.attendance.c
        return (
            select(columns.person_id.label("id"))
            .join(t.event_actions, t.event_actions.c.event_id == columns.event_id)
            .where(t.event_actions.c.action_id == action_id, columns.attended)
            .distinct()
        )

    def plan(self, new: NewWave) -> tuple[int, bool]:
        """Plan or open a wave; a repeat of `once` finds the first."""
        kind, _, number = new.subject.partition(":")
        values = {
            "partnership_id": new.partnership_id,
            "study_id": self._study(new.partnership_id, new.subject),
            "once": new.once,
            "event_id": int(number) if kind == "event" else None,
            "action_id": int(number) if kind == "action" else None,
            "instrument_version": new.instrument_version,
            "voice": new.voice,
            "label": new.label,
            "rule": new.rule,
            "opens_at": new.opens_at,
            "closes_at": new.closes_at,
            "remind_at": new.remind_at,
            "state": new.state,
            "eligible": new.eligible,
            "asked_by": new.asked_by,
        }
        statement = insert_for(self._connection, t.waves).values(**values).on_conflict_do_nothing()
        made = self._connection.execute(statement.returning(_W.id)).scalar_one_or_none()
        if made is not None:
            return made, True
        return self._connection.scalars(select(_W.id).where(_W.once == new.once)).one(), False

    def planned_for(self, once: str) -> datetime | None:
        """Return when the wave of this name opens or has opened, None where there is none."""
        return self._connection.scalar(select(_W.opens_at).where(_W.once == once))

    def _study(self, partnership_id: int, subject: str) -> int:
        row = {"partnership_id": partnership_id, "subject": subject, "salt": os.urandom(32)}
        add_if_new(self._connection, t.studies, row)
        return self._connection.scalars(
            select(t.studies.c.id).where(t.studies.c.subject == subject)
        ).one()

    def move(self, new: NewWave) -> None:
        """Give the wave of this name its new times and label, unless it has opened."""
        planned = update(t.waves).where(_W.once == new.once, _W.state == PLANNED)
        times = {"opens_at": new.opens_at, "closes_at": new.closes_at, "remind_at": new.remind_at}
        self._connection.execute(planned.values(label=new.label, **times))

    def wave(self, wave_id: int) -> Wave | None:
        """Return one wave."""
        row = self._connection.execute(_ONE_WAVE, {"wave": wave_id}).one_or_none()
        return _wave(row) if row else None

    def due_to_open(self, now: datetime) -> list[Wave]:
        """Return the planned waves whose time has come and is not over; one missed asks no one."""
        not_over = or_(_W.closes_at.is_(None), _W.closes_at > now)
        return self._all(_WAVES.where(_W.state == PLANNED, _W.opens_at <= now, not_over))

    def with_newcomers(self, now: datetime) -> list[Wave]:
        """Return the open waves after an event that more people attended than were asked."""
        columns = t.attendance.c
        asked = select(_I.person_id).where(_I.wave_id == _W.id, _I.person_id == columns.person_id)
        unasked = not_(asked.correlate(t.waves, t.attendance).exists())
        came = select(columns.person_id).where(
            columns.event_id == _W.event_id, columns.attended, unasked
        )
        planned = (_W.event_id.is_not(None), _W.rule == "", _W.asked_by.is_(None))  # by no lead
        return self._all(
            _WAVES.where(
                _W.state == OPEN, _W.closes_at > now, *planned, came.correlate(t.waves).exists()
            )
        )

    def newcomers(self, wave: Wave) -> AnySelect:
        """Return the query of the people ids who attended the event but are not in the ledger."""
        asked = select(_I.person_id).where(_I.wave_id == wave.id)
        return self.attended(wave.event_id or 0).where(t.attendance.c.person_id.not_in(asked))

    def due_to_close(self, now: datetime) -> list[Wave]:
        """Return the open waves whose time is over."""
        return self._all(_WAVES.where(_W.state == OPEN, _W.closes_at <= now))

    def due_to_remind(self, now: datetime) -> list[Wave]:
        """Return the open waves whose one reminder is due."""
        due = (_W.state == OPEN, _W.reminded.is_(False), _W.remind_at <= now, _W.closes_at > now)
        return self._all(_WAVES.where(*due))

    def _all(self, query: AnySelect) -> list[Wave]:
        return [_wave(row) for row in self._connection.execute(query.order_by(_W.id).limit(200))]

    def open(self, wave_id: int, remind_at: datetime | None) -> bool:
        """Open a planned wave, to remind at `remind_at`; say whether this call opened it."""
        planned = update(t.waves).where(_W.id == wave_id, _W.state == PLANNED)
        opened = self._connection.execute(planned.values(state=OPEN, remind_at=remind_at))
        return opened.rowcount == 1

    def close(self, wave_id: int) -> bool:
        """Close an open wave, which then takes no answers; say whether this call closed it."""
        opened = update(t.waves).where(_W.id == wave_id, _W.state == OPEN)
        return self._connection.execute(opened.values(state=CLOSED)).rowcount == 1

    def mark_reminded(self, wave_id: int) -> bool:
        """Record that the one reminder is sent; say whether this call recorded it."""
        due = update(t.waves).where(_W.id == wave_id, _W.reminded.is_(False))
        return self._connection.execute(due.values(reminded=True)).rowcount == 1

    def invite(self, wave_id: int, dispatch_id: int) -> int:
        """Write the people of a dispatch into the ledger of a wave; return how many it asks."""
        sent = t.deliveries.c
        state = case((sent.state == State.SKIPPED, literal(LEFT_OUT)), else_=literal(ASKED))
        of_it = sent.dispatch_id == dispatch_id
        rows = select(literal(wave_id), sent.person_id, state).where(of_it)
        self._connection.execute(
            insert(t.invitations).from_select(["wave_id", "person_id", "state"], rows)
        )
        count = self._connection.scalars(
            select(func.count()).where(_I.wave_id == wave_id, _I.state != LEFT_OUT)
        ).one()
        self._connection.execute(update(t.waves).where(_W.id == wave_id).values(eligible=count))
        return count

    def known(self, wave_id: int) -> int:
        """Return how many people the ledger of a wave holds, those left out among them."""
        return self._connection.scalars(select(func.count()).where(_I.wave_id == wave_id)).one()

    def not_finished(self, wave_id: int) -> AnySelect:
        """Return the query of the people ids of a wave who were asked and have not finished."""
        return select(_I.person_id.label("id")).where(
            _I.wave_id == wave_id, _I.state.not_in([FINISHED, LEFT_OUT])
        )

    def to_remind(self, wave_id: int, since: datetime) -> AnySelect:
        """Return the same without those whose invitation went, or was put off, after `since`."""
        sent = t.deliveries.c
        invitations = select(t.dispatches.c.id).where(t.dispatches.c.wave_id == wave_id)
        inviting = sent.dispatch_id.in_(invitations)
        lately = select(sent.person_id).where(inviting, sent.changed_at > since)
        return self.not_finished(wave_id).where(_I.person_id.not_in(lately))

    def asking(self, wave_id: int, person_ids: Sequence[int]) -> WaveForPerson | None:
        """Return a wave, which of these persons it asks, and their progress."""
        people = {f"person_{place}": person for place, person in enumerate(person_ids)}
        row = _asking(len(people)).first(self._connection, {"wave": wave_id, **people})
        return WaveForPerson(_wave(row), row.person_id, row.progress) if row else None

    def set_progress(self, wave_id: int, person_id: int, state: str) -> None:
        """Keep a person's progress."""
        _PROGRESS.run(self._connection, {"wave": wave_id, "person": person_id, "progress": state})

    def of_people(self, person_ids: Sequence[int]) -> list[tuple[Wave, str]]:
        """Return the open and closed waves that ask these persons, newest first, with progress."""
        query = (
            _WAVES.add_columns(_I.state.label("progress"))
            .join(t.invitations, _I.wave_id == _W.id)
            .where(_I.person_id.in_(person_ids), _I.state != LEFT_OUT, _W.state != PLANNED)
            .order_by(_W.opens_at.desc(), _W.id.desc())
            .limit(50)
        )
        return [(_wave(row), row.progress) for row in self._connection.execute(query)]

    def add_link(
        self, partnership_id: int, token_hash: str, wave_id: int, label: str, now: datetime
    ) -> None:
        """Keep a public link by the hash of its token."""
        row = {
            "partnership_id": partnership_id,
            "token_hash": token_hash,
            "wave_id": wave_id,
            "label": label,
            "state": OPEN,
            "made_at": now,
        }
        self._connection.execute(insert(t.links).values(**row))

    def by_link(self, token_hash: str) -> Wave | None:
        """Return the wave behind a public link that is open."""
        query = _WAVES.join(t.links, t.links.c.wave_id == _W.id)
        found = query.where(t.links.c.token_hash == token_hash, t.links.c.state == OPEN)
        row = self._connection.execute(found).one_or_none()
        return _wave(row) if row else None
