"""Recurring sends (in `jobs`) and their occurrences: unique by the job's key and the due time.

Only one process moves a job on from a due time, and only one takes an occurrence.
"""

from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, func, select, tuple_, update

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import add_if_new, put
from surveys.sending.recurring_send import (
    MISSED,
    TOO_NEAR,
    Job,
    JobKind,
    NewJob,
    Occurrence,
)

_J = t.jobs.c
_O = t.occurrences.c
MOST_AT_ONCE = 200


def _job(row: AnyRow) -> Job:
    facts: dict[str, Any] = {name: getattr(row, name) for name in Job.__slots__}
    facts["kind"] = JobKind(row.kind)
    return Job(**facts)


def _occurrence(row: AnyRow) -> Occurrence:
    return Occurrence(row.job_key, row.due_at, row.came_of_it)


class RecurringSends:
    """Recurring sends."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def keep(self, new: NewJob) -> int:
        """Store a job, or replace the one with this key and let it run; return its id."""
        row = {name: getattr(new, name) for name in NewJob.__slots__}
        put(
            self._connection,
            t.jobs,
            ["key"],
            [{**row, "kind": new.kind.value, "stopped_because": None}],
        )
        return self._connection.scalars(select(_J.id).where(_J.key == new.key)).one()

    def job(self, job_id: int) -> Job | None:
        """Return one job."""
        return next(iter(self._all(select(t.jobs).where(_J.id == job_id))), None)

    def find(self, partnership_id: int, key: str) -> Job | None:
        """Return the job of a partnership with this key."""
        query = select(t.jobs).where(_J.partnership_id == partnership_id, _J.key == key)
        return next(iter(self._all(query)), None)

    def due(self, now: datetime) -> list[Job]:
        """Return the jobs whose next time has come, the longest overdue first."""
        return self._all(
            select(t.jobs).where(_J.next_at <= now).order_by(_J.next_at, _J.id).limit(MOST_AT_ONCE)
        )

    def listed(self, partnership_id: int) -> list[Job]:
        """Return a partnership's jobs: the running ones, next due first, then the stopped ones."""
        query = select(t.jobs).where(_J.partnership_id == partnership_id)
        return self._all(query.order_by(_J.next_at.is_(None), _J.next_at, _J.id.desc()))

    def _all(self, query: AnySelect) -> list[Job]:
        return [_job(row) for row in self._connection.execute(query)]

    def last_of(self, keys: list[str]) -> dict[str, Occurrence]:
        """Return the last occurrence of each of these jobs that has had one."""
        latest = (
            select(_O.job_key, func.max(_O.due_at)).where(_O.job_key.in_(keys)).group_by(_O.job_key)
        )
        rows = self._connection.execute(
            select(t.occurrences).where(tuple_(_O.job_key, _O.due_at).in_(latest))
        )
        return {row.job_key: _occurrence(row) for row in rows}

    def occurrences(self, key: str) -> list[Occurrence]:
        """Return every occurrence of a job, the first first."""
        rows = self._connection.execute(
            select(t.occurrences).where(_O.job_key == key).order_by(_O.due_at)
        )
        return [_occurrence(row) for row in rows]

    def taken_after(self, now: datetime) -> list[Job]:
        """Return the running jobs with an occurrence that was taken later than now."""
        keys = select(_O.job_key).where(_O.taken_at > now)
        return self._all(select(t.jobs).where(_J.key.in_(keys), _J.next_at.is_not(None)))

    def forget_missed_after(self, key: str, now: datetime) -> None:
        """Delete the occurrences of a job that are to come, and were taken for missed ones."""
        missed = (_O.came_of_it.in_([MISSED, TOO_NEAR]), _O.due_at > now)
        self._connection.execute(delete(t.occurrences).where(_O.job_key == key, *missed))
        own = update(t.occurrences).where(_O.job_key == key, _O.taken_at > now)
        self._connection.execute(own.values(taken_at=now))

    def move(self, job: Job, next_at: datetime | None, stopped_because: str | None = None) -> bool:
        """Move a job on from the due time it was read with; return whether this call did so."""
        seen = update(t.jobs).where(_J.id == job.id, _J.next_at == job.next_at)
        moved = self._connection.execute(
            seen.values(next_at=next_at, stopped_because=stopped_because)
        )
        return moved.rowcount == 1

    def stop(self, job_id: int, because: str) -> bool:
        """Stop a job; return whether it was running."""
        running = update(t.jobs).where(_J.id == job_id, _J.next_at.is_not(None))
        return (
            self._connection.execute(running.values(next_at=None, stopped_because=because)).rowcount
            == 1
        )

    def take(self, key: str, due_at: datetime, now: datetime, came_of_it: str) -> bool:
        """Store an occurrence of a job and its result; return whether it is new."""
        row = {"job_key": key, "due_at": due_at, "taken_at": now, "came_of_it": came_of_it}
        return add_if_new(self._connection, t.occurrences, row)

    def came_of(self, key: str, due_at: datetime, came_of_it: str) -> None:
        """Store the result of an occurrence that was taken."""
        taken = update(t.occurrences).where(_O.job_key == key, _O.due_at == due_at)
        self._connection.execute(taken.values(came_of_it=came_of_it))
