"""Group commit: units that wait together share one transaction, a savepoint each, and are answered after the commit.

One thread and one connection write, so that fifty people who answer at once cost one commit and none waits for a lock.
Nothing is answered before it is on disk; a commit that fails fails every unit in it.
"""

import contextlib
import queue
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from sqlalchemy import Connection, Engine
from sqlalchemy.exc import SQLAlchemyError

from storage.audit import write_trail
from storage.unit import Unit
from surveys.problems import Refusal

T = TypeVar("T")
MOST_TOGETHER = 64


@dataclass(frozen=True)
class _Work(Generic[T]):
    run: Callable[[Unit], T]
    promise: "Future[T]"


class Committer:
    """The one writer of a process."""

    def __init__(self, engine: Engine, make_unit: Callable[[Connection], Unit]) -> None:
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


def _commit(engine: Engine, make_unit: Callable[[Connection], Unit], batch: Sequence[_Work[Any]]) -> None:
    """Run a batch in one transaction; then, and only then, answer."""
    batch = [work for work in batch if work.promise.set_running_or_notify_cancel()]  # nobody waits for the others
    done: list[tuple[_Work[Any], Any]] = []
    refused: list[tuple[_Work[Any], BaseException]] = []
    try:
        with engine.begin() as connection:
            events = [event for work in batch for event in _run(connection, make_unit, work, done, refused)]
            write_trail(connection, events)
    except Exception as error:  # whatever it was: nobody is left waiting, and the writer lives on
        _fail_all(batch, error)
        return
    for work, result in done:
        work.promise.set_result(result)
    for work, problem in refused:
        work.promise.set_exception(problem)


def _run(
    connection: Connection,
    make_unit: Callable[[Connection], Unit],
    work: _Work[Any],
    done: list[tuple[_Work[Any], Any]],
    refused: list[tuple[_Work[Any], BaseException]],
) -> Sequence[Any]:
    """Run one unit inside a savepoint; what it raises undoes that unit alone."""
    connection.exec_driver_sql("SAVEPOINT unit")
    unit = make_unit(connection)
    try:
        done.append((work, work.run(unit)))
    except Exception as error:
        connection.exec_driver_sql("ROLLBACK TO SAVEPOINT unit")
        connection.exec_driver_sql("RELEASE SAVEPOINT unit")
        refused.append((work, _translated(error)))
        return ()
    connection.exec_driver_sql("RELEASE SAVEPOINT unit")
    return unit.events


def _translated(error: Exception) -> Exception:
    if not isinstance(error, SQLAlchemyError):
        return error
    refusal = Refusal("not-saved")
    refusal.__cause__ = error
    return refusal


def _fail_all(batch: Sequence[_Work[Any]], error: Exception) -> None:
    for work in batch:
        if not work.promise.done():
            work.promise.set_exception(_translated(error))
