"""Which keys a database was filled with: a mark of each, kept when it is first used.

Another installation's keys would seal new words beside old ones that they cannot open, and give everybody another
pseudonym. A key that is new, or one that was given up, is no fault.
"""

from sqlalchemy import select

from storage import tables as t
from storage.database.upsert import add_if_new
from storage.unit import Unit
from surveys.problems import Refusal


def hold_keys(unit: Unit) -> None:
    """Keep the marks of keys that are new here; refuses keys-of-another where a name stands for another key."""
    kept = _kept(unit)
    for name, mark in unit.keyring.marks().items():
        if name not in kept:
            add_if_new(unit.connection, t.key_marks, {"name": name, "mark": mark})
        elif kept[name] != mark:
            raise Refusal("keys-of-another")


def _kept(unit: Unit) -> dict[str, str]:
    rows = unit.connection.execute(select(t.key_marks.c.name, t.key_marks.c.mark))
    return {row.name: row.mark for row in rows}
