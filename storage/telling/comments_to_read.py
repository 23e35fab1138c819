"""What people wrote about a briefing that a person still has to read: plans and discussions.

Each kind of comment is a column of its table, with a column beside it for what a reader judged.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Table, func, select, update

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.trust.encryption import Keyring
from surveys.london import LONDON
from surveys.telling.briefing_acts import AGREED, INTENDS, RAISED
from surveys.trust.reading import UNREAD, TextSource, Written, place_of

DOOR = "teams"


@dataclass(frozen=True, slots=True)
class CommentColumn:
    """One column of words: its table, the keys of a row, and what its encryption is bound to.

    `sealed_for` are columns, and `:name` for the name of the column itself.
    """

    source: TextSource
    name: str
    question: str
    table: Table
    keys: tuple[str, ...]
    sealed_for: tuple[str, ...]

    def column(self, ending: str = "") -> ColumnElement[Any]:
        """Return the column of the words, or the one beside it."""
        return self.table.c[f"{self.name}{ending}"]


PLANS = (
    CommentColumn(
        TextSource.PLAN,
        "words",
        INTENDS,
        t.acts,
        ("briefing_id", "person_id", "act"),
        ("briefing_id", "person_id", "act"),
    ),
)
DISCUSSIONS = tuple(
    CommentColumn(TextSource.DISCUSSION, name, question, t.discussions, ("id",), ("once", ":name"))
    for name, question in (("raised", RAISED), ("agreed", AGREED))
)


class CommentsToRead:
    """Comments in some columns, of every partnership; every query names the partnerships."""

    def __init__(
        self, connection: Connection, keyring: Keyring, columns: Sequence[CommentColumn]
    ) -> None:
        self._connection = connection
        self._keyring = keyring
        self._columns = {column.name: column for column in columns}

    def unread(self, partnership_ids: Sequence[int], most: int) -> list[Written]:
        """Return comments that no one has read, oldest first."""
        found = [
            self._written(column, row)
            for column in self._columns.values()
            for row in self._connection.execute(
                _in_state(_rows(column), column, partnership_ids)
                .order_by(column.table.c.at, *_keys(column))
                .limit(most)
            )
        ]
        return sorted(found, key=lambda one: one.day)[:most]

    def places(self, partnership_ids: Sequence[int], state: str = UNREAD) -> list[str]:
        """Return the places of all in a state: those that no one has read, or with a mark."""
        return [
            place_of(column.source, (column.name, *row))
            for column in self._columns.values()
            for row in self._connection.execute(
                _in_state(_joined(select(*_keys(column)), column), column, partnership_ids, state)
            )
        ]

    def count(self, partnership_ids: Sequence[int], until: date | None = None) -> int:
        """Return how many no one has read; of those written by the end of a day, if given."""
        return sum(self._count(column, partnership_ids, until) for column in self._columns.values())

    def _count(
        self, column: CommentColumn, partnership_ids: Sequence[int], until: date | None
    ) -> int:
        query = _joined(select(func.count()).select_from(column.table), column)
        query = _in_state(query, column, partnership_ids)
        if until is not None:
            query = query.where(column.table.c.at < _end_of(until))
        return self._connection.scalars(query).one()

    def oldest(self, partnership_ids: Sequence[int]) -> date | None:
        """Return the day of the oldest that no one has read; None if there is none."""
        queries = [
            _in_state(_joined(select(func.min(one.table.c.at)), one), one, partnership_ids)
            for one in self._columns.values()
        ]
        moments = [self._connection.scalar(query) for query in queries]
        days = [at.astimezone(LONDON).date() for at in moments if at is not None]
        return min(days, default=None)

    def at(self, key: Sequence[str]) -> Written | None:
        """Return the comment at a place, None where it was taken back."""
        column = self._columns[key[0]]
        query = _rows(column).where(_is(column, key), column.column().is_not(None))
        row = self._connection.execute(query).one_or_none()
        return self._written(column, row) if row else None

    def mark(
        self,
        key: Sequence[str],
        state: str,
        quotable: str,
        before: Collection[str] = (UNREAD,),
    ) -> bool:
        """Save what a reader judged, and a version to quote; return whether it was so `before`."""
        column = self._columns[key[0]]
        place = (column.table.name, *key, "quotable")
        sealed = self._keyring.encrypt(quotable, *place) if quotable else None
        values = {f"{column.name}_state": state, f"{column.name}_quotable": sealed}
        mine = update(column.table).where(_is(column, key), column.column("_state").in_(before))
        return self._connection.execute(mine.values(**values)).rowcount == 1

    def quotable(self, key: Sequence[str]) -> str | None:
        """Return the version that a reader made, where there is one."""
        column = self._columns[key[0]]
        sealed = self._connection.scalar(select(column.column("_quotable")).where(_is(column, key)))
        place = (column.table.name, *key, "quotable")
        return self._keyring.decrypt(sealed, *place) if sealed else None

    def take_out(self, key: Sequence[str]) -> None:
        """Take the comment away from the briefing: it is with the leads now."""
        column = self._columns[key[0]]
        gone = {column.name: None, f"{column.name}_quotable": None}
        self._connection.execute(update(column.table).where(_is(column, key)).values(**gone))

    def _written(self, column: CommentColumn, row: AnyRow) -> Written:
        names = [
            column.name if part == ":name" else getattr(row, part) for part in column.sealed_for
        ]
        return Written(
            source=column.source,
            key=(column.name, *(str(getattr(row, name)) for name in column.keys)),
            partnership_id=row.partnership_id,
            question=column.question,
            about=row.title,
            day=row.at.astimezone(LONDON).date(),
            words=self._keyring.decrypt(row.words, column.table.name, *names),
            door=DOOR,
            person_id=row.person_id,
        )


def _rows(column: CommentColumn) -> AnySelect:
    table = column.table.c
    needed = dict.fromkeys((*column.keys, *column.sealed_for, "at", "person_id"))
    own = [table[name] for name in needed if name != ":name"]
    words = column.column().label("words")
    query = select(*own, words, t.briefings.c.partnership_id, t.briefings.c.title)
    return _joined(query.select_from(column.table), column)


def _joined(query: AnySelect, column: CommentColumn) -> AnySelect:
    return query.join(t.briefings, t.briefings.c.id == column.table.c.briefing_id)


def _in_state(
    query: AnySelect, column: CommentColumn, partnership_ids: Sequence[int], state: str = UNREAD
) -> AnySelect:
    return query.where(
        column.column().is_not(None),
        column.column("_state") == state,
        t.briefings.c.partnership_id.in_(partnership_ids),
    )


def _keys(column: CommentColumn) -> list[ColumnElement[Any]]:
    return [column.table.c[name] for name in column.keys]


def _is(column: CommentColumn, key: Sequence[str]) -> ColumnElement[bool]:
    """Return whether a row is the one of a key, whose numbers come as text."""
    wanted = zip(_keys(column), key[1:], strict=True)
    pairs = [one == (int(value) if value.isdigit() else value) for one, value in wanted]
    return pairs[0] if len(pairs) == 1 else pairs[0] & pairs[1] & pairs[2]


def _end_of(day: date) -> datetime:
    return datetime.combine(day + timedelta(days=1), time(), LONDON).astimezone(UTC)
