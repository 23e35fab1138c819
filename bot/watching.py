"""What a process tells those who watch it: how long commits take, lines in the log, traces.

The store knows none of these; it tells this observer, on its own threads.
"""

import sys
from collections.abc import Mapping, Sequence
from contextlib import AbstractContextManager

import structlog
from prometheus_client import Counter, Histogram

from bot.logs import set_up_logs
from bot.tracing import span
from storage.observer import StoreObserver
from storage.trust.audit import AuditEvent

COMMIT_SECONDS = Histogram(
    "golden_thread_commit_seconds",
    "How long this process took to run and commit a batch of units of work",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0),
)
COMMITS_FAILED = Counter(
    "golden_thread_commits_failed_total",
    "Units of work of this process that the database did not save, by the kind of error",
    ["kind"],
)
LOGGED: Mapping[str, str] = {  # acts of the audit trail that are log lines too, and their event
    "send briefing": "send",
    "follow up": "send",
    "open wave": "send",
    "post in channels": "send",
    "import": "import",
    "import instrument": "import",
    "pause send": "pause",
    "resume send": "resume",
    "cancel send": "cancel",
}


class LoggingObserver(StoreObserver):
    """Writes a line for each send, import and pause, once it is committed: ids and codes only."""

    def committed(self, seconds: float, events: Sequence[AuditEvent]) -> None:
        """Log what the trail has gained."""
        del seconds
        for event in events:
            if event.act in LOGGED:
                structlog.get_logger().info(LOGGED[event.act], subject=event.subject)


def logging_command() -> LoggingObserver:
    """Return the observer of a command, whose lines go where its errors go."""
    set_up_logs(as_json=True, to=sys.stderr)
    return LoggingObserver()


class WatchingObserver(LoggingObserver):
    """The observer of a process that serves: it measures commits and opens spans as well."""

    def unit(self, kind: str) -> AbstractContextManager[object]:
        """Open a span."""
        return span("unit of work", kind=kind)

    def committed(self, seconds: float, events: Sequence[AuditEvent]) -> None:
        """Count a commit, and log what the trail has gained."""
        COMMIT_SECONDS.observe(seconds)
        super().committed(seconds, events)

    def failed(self, kind: str) -> None:
        """Count what was not saved."""
        COMMITS_FAILED.labels(kind).inc()
