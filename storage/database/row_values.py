"""Many rows of values given to one statement, in the words of whichever engine it is for.

A statement for each row costs several times as much, on PostgreSQL a way to the server and back besides.
"""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import ColumnElement, Text, bindparam, cast, column, func
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.types import TypeEngine

ROWS = "rows"


def listed(dialect: str, *kinds: TypeEngine[Any]) -> tuple[ColumnElement[Any], ...]:
    """Return the columns of the rows that a statement takes as its parameter `rows`; `as_rows` writes them."""
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
    """Return rows as a statement takes them."""
    return json.dumps(rows)
