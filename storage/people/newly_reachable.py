"""People who can be reached since a moment ago: what they have missed is still to be sent to them.

They are noted wherever that comes about: a chat that is new, works again or was opened, an Entra
id from a roster file, a person who wants messages again. The clock works the list off.
"""

from collections.abc import Sequence

from sqlalchemy import ColumnElement, Connection, delete, select

from storage import tables as t
from storage.database.upsert import insert_for

_N = t.newly_reachable.c
_P = t.people.c


class NewlyReachable:
    """The list of people to whom what they missed is still to be sent."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def note(self, who: ColumnElement[bool]) -> None:
        """Put on the list everyone for whom a condition holds, unless they are there."""
        noting = insert_for(self._connection, t.newly_reachable).from_select(
            ["person_id"], select(_P.id).where(who)
        )
        self._connection.execute(noting.on_conflict_do_nothing())

    def humans(self, most: int) -> list[list[int]]:
        """Return up to `most` people of the list, grouped by human: by their account."""
        query = (
            select(_N.person_id, _P.tenant_id, _P.aad_object_id)
            .join(t.people, _P.id == _N.person_id)
            .order_by(_N.person_id)
            .limit(most)
        )
        humans: dict[tuple[str, str], list[int]] = {}
        for person, tenant, entra_id in self._connection.execute(query):
            account = (tenant or "", entra_id or f"person {person}")
            humans.setdefault(account, []).append(person)
        return list(humans.values())

    def done(self, people: Sequence[int]) -> None:
        """Take people off the list."""
        self._connection.execute(delete(t.newly_reachable).where(_N.person_id.in_(people)))
