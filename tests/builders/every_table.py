"""One row in every table for a partnership, made from the metadata: a new table is not forgotten.

A row points to the rows made before it; every other value is plausible for its type and no more.
"""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    Float,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    insert,
)

from storage import tables as t
from storage.database.row_security import PARENTS
from storage.tables.columns import Moment
from storage.unit import Unit
from tests.builders.clock import NOON

Rows = Mapping[str, Mapping[str, Any]]  # by table
PLAIN: Mapping[type, Any] = {
    BigInteger: 1,
    Integer: 1,
    SmallInteger: 1,
    Float: 1.0,
    Boolean: False,
    Date: NOON.date(),
    Moment: NOON,
    LargeBinary: b"",
}
KNOWN = {"state": "pending", "roles": ";lead;"}  # what a constraint allows

ASKED_FOR = frozenset({"numerator", "ended_on", "count"})  # by a constraint, though it may be NULL


def a_row_in_every_table(unit: Unit, name: str) -> Rows:
    """Insert the rows of one partnership; return them with their keys."""
    made: dict[str, Mapping[str, Any]] = {}
    for table in t.metadata.sorted_tables:
        values = {one.name: _value(one, name, made) for one in table.columns if _is_needed(one)}
        row = unit.connection.execute(insert(table).values(**values).returning(*table.columns))
        made[table.name] = dict(row.mappings().one())
    return made


def _is_needed(column: Column[Any]) -> bool:
    counts_up = column.primary_key and column.name == "id"
    left_out = column.nullable and column.name not in ASKED_FOR
    return not (counts_up or left_out or column.server_default is not None)


def _value(column: Column[Any], name: str, made: Rows) -> Any:
    table: Table = column.table
    to = next((key.column for key in column.foreign_keys), None)
    if to is not None and to.table is not table:
        return made[to.table.name][to.name]
    if column.name in PARENTS:  # without a foreign key
        return made[PARENTS[column.name]]["id"]
    plain = next((PLAIN[kind] for kind in type(column.type).__mro__ if kind in PLAIN), None)
    if plain is None and isinstance(column.type, Text):
        return KNOWN.get(column.name, f"{table.name} {column.name} {name}")
    return b"" if plain is None else plain
