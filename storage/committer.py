"""Group commit: units that wait together share one transaction, and are answered after the commit.

One thread and one connection write, so that fifty people who answer at once cost one commit and none waits for a lock.
Nothing is answered before it is on disk. A unit that raises undoes itself alone: its batch is undone and run again with
a savepoint for each, so a unit may be run twice and must do the same. A commit that fails fails every unit in it.
"""

import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.database.deferred import DeferredWrites, together
from storage.database.engine import still_holds
from storage.trust.audit import AuditEvent, write_trail
from storage.unit import Unit
from surveys.problems import Refusal

T = TypeVar("T")
Run = Callable[[Unit], Any]
MakeUnit = Callable[[Connection], Unit]
MOST_TOGETHER = 64


@dataclass(frozen=True)
class _Work(Generic[T]):
    run: Callable[[Unit], T]
    promise: "Future[T]"


class Committer:
    """The one writer of a process."""

    def __init__(self, engine: Engine, make_unit: MakeUnit) -> None:
        self._engine = engine
        self._make_unit = make_unit
        self._waiting: queue.SimpleQueue[_Work[Any] | None] = queue.SimpleQueue()
        self._thread = threading.Thread(target=self._serve, name="committer", daemon=True)
        self._thread.start()

    def submit(self, run: Callable[[Unit], T]) -> "Future[T]":
        """Queue one unit of work; the future is resolved after its transaction has committed."""
        promise: Future[T] = Future()
        self._waiting.put(_Work(run, promise))
        return promise

    def close(self) -> None:
        """Finish what waits, then stop."""
        self._waiting.put(None)
        self._thread.join()

    def _serve(self) -> None:
        while batch := self._take():
            _commit(self._engine, self._make_unit, batch)

    def _take(self) -> list[_Work[Any]]:
        first = self._waiting.get()
        if first is None:
            return []
        batch = [first]
        with contextlib.suppress(queue.Empty):
            while len(batch) < MOST_TOGETHER:
                following = self._waiting.get_nowait()
                if following is None:
                    self._waiting.put(None)
                    break
                batch.append(following)
        return batch


@dataclass(frozen=True)
class _Outcome:
    """What became of one unit: what it returned and recorded, or what it raised."""

    result: Any = None
    events: Sequence[AuditEvent] = ()
    later: DeferredWrites = field(default_factory=DeferredWrites)
    problem: Exception | None = None

    def tell(self, promise: "Future[Any]") -> None:
        if self.problem is None:
            promise.set_result(self.result)
        else:
            promise.set_exception(_translated(self.problem))


class _SpoiltError(Exception):
    """A batch failed before its commit, so that nothing of it is kept and it may run again."""

    def __init__(self, reason: Exception) -> None:
        super().__init__()
        self.reason = reason


def _commit(engine: Engine, make_unit: MakeUnit, batch: Sequence[_Work[Any]]) -> None:
    """Run a batch in one transaction; then, and only then, answer."""
    batch = [
        work for work in batch if work.promise.set_running_or_notify_cancel()
    ]  # nobody waits for the others
    try:
        outcomes = _outcomes(engine, make_unit, [work.run for work in batch])
    except Exception as error:  # whatever it was: nobody is left waiting, and the writer lives on
        problem = error.reason if isinstance(error, _SpoiltError) else error
        outcomes = [_Outcome(problem=problem)] * len(batch)
    for work, outcome in zip(batch, outcomes, strict=True):
        outcome.tell(work.promise)


def _outcomes(engine: Engine, make_unit: MakeUnit, units: Sequence[Run]) -> list[_Outcome]:
    """Run a batch as it is; where that fails, run it once more with a savepoint each, which cost as much as a read.

    The second run also mends a deadlock between two processes and a connection that was lost.
    """
    try:
        return _transact(engine, make_unit, units, _plain)
    except _SpoiltError as spoilt:
        if len(units) == 1 and not isinstance(spoilt.reason, SQLAlchemyError):
            raise
    return _transact(engine, make_unit, units, _alone)


def _transact(
    engine: Engine, make_unit: MakeUnit, units: Sequence[Run], run: Callable[[Unit, Run], _Outcome]
) -> list[_Outcome]:
    with engine.begin() as connection:
        try:
            outcomes = [run(make_unit(connection), unit) for unit in units]
            together(outcome.later for outcome in outcomes).write(connection)
            write_trail(connection, [event for outcome in outcomes for event in outcome.events])
        except Exception as error:
            raise _SpoiltError(error) from error
    return outcomes


def _plain(unit: Unit, run: Run) -> _Outcome:
    return _Outcome(run(unit), unit.events, unit.deferred)


def _alone(unit: Unit, run: Run) -> _Outcome:
    """Run inside a savepoint: what is raised undoes this unit alone, unless it took the whole transaction with it."""
    try:
        with unit.connection.begin_nested():
            outcome = _plain(unit, run)
            outcome.later.write(unit.connection)
            return replace(outcome, later=DeferredWrites())
    except Exception as error:
        if not still_holds(unit.connection):
            raise  # what the units before it did is gone too, and nobody may be told that it was kept
        return _Outcome(problem=error)


def _translated(error: Exception) -> Exception:
    if not isinstance(error, SQLAlchemyError):
        return error
    refusal = Refusal("not-saved")
    refusal.__cause__ = error
    return refusal
