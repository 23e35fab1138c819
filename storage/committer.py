"""Group commit: units that wait at the same time share one transaction.

One thread and one connection write, so that fifty people who answer at once cost one commit and
none waits for a lock. No future is resolved before its data is on disk. A unit that raises is
undone alone: the batch is rolled back and run again with a savepoint for each unit, so a unit may
run twice and must be repeatable. A commit that fails fails every unit in it.

What could not be saved is a log line. Where the database was the reason the time is kept, for an
instance that cannot save must not be sent people.
"""

import contextlib
import logging
import queue
import threading
import time
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DataError, IntegrityError, ProgrammingError, SQLAlchemyError

from storage.database.availability import Availability
from storage.database.deferred import AlreadyThere, DeferredWrites
from storage.database.engine import EVERY, still_in_transaction
from storage.database.row_security import let_see
from storage.observer import StoreObserver
from storage.trust.audit import AuditEvent, write_trail
from storage.unit import Unit
from surveys.problems import Refusal

T = TypeVar("T")
Run = Callable[[Unit], Any]
NewUnit = Callable[[], Unit]
MakeUnit = Callable[[Connection, DeferredWrites], Unit]
MAX_BATCH = 64
MORE_TRIES = 2  # of a unit that another process has overtaken
_OF_ONE_UNIT = (DataError, IntegrityError, ProgrammingError)  # the database works
log = logging.getLogger("golden_thread.storage")


@dataclass(frozen=True)
class _Job(Generic[T]):
    run: Callable[[Unit], T]
    future: "Future[T]"


class Committer:
    """The one writer of a process."""

    def __init__(
        self,
        engine: Engine,
        make_unit: MakeUnit,
        audit_key: bytes,
        there: Availability,
        observer: StoreObserver | None = None,
    ) -> None:
        self._engine = engine
        self._there = there
        self._observer = observer or StoreObserver()
        self._audit_key = audit_key
        self._make_unit = make_unit
        self.last_failure: float | None = None  # when the database last failed, by `time.monotonic`
        self._waiting: queue.SimpleQueue[_Job[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="committer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Unit], T]) -> "Future[T]":
        """Queue a unit of work; its future is resolved after the transaction has committed."""
        future: Future[T] = Future()
        self._waiting.put(_Job(run, future))
        return future

    def close(self) -> None:
        """Finish the units in the queue, then stop."""
        self._waiting.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while batch := self._next_batch():
            self._commit(batch)

    def _commit(self, batch: Sequence[_Job[Any]]) -> None:
        """Run a batch in one transaction; then, and only then, resolve its futures."""
        # a future that was cancelled has no one waiting for it
        batch = [job for job in batch if job.future.set_running_or_notify_cancel()]
        units = [job.run for job in batch]
        began = time.monotonic()
        try:
            outcomes = _outcomes(self._engine, self._make_unit, self._audit_key, units)
        except Exception as error:  # any error: every future is resolved, and the thread goes on
            problem = error.reason if isinstance(error, _BatchError) else error
            outcomes = [_Outcome(problem=problem)] * len(batch)
        else:
            events = [event for one in outcomes for event in one.events]
            self._observer.committed(time.monotonic() - began, events)
        self._note_failures(outcomes)
        for job, outcome in zip(batch, outcomes, strict=True):
            outcome.resolve(job.future)

    def _note_failures(self, outcomes: "Sequence[_Outcome]") -> None:
        for problem in {id(one.problem): one.problem for one in outcomes}.values():
            if not isinstance(problem, SQLAlchemyError):
                self._there.works()
            else:
                if not self._there.failed(problem):
                    log.error("not-saved:%s", type(problem).__name__)
                self._observer.failed(type(problem).__name__)
                if not isinstance(problem, _OF_ONE_UNIT):
                    self.last_failure = time.monotonic()

    def _next_batch(self) -> list[_Job[Any]]:
        first = self._waiting.get()
        if first is None:
            return []
        batch = [first]
        with contextlib.suppress(queue.Empty):
            while len(batch) < MAX_BATCH:
                another = self._waiting.get_nowait()
                if another is None:
                    self._waiting.put(None)
                    break
                batch.append(another)
        return batch


@dataclass(frozen=True)
class _Outcome:
    """What a unit returned and recorded, or what it raised."""

    result: Any = None
    events: Sequence[AuditEvent] = ()
    problem: Exception | None = None

    def resolve(self, future: "Future[Any]") -> None:
        if self.problem is None:
            future.set_result(self.result)
        else:
            future.set_exception(_as_refusal(self.problem))


class _BatchError(Exception):
    """A batch failed before its commit: it was rolled back as a whole, and may run again."""

    def __init__(self, reason: Exception) -> None:
        super().__init__()
        self.reason = reason


def _outcomes(
    engine: Engine, make_unit: MakeUnit, audit_key: bytes, units: Sequence[Run]
) -> list[_Outcome]:
    """Run a batch; if that fails, run it once more with a savepoint for each unit.

    A savepoint costs as much as a read, so the first run has none. The second run also recovers
    from a deadlock between two processes, from a lost connection, and from a value that another
    process has changed.
    """
    try:
        return _transact(engine, make_unit, audit_key, units, _run)
    except _BatchError as failed:
        if len(units) == 1 and not isinstance(failed.reason, SQLAlchemyError | AlreadyThere):
            raise
    return _transact(engine, make_unit, audit_key, units, _run_in_savepoint)


def _transact(
    engine: Engine,
    make_unit: MakeUnit,
    audit_key: bytes,
    units: Sequence[Run],
    run: Callable[[NewUnit, Run], _Outcome],
) -> list[_Outcome]:
    deferred = DeferredWrites()  # of all units: what one changes, those after it see
    with engine.begin() as connection:

        def new_unit() -> Unit:
            let_see(connection, EVERY)  # not only what the unit before was narrowed to
            return make_unit(connection, deferred)

        try:
            outcomes = [run(new_unit, unit) for unit in units]
            let_see(connection, EVERY)
            deferred.write(connection)
            events = [event for outcome in outcomes for event in outcome.events]
            write_trail(connection, audit_key, events)
        except Exception as error:
            raise _BatchError(error) from error
    return outcomes


def _run(new_unit: NewUnit, run: Run) -> _Outcome:
    unit = new_unit()
    return _Outcome(run(unit), unit.events)


def _run_in_savepoint(new_unit: NewUnit, run: Run) -> _Outcome:
    """Run a unit so that an error undoes it alone, and again where it was overtaken."""
    outcome = _tried(new_unit, run)
    for _ in range(MORE_TRIES):
        if isinstance(outcome.problem, AlreadyThere):
            outcome = _tried(new_unit, run)
    return outcome


def _tried(new_unit: NewUnit, run: Run) -> _Outcome:
    """Run a unit; an error undoes it alone, unless that error ended the transaction."""
    unit = new_unit()
    try:
        with unit.connection.begin_nested():
            result = run(unit)
            let_see(unit.connection, EVERY)
            unit.deferred.write(unit.connection)
            return _Outcome(result, unit.events)
    except Exception as error:
        if not still_in_transaction(unit.connection):
            raise  # the writes of earlier units are lost too, and must not be reported as kept
        unit.deferred.forget()
        return _Outcome(problem=error)


def _as_refusal(error: Exception) -> Exception:
    if not isinstance(error, SQLAlchemyError):
        return error
    refusal = Refusal("not-saved")
    refusal.__cause__ = error
    return refusal
