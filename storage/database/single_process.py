"""One process at a time serves a SQLite file.

The operating system releases the lock when the process ends, even if it crashes.
"""

import sys
from contextlib import AbstractContextManager
from pathlib import Path
from types import TracebackType
from typing import IO

from surveys.problems import Refusal

if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[bytes]) -> None:
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
else:
    import fcntl

    def _lock(file: IO[bytes]) -> None:
        fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)


class SingleProcess(AbstractContextManager["SingleProcess"]):
    """Locks a file beside the database; refuses already-running if another process has it."""

    def __init__(self, database: Path) -> None:
        # by its own name, whatever symbolic link leads to it
        self._path = Path(f"{database.resolve()}.serving")
        self._file: IO[bytes] | None = None

    def __enter__(self) -> "SingleProcess":
        self._path.parent.mkdir(parents=True, exist_ok=True)
        file = self._path.open("ab")
        try:
            _lock(file)
        except OSError:
            file.close()
            raise Refusal("already-running") from None
        self._file = file
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            self._file.close()
