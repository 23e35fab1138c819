"""Why a database cannot be reached: each reason that a driver names is a sentence of its own.

No sentence quotes the address, which has the password in it.
"""

import re
from typing import Any

from sqlalchemy.exc import DBAPIError, InterfaceError, OperationalError

from surveys.problems import Refusal

OTHER = "database-unreachable"
# What the server or its library says, and the problem that we call it.
REASONS = (
    (r"password authentication failed|no password supplied", "database-user-refused"),
    (r"role \"[^\"]*\" does not exist", "database-user-refused"),
    (r"(peer|ident) authentication failed", "database-user-refused"),
    (r"database \"[^\"]*\" does not exist", "database-unknown"),
    (r"no pg_hba\.conf entry|pg_hba\.conf rejects", "database-not-admitted"),
    (r"does not support SSL|certificate|SSL error|sslmode", "database-tls"),
    (r"too many (clients|connections)|remaining connection slots", "database-full"),
    (r"translate host name|resolve host|not known|name resolution", "database-host-unknown"),
    (r"timeout expired|timed out|no route to host|is unreachable", "database-silent"),
    (r"connection refused|no such file|is (starting up|shutting down)", "database-stopped"),
)
_GONE = ("08", "57P")  # SQLSTATE: connection lost, and a server that stops or starts


def why_unreachable(error: Exception) -> Refusal:
    """Return what is said of an error with which a database could not be reached."""
    said = str(error.orig) if isinstance(error, DBAPIError) else ""
    for pattern, code in REASONS:
        if re.search(pattern, said, re.IGNORECASE):
            return Refusal(code)
    return Refusal(OTHER)


def is_away(error: BaseException | None) -> bool:
    """Say whether an error means that PostgreSQL is away, not that it refused a statement."""
    if not isinstance(error, OperationalError | InterfaceError):
        return False
    driver: Any = error.orig
    if not type(driver).__module__.startswith("psycopg"):  # a SQLite file is never away
        return False
    state = driver.sqlstate
    return error.connection_invalidated or state is None or state.startswith(_GONE)
