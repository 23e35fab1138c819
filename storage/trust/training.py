"""Which partnerships are training, whether one has begun, and how to change it."""

from sqlalchemy import ColumnElement, Connection, exists, select, update

from storage import tables as t
from storage.database.row_security import seeing_every
from surveys.trust.training import marked_name, plain_name

_P = t.partnerships.c
BEGINS = (t.dispatches, t.waves, t.concerns, t.links, t.releases)  # what is sent, asked or said


def is_real(partnership_id: ColumnElement[int]) -> ColumnElement[bool]:
    """Say whether a row belongs to a partnership that is not training."""
    return partnership_id.not_in(select(_P.id).where(_P.training))


class Training:
    """Training partnerships."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def ids(self) -> frozenset[int]:
        """Return the training partnerships."""
        with seeing_every(self._connection):
            return frozenset(self._connection.scalars(select(_P.id).where(_P.training)))

    def has_begun(self, partnership_id: int) -> bool:
        """Say whether a partnership has sent, asked or heard anything, or given a figure out."""
        found = [exists().where(table.c.partnership_id == partnership_id) for table in BEGINS]
        return any(self._connection.scalars(select(one)).one() for one in found)

    def of_dispatch(self, dispatch_id: int) -> bool:
        """Say whether a dispatch is of a training partnership."""
        query = select(_P.training).join(t.dispatches, t.dispatches.c.partnership_id == _P.id)
        return bool(self._connection.scalar(query.where(t.dispatches.c.id == dispatch_id)))

    def set(self, partnership_id: int, *, on: bool) -> bool:
        """Mark a partnership, and its name, as training or real; return whether it was other."""
        query = select(_P.name, _P.training).where(_P.id == partnership_id)
        row = self._connection.execute(query).one()
        name = marked_name(row.name) if on else plain_name(row.name)
        changed = update(t.partnerships).where(_P.id == partnership_id)
        self._connection.execute(changed.values(training=on, name=name))
        return bool(row.training) is not on
