"""Many rows of values as one parameter of one statement, in the SQL dialect of either engine.

A statement for each row costs several times as much, and on PostgreSQL a round trip each.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, column, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

ROWS = "rows"


def row_columns(dialect: str, *kinds: TypeEngine[Any]) -> tuple[ColumnElement[Any], ...]:
    """Return the columns of the rows in the parameter `rows`, which `as_rows` makes."""
    given = bindparam(ROWS, type_=Text())
    if dialect == "sqlite":
        one = func.json_each(given).table_valued("value", name="one")
        return tuple(
            func.json_extract(one.c.value, f"$[{place}]", type_=kind)
            for place, kind in enumerate(kinds)
        )
    one = func.jsonb_array_elements(cast(given, JSONB)).table_valued(
        column("value", JSONB), name="one"
    )
    return tuple(cast(one.c.value.op("->>")(place), kind) for place, kind in enumerate(kinds))


def as_rows(rows: Sequence[Sequence[int | str | None]]) -> str:
    """Return the value of the parameter `rows`: a JSON array of arrays."""
    return json.dumps(rows)
