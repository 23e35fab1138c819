"""The store: runs units of work against the database of this process.

`act` writes (group commit), `read` reads a snapshot on a reader's thread. Never keep a unit open
while a message is sent.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection
from sqlalchemy.exc import SQLAlchemyError

from storage.committer import Committer
from storage.database.availability import Availability
from storage.database.deferred import DeferredWrites
from storage.database.engine import make_engine
from storage.database.traces import leave_no_traces
from storage.database.write_ahead_log import empty_log
from storage.observer import StoreObserver
from storage.trust.audit_second_place import AuditHeadsFile
from storage.trust.encryption import Keyring
from storage.trust.erasure_ledger import ErasureLedgerFile
from storage.trust.keys_file import KeysFile
from storage.unit import Unit

T = TypeVar("T")
NOT_SAVING_FOR = 60.0  # seconds after a failure in which no more people should be sent here
LOCK_TIMEOUT = 4.0  # seconds until a person who waits is told that nothing was saved


class Store:
    """The database of one process."""

    def __init__(
        self,
        url: str,
        keys: Keyring | KeysFile,
        clock: Callable[[], datetime],
        readers: int = 2,
        audit_heads: AuditHeadsFile | None = None,
        erasures: ErasureLedgerFile | None = None,
        observer: StoreObserver | None = None,
    ) -> None:
        self.url = url
        self.audit_heads = audit_heads
        self.erasures = erasures
        self._keys = keys
        self._clock = clock
        self._writing = make_engine(url, writes=True, lock_timeout=LOCK_TIMEOUT)
        self._reading = make_engine(url, writes=False, lock_timeout=LOCK_TIMEOUT)
        self._there = Availability()
        self._observer = observer or StoreObserver()
        self._committer = Committer(
            self._writing, self._unit, keys.now().audit, self._there, self._observer
        )
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")

    @property
    def keyring(self) -> Keyring:
        """The keys of the installation, for tokens that need no database."""
        return self._keys.now()

    @property
    def database_away(self) -> bool:
        """Say whether the database is away, as the log says once."""
        return self._there.away

    def saves(self) -> bool:
        """Say whether the database has saved everything it was given in the last minute."""
        failed = self._committer.last_failure
        return failed is None or time.monotonic() - failed > NOT_SAVING_FOR

    def _unit(self, connection: Connection, deferred: DeferredWrites) -> Unit:
        return Unit(connection, self._keys.now(), self._clock(), deferred=deferred)

    async def act(self, run: Callable[[Unit], T]) -> T:
        """Run one unit of work and return its result after the commit.

        Raises what the unit raised, or `Refusal("not-saved")`. If it or another unit of its batch
        fails, it is rolled back and runs once more, so it must be repeatable.
        """
        with self._observer.unit("act"):
            return await asyncio.wrap_future(self._committer.submit(run))

    async def read(self, run: Callable[[Unit], T]) -> T:
        """Run a unit that only reads."""
        with self._observer.unit("read"):
            return await asyncio.wrap_future(self._readers.submit(self.look, run))

    async def empty_log(self) -> bool:
        """Empty the database's log, where it has one to empty; False if a reader needs it."""
        return await asyncio.wrap_future(self._readers.submit(empty_log, self.url))

    async def leave_no_traces(self) -> bool:
        """Leave no trace of names that were taken out; False if it must be tried again."""
        return await asyncio.wrap_future(self._readers.submit(leave_no_traces, self.url))

    def act_now(self, run: Callable[[Unit], T]) -> T:
        """Run one unit of work and wait for its commit: for the command line and for tests."""
        return self._committer.submit(run).result()

    def look(self, run: Callable[[Unit], T]) -> T:
        """Run a unit that only reads, on this thread."""
        try:
            with self._reading.connect() as connection, connection.begin():
                found = run(self._unit(connection, DeferredWrites()))
        except SQLAlchemyError as error:
            self._there.failed(error)
            raise
        self._there.works()
        return found

    def close(self) -> None:
        """Finish the units in the queue, then close every connection."""
        self._committer.close()
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()
