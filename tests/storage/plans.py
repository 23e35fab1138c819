"""The query plans of every statement that a store runs, recorded at the driver and then explained.

At the driver, because some bypass SQLAlchemy. A plan counts as a full read if it scans a table, or
goes through a whole index of it without a lookup.
"""

import json
import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import psycopg
from sqlalchemy import Connection, event

from storage.database.engine import is_sqlite
from storage.store import Store

_READS_OR_WRITES = re.compile(r"\s*(SELECT|INSERT|UPDATE|DELETE|WITH)\b", re.IGNORECASE)
_VALUES = re.compile(r"'(?:[^']|'')*'|\b\d+(?:\.\d+)?\b")
_SQLITE_SCAN = re.compile(r"SCAN (\w+)")
PARTIAL = frozenset({"ix_deliveries_lease_until"})  # what is in these is only what is under way


@dataclass
class Heard:
    """Statements by their words without values, and one set of values for each."""

    statements: dict[str, tuple[str, Any]] = field(default_factory=dict[str, tuple[str, Any]])

    def note(self, statement: str, values: Any = None) -> None:
        """Keep a statement, once, where it reads or writes rows."""
        if _READS_OR_WRITES.match(statement):
            self.statements.setdefault(_VALUES.sub("?", statement), (statement, values))

    def about(self, table: str) -> Iterator[tuple[str, Any]]:
        """Yield the statements that name a table."""
        return (found for found in self.statements.values() if re.search(rf"\b{table}\b", found[0]))


@contextmanager
def hearing(store: Store) -> Iterator[Heard]:
    """Give what a store runs in this block, in units and in reads alike."""
    heard = Heard()
    engines = (store._writing, store._reading)

    def listen(driver: Any, *_: Any) -> None:
        if isinstance(driver, sqlite3.Connection):
            driver.set_trace_callback(heard.note)
        else:
            driver.cursor_factory = _listening_to(heard)

    for engine in engines:
        engine.dispose()  # so that each connection is a new one, and knows the statistics
        event.listen(engine, "connect", listen)
    yield heard
    for engine in engines:
        event.remove(engine, "connect", listen)
        engine.dispose()


def _listening_to(heard: Heard) -> type[psycopg.Cursor[Any]]:
    class Listening(psycopg.Cursor[Any]):
        def execute(self, query: Any, params: Any = None, **how: Any) -> Any:
            heard.note(str(query), params)
            return super().execute(query, params, **how)

        def executemany(self, query: Any, params_seq: Any, **how: Any) -> None:
            rows = list(params_seq)
            heard.note(str(query), rows[0] if rows else None)
            super().executemany(query, rows, **how)

    return Listening


def scanned(connection: Connection, statement: str, values: Any) -> set[str]:
    """Return the tables that a statement would read from end to end."""
    driver: Any = connection.connection.dbapi_connection
    if is_sqlite(connection):
        steps = [row[3] for row in driver.execute(f"EXPLAIN QUERY PLAN {statement}")]
        return {found[1] for step in steps if (found := _SQLITE_SCAN.match(step))}
    return set(_scans_of(_plan(driver, statement, values)))


def ways(connection: Connection, statement: str, values: Any) -> set[str]:
    """Return the indexes that PostgreSQL would use, and the tables that it would scan."""
    nodes = _nodes(_plan(connection.connection.dbapi_connection, statement, values))
    named = ("Index Name", "Relation Name")
    coming = [
        node
        for node in nodes
        if "Scan" in node["Node Type"] and node["Node Type"] != "Bitmap Heap Scan"
    ]
    return {
        found
        for node in coming
        if (found := next((node[name] for name in named if name in node), None))
    }


def _plan(driver: Any, statement: str, values: Any) -> Mapping[str, Any]:
    with driver.cursor() as cursor:
        cursor.execute(f"EXPLAIN (FORMAT JSON) {statement}", values)
        [plan] = cursor.fetchone()
    return (json.loads(plan) if isinstance(plan, str) else plan)[0]["Plan"]


def _nodes(node: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    yield node
    for part in node.get("Plans", ()):
        yield from _nodes(part)


def _scans_of(plan: Mapping[str, Any]) -> Iterator[str]:
    for node in _nodes(plan):
        kind, index = node["Node Type"], node.get("Index Name")
        if kind == "Seq Scan" or (index and index not in PARTIAL and "Index Cond" not in node):
            yield node.get("Relation Name") or str(index)
