"""What readers judged of texts: one row a text, with a second judgement for a sample.

A row names the place of a text and its readers, never who wrote it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, func, select, update

from storage import tables as t
from storage.database.upsert import put
from storage.trust.encryption import Keyring
from surveys.trust.reading import Mark, in_sample

_R = t.readings.c


@dataclass(frozen=True, slots=True)
class NewReading:
    """A first judgement of the text at a place."""

    place: str
    partnership_id: int
    mark: Mark
    read_by: int
    read_on: date


class Readings:
    """The judgements of every partnership; every query names the partnerships."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def keep(self, new: NewReading) -> None:
        """Save a first judgement; of a text that was written anew it replaces the one before."""
        row = {
            "place": new.place,
            "partnership_id": new.partnership_id,
            "mark": new.mark,
            "read_by": new.read_by,
            "read_on": new.read_on,
            "sampled": in_sample(self._keyring.mark("second reading", new.place)),
            "second_mark": None,
            "second_by": None,
            "second_on": None,
        }
        put(self._connection, t.readings, ["place"], [row])

    def keep_second(self, place: str, mark: Mark, reader: int, today: date) -> bool:
        """Save a second judgement; return whether there was none yet."""
        mine = update(t.readings).where(_R.place == place, _R.second_mark.is_(None))
        values = {"second_mark": mark, "second_by": reader, "second_on": today}
        return self._connection.execute(mine.values(**values)).rowcount == 1

    def waiting(self, partnership_ids: Sequence[int], readers: Sequence[int]) -> list[str]:
        """Return the places that wait for a second reader who is none of these, oldest first."""
        query = select(_R.place).where(
            _R.partnership_id.in_(partnership_ids),
            _R.sampled,
            _R.second_mark.is_(None),
            _R.read_by.not_in(readers),
        )
        return list(self._connection.scalars(query.order_by(_R.read_on, _R.place)))

    def count(self, partnership_ids: Sequence[int]) -> int:
        """Return how many texts have been read."""
        query = select(func.count()).select_from(t.readings)
        mine = query.where(_R.partnership_id.in_(partnership_ids))
        return self._connection.scalars(mine).one()

    def both(self, partnership_ids: Sequence[int]) -> dict[tuple[str, str], int]:
        """Return how many texts have each first and second mark."""
        query = (
            select(_R.mark, _R.second_mark, func.count())
            .where(_R.partnership_id.in_(partnership_ids), _R.second_mark.is_not(None))
            .group_by(_R.mark, _R.second_mark)
        )
        return {(first, second): count for first, second, count in self._connection.execute(query)}
