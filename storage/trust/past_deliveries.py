"""What stays of deliveries when it is deleted who got them, for the figures that were given out.

A person is a keyed mark, the same in every send: without the keys nobody finds whose it is.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.trust.encryption import Keyring
from surveys.sending.delivery import REACHED


def mark_of(keyring: Keyring, person_id: int) -> str:
    """Return the mark that takes the place of a person."""
    return keyring.mark("past delivery", person_id)


def past_of(connection: Connection, dispatches: AnySelect) -> Sequence[AnyRow]:
    """Return what stays of the deliveries of some dispatches (a query of their ids)."""
    past = t.past_deliveries
    return connection.execute(select(past).where(past.c.dispatch_id.in_(dispatches))).all()


def past_waves(
    connection: Connection, waves: Collection[int], until: datetime
) -> Mapping[int, set[tuple[int, str]]]:
    """Return by wave whom its messages had reached by then: agency and mark of each."""
    past, sends = t.past_deliveries.c, t.dispatches.c
    query = (
        select(sends.wave_id, past.agency_id, past.who)
        .join(t.dispatches, sends.id == past.dispatch_id)
        .where(sends.wave_id.in_(waves), past.state.in_(tuple(REACHED)), past.due_at < until)
    )
    found: defaultdict[int, set[tuple[int, str]]] = defaultdict(set)
    for row in connection.execute(query):
        found[row.wave_id].add((row.agency_id, row.who))
    return found
