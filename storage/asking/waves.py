"""Waves: what is asked about which event or action, and when. `once` is unique: planned once."""

import os
from datetime import datetime

from sqlalchemy import Connection, not_, or_, select, update

from storage import tables as t
from storage.asking.wave_rows import ONE_WAVE, WAVES, wave_of
from storage.database.query_types import AnySelect
from storage.database.upsert import add_if_new, insert_for
from surveys.asking.wave import (
    CLOSED,
    OPEN,
    PLANNED,
    NewWave,
    Wave,
)

_W = t.waves.c
_I = t.invitations.c


class Waves:
    """What is asked, and when."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

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
        """Return the study of a subject; one whose key was destroyed goes on under a new one."""
        row = {"partnership_id": partnership_id, "subject": subject, "salt": os.urandom(32)}
        if not add_if_new(self._connection, t.studies, row):
            ended = update(t.studies).where(
                t.studies.c.subject == subject, t.studies.c.salt.is_(None)
            )
            self._connection.execute(ended.values(salt=row["salt"]))
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
        row = self._connection.execute(ONE_WAVE, {"wave": wave_id}).one_or_none()
        return wave_of(row) if row else None

    def due_to_open(self, now: datetime) -> list[Wave]:
        """Return the planned waves whose time has come and is not over; one missed asks no one."""
        not_over = or_(_W.closes_at.is_(None), _W.closes_at > now)
        return self._all(WAVES.where(_W.state == PLANNED, _W.opens_at <= now, not_over))

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
            WAVES.where(
                _W.state == OPEN, _W.closes_at > now, *planned, came.correlate(t.waves).exists()
            )
        )

    def due_to_close(self, now: datetime) -> list[Wave]:
        """Return the open waves whose time is over."""
        return self._all(WAVES.where(_W.state == OPEN, _W.closes_at <= now))

    def due_to_remind(self, now: datetime) -> list[Wave]:
        """Return the open waves whose one reminder is due."""
        due = (_W.state == OPEN, _W.reminded.is_(False), _W.remind_at <= now, _W.closes_at > now)
        return self._all(WAVES.where(*due))

    def _all(self, query: AnySelect) -> list[Wave]:
        return [wave_of(row) for row in self._connection.execute(query.order_by(_W.id).limit(200))]

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
