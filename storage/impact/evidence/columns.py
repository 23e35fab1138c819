"""Long results read as columns: the database joins each column into one string, Python splits it.

Ten thousand rows cost ten thousand row objects; two strings cost little more than their bytes. All
columns are aggregated in one pass over the same rows, so their positions agree. Only columns that
are never NULL and contain no line break may be read this way: keys, pseudonyms, JSON.
"""

from sqlalchemy import ColumnElement, Connection, func, select

from storage.database.query_types import AnySelect

_BREAK = "\n"


def columns(*wanted: ColumnElement[str]) -> AnySelect:
    """Return a query for these columns, to which conditions can be added."""
    return select(*(func.aggregate_strings(column, _BREAK) for column in wanted))


def fetch(connection: Connection, query: AnySelect) -> list[list[str]]:
    """Return the columns of such a query; positions agree, the order is up to the database."""
    return [text.split(_BREAK) if text else [] for text in connection.execute(query).one()]
