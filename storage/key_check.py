"""Check that the keys file belongs to the database, by a mark of each key stored at its first use.

With another installation's keys, old texts could not be decrypted and everyone would get a new
pseudonym. A key that is new, or an old one that is no longer in the file, is no error.
"""

from sqlalchemy import inspect, select

from storage import tables as t
from storage.database.revisions import looking_into
from storage.database.upsert import add_if_new
from storage.unit import Unit
from surveys.problems import Refusal


def had_keys(url: str) -> bool:
    """Say whether a database was ever opened with keys; refuses database-unreachable."""
    with looking_into(url) as connection:
        has_marks = inspect(connection).has_table(t.key_marks.name)
        return has_marks and connection.execute(select(t.key_marks)).first() is not None


def check_keys(unit: Unit) -> None:
    """Store the marks of new keys; refuses keys-of-another if a name has a different key here."""
    rows = unit.connection.execute(select(t.key_marks.c.name, t.key_marks.c.mark))
    kept = {row.name: row.mark for row in rows}
    for name, mark in unit.keyring.marks().items():
        if name not in kept:
            add_if_new(unit.connection, t.key_marks, {"name": name, "mark": mark})
        elif kept[name] != mark:
            raise Refusal("keys-of-another")
