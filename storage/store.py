"""The store: one place to run a unit of work, whatever waits for it.

`act` writes (group commit), `read` reads a snapshot on a reader's thread; neither is awaited while a message is sent.
"""

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime
from typing import TypeVar

from sqlalchemy import Connection

from storage.committer import Committer
from storage.database.engine import make_engine
from storage.trust.encryption import Keyring
from storage.unit import Unit

T = TypeVar("T")
PATIENCE = 4.0  # seconds until somebody who waits is told that nothing was saved


class Store:
    """The database of one process."""

    def __init__(
        self, url: str, keyring: Keyring, clock: Callable[[], datetime], readers: int = 2
    ) -> None:
        self.url = url
        self._keyring = keyring
        self._clock = clock
        self._writing = make_engine(url, writes=True, patience=PATIENCE)
        self._reading = make_engine(url, writes=False, patience=PATIENCE)
        self._committer = Committer(self._writing, self._unit)
        self._readers = ThreadPoolExecutor(readers, thread_name_prefix="reader")

    @property
    def keyring(self) -> Keyring:
        """The keys of the installation, for what is made without asking the database."""
        return self._keyring

    def _unit(self, connection: Connection) -> Unit:
        return Unit(connection, self._keyring, self._clock())

    async def act(self, run: Callable[[Unit], T]) -> T:
        """Run one unit of work; returns after its commit, raises what it raised or `Refusal("not-saved")`.

        Where the unit or one beside it fails, nothing is kept and it runs once more: it must do the same again.
        """
        return await asyncio.wrap_future(self._committer.submit(run))

    async def read(self, run: Callable[[Unit], T]) -> T:
        """Run a unit that only reads."""
        return await asyncio.wrap_future(self._readers.submit(self.look, run))

    def act_now(self, run: Callable[[Unit], T]) -> T:
        """Run one unit of work and wait for its commit: for the command line and for tests."""
        return self._committer.submit(run).result()

    def look(self, run: Callable[[Unit], T]) -> T:
        """Run a unit that only reads, on this thread."""
        with self._reading.connect() as connection, connection.begin():
            return run(self._unit(connection))

    def close(self) -> None:
        """Finish what waits, then close every connection."""
        self._committer.close()
        self._readers.shutdown()
        self._writing.dispose()
        self._reading.dispose()
