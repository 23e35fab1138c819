"""The copies of a briefing: one for each version and person, however often it is asked for.

Whether there is one is decided by the key of the row: a second that asks meanwhile waits.
"""

from sqlalchemy import Connection, select, update

from storage import tables as t
from storage.database.upsert import add_if_new
from surveys.telling.approval_status import DRAFT

_C = t.briefing_copies.c
_B = t.briefings.c


class BriefingCopies:
    """Which copy a person has of a version of a briefing."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def claim(self, briefing_id: int, version: int, person_id: int) -> int | None:
        """Return a person's copy of a version that is as it was made, None where a new one is due.

        The claim holds until the end of the transaction; copies of one briefing are made one after
        the other, because each takes the next free reference.
        """
        lock = select(_B.id).where(_B.id == briefing_id).with_for_update(key_share=True)
        self._connection.execute(lock)
        facts = {"briefing_id": briefing_id, "version": version, "person_id": person_id}
        if add_if_new(self._connection, t.briefing_copies, facts):
            return None
        untouched = (
            select(_B.id)
            .join(t.briefing_copies, _C.copy_id == _B.id)
            .where(_C.briefing_id == briefing_id, _C.version == version, _C.person_id == person_id)
            .where(_B.version == 1, _B.state == DRAFT)
        )
        return self._connection.scalar(untouched)

    def made(self, briefing_id: int, version: int, person_id: int, copy_id: int) -> None:
        """Note the copy that a claim came to."""
        mine = (_C.briefing_id == briefing_id, _C.version == version, _C.person_id == person_id)
        self._connection.execute(update(t.briefing_copies).where(*mine).values(copy_id=copy_id))
