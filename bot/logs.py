"""Logs as an allow-list: ids, codes and durations; every other field is left out.

Libraries log through the same list: of their lines only the logger's name and level are kept.
"""

import logging
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

QUIETER = {
    "apscheduler": logging.CRITICAL,  # it reports each skipped tick; our tasks report themselves
    "sqlalchemy.pool": logging.CRITICAL,  # it reports each connection that a stopped server closed
    "microsoft_teams": logging.ERROR,  # it warns about what our settings decide on purpose
}
OURS = "golden_thread."
ALLOWED = frozenset(
    {"event", "level", "timestamp", "logger", "code", "kind", "round", "status", "seconds", "count"}
    | {"tenant"}  # of an organisation, never of a person
    | {"subject", "version"}  # "dispatch:7", "people" (a kind of file); of the program
)


def only_allowed(
    _logger: Any, _method: str, line: MutableMapping[str, Any]
) -> MutableMapping[str, Any]:
    """Drop every field that is not on the list."""
    return {name: value for name, value in line.items() if name in ALLOWED}


class _NamesOnly(logging.Handler):
    """Logs only the name and level of a library's line: its words may quote what a person wrote.

    Lines of our own loggers hold codes only, and stay.
    """

    def emit(self, record: logging.LogRecord) -> None:
        kind = record.exc_info[0].__name__ if record.exc_info and record.exc_info[0] else None
        code = record.getMessage() if record.name.startswith(OURS) else kind
        structlog.get_logger().log(record.levelno, "line", logger=record.name, code=code)


def set_up_logs(*, as_json: bool, to: TextIO | None = None) -> None:
    """Set up logging for the process: JSON for machines, plain text for a person.

    Lines go to standard output, or to `to`: what a command prints there is its answer.
    """
    renderer = (
        structlog.processors.JSONRenderer()
        if as_json
        else structlog.dev.ConsoleRenderer(colors=False)
    )
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            only_allowed,
            renderer,
        ],
        logger_factory=structlog.PrintLoggerFactory(to),
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        cache_logger_on_first_use=True,
    )
    logging.basicConfig(level=logging.WARNING, handlers=[_NamesOnly()], force=True)
    for library, level in QUIETER.items():
        logging.getLogger(library).setLevel(level)
