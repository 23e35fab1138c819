"""Free text in answers that a person still has to read, and what a reader made of it.

A text is known by wave, question and the key of its response: nothing here leads to who wrote it.
"""

from collections.abc import Collection, Sequence
from datetime import date, timedelta

from sqlalchemy import ColumnElement, Connection, and_, delete, func, select, update

from storage import tables as t
from storage.asking.instruments import Instruments
from storage.asking.wave_rows import WAVES
from storage.database.query_types import AnyRow
from storage.trust.encryption import Keyring
from surveys.asking.instrument import say
from surveys.trust.reading import UNREAD, TextSource, Written, place_of

_X = t.texts.c
_R = t.responses.c
_OF_RESPONSE = and_(_R.wave_id == _X.wave_id, _R.key == _X.response_key)
_TEXTS = (
    WAVES.add_columns(_X.question, _X.response_key, _X.sealed, _R.week, _R.door)
    .join(t.texts, _X.wave_id == t.waves.c.id)
    .join(t.responses, _OF_RESPONSE)
)
WEEK = timedelta(days=6)  # from its Monday to its last day


class TextsToRead:
    """Texts of answers, of every partnership; every query names the partnerships."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring
        self._instruments = Instruments(connection)

    def unread(self, partnership_ids: Sequence[int], most: int) -> list[Written]:
        """Return texts that no one has read, oldest week first; within a week by chance."""
        query = _TEXTS.where(_X.state == UNREAD, t.waves.c.partnership_id.in_(partnership_ids))
        oldest = query.order_by(_R.week, _X.response_key, _X.question).limit(most)
        return [self._written(row) for row in self._connection.execute(oldest)]

    def places(self, partnership_ids: Sequence[int], state: str = UNREAD) -> list[str]:
        """Return the places of all in a state: those that no one has read, or with a mark."""
        query = select(_X.wave_id, _X.question, _X.response_key).join(
            t.waves, t.waves.c.id == _X.wave_id
        )
        mine = query.where(_X.state == state, t.waves.c.partnership_id.in_(partnership_ids))
        return [place_of(TextSource.ANSWER, row) for row in self._connection.execute(mine)]

    def count(self, partnership_ids: Sequence[int], until: date | None = None) -> int:
        """Return how many no one has read; of those from weeks that ended by a day, if given."""
        query = (
            select(func.count())
            .select_from(t.texts)
            .join(t.waves, t.waves.c.id == _X.wave_id)
            .where(_X.state == UNREAD, t.waves.c.partnership_id.in_(partnership_ids))
        )
        if until is not None:
            query = query.join(t.responses, _OF_RESPONSE).where(_R.week <= until - WEEK)
        return self._connection.scalars(query).one()

    def oldest(self, partnership_ids: Sequence[int]) -> date | None:
        """Return the last day of the oldest unread one's week; None if there is none."""
        query = (
            select(func.min(_R.week))
            .select_from(t.texts)
            .join(t.waves, t.waves.c.id == _X.wave_id)
            .join(t.responses, _OF_RESPONSE)
            .where(_X.state == UNREAD, t.waves.c.partnership_id.in_(partnership_ids))
        )
        week = self._connection.scalar(query)
        return week + WEEK if week else None

    def at(self, key: Sequence[str]) -> Written | None:
        """Return the text at a place, None where it was taken back."""
        row = self._connection.execute(_TEXTS.where(_is(key))).one_or_none()
        return self._written(row) if row else None

    def mark(
        self,
        key: Sequence[str],
        state: str,
        quotable: str,
        before: Collection[str] = (UNREAD,),
    ) -> bool:
        """Save what a reader judged, and a version to quote; return whether it was so `before`."""
        sealed = self._keyring.encrypt(quotable, "texts", *key, "quotable") if quotable else None
        mine = update(t.texts).where(_is(key), _X.state.in_(before))
        marked = mine.values(state=state, quotable=sealed)
        return self._connection.execute(marked).rowcount == 1

    def quotable(self, key: Sequence[str]) -> str | None:
        """Return the version that a reader made, where there is one."""
        sealed = self._connection.scalar(select(_X.quotable).where(_is(key)))
        return self._keyring.decrypt(sealed, "texts", *key, "quotable") if sealed else None

    def take_out(self, key: Sequence[str]) -> None:
        """Take the text out of the evaluation: it is with the leads now."""
        self._connection.execute(delete(t.texts).where(_is(key)))

    def _written(self, row: AnyRow) -> Written:
        instrument = self._instruments.at(row.instrument_version)
        place = (row.id, row.question, row.response_key)
        title = say(instrument.title)
        return Written(
            source=TextSource.ANSWER,
            key=tuple(str(part) for part in place),
            partnership_id=row.partnership_id,
            question=say(instrument.question(row.question).text),
            about=f"{title} ({row.about})" if row.about else title,
            day=row.week + WEEK,
            words=self._keyring.decrypt(row.sealed, "texts", *place),
            door=row.door,
            wave_id=row.id,
        )


def _is(key: Sequence[str]) -> ColumnElement[bool]:
    wave_id, question, response_key = key
    return and_(
        _X.wave_id == int(wave_id), _X.question == question, _X.response_key == response_key
    )
