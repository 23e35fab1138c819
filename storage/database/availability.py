"""Whether the database of a process is there: one line when it goes away, and one when it is back.

While it is away everything that needs it fails, every few seconds; those failures are not reported
one by one.
"""

import logging
import threading
import time

from storage.database.unreachable import is_away

log = logging.getLogger("golden_thread.storage")


class Availability:
    """What a process knows of its database; it begins as there."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._since: float | None = None

    @property
    def away(self) -> bool:
        """Say whether the last thing that was tried found the database away."""
        return self._since is not None

    def failed(self, error: BaseException | None) -> bool:
        """Take note of a failure; say whether the database is away, which is reported once."""
        if not is_away(error):
            return False
        with self._lock:
            if self._since is None:
                self._since = time.monotonic()
                log.error("database-away:%s", type(error).__name__)
        return True

    def works(self) -> None:
        """Take note that the database did what it was asked."""
        if not self.away:  # a look without the lock: it is asked after every unit
            return
        with self._lock:
            since, self._since = self._since, None
        if since is not None:
            log.warning("database-back after %d s", time.monotonic() - since)
