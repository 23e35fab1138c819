"""The daily sweep: what waits in the intake becomes responses and answers, in random order.

All waves go together. More than `PART` responses go in several transactions, each with a share
drawn at random from all of them, so that nobody who answers meanwhile waits long. At last the
intake is emptied physically: on PostgreSQL its file is replaced; on SQLite what is deleted is
overwritten, and the log is emptied after the commit (`storage.database.write_ahead_log`).
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from random import SystemRandom

from sqlalchemy import Connection, delete, func, insert, select, text

from storage import tables as t
from storage.asking.answers import Answers
from storage.asking.bulk_answers import ResponseRows, WholeResponse, rows_of, write_rows
from storage.asking.instruments import Instruments
from storage.asking.intake import WaitingResponse, opened
from storage.database.engine import is_sqlite
from storage.trust.encryption import DecryptionError, Keyring
from surveys.asking.answers import score
from surveys.asking.instrument import Instrument
from surveys.asking.tally import counts_of
from surveys.asking.wave import CLOSED, LEFT_OUT

SWEPT = "answers swept"  # the heartbeat of the sweep
UNFINISHED_WAITS = timedelta(days=7)
PART = 500  # responses that are written in one transaction
_W = t.waves.c
_I = t.intake.c


@dataclass(frozen=True, slots=True)
class SweepWave:
    """What the sweep knows of a wave; `agencies` are those that may stand in an answer."""

    partnership_id: int
    instrument: Instrument
    agencies: frozenset[int]


@dataclass(frozen=True, slots=True)
class ReadyRow:
    """A row of the intake that goes now: all `rows` of a new response, or changes to an old one."""

    row: bytes
    waiting: WaitingResponse
    rows: ResponseRows | None


@dataclass(frozen=True, slots=True)
class PreparedSweep:
    """What goes in one transaction, by the mark of its row, and the waves that it belongs to."""

    ready: Mapping[str, ReadyRow] = field(default_factory=dict[str, ReadyRow])
    waves: Mapping[int, SweepWave] = field(default_factory=dict[int, SweepWave])


class Sweep:
    """Moves responses from the intake to the tables of answers."""

    def __init__(self, connection: Connection, keyring: Keyring, answers: Answers) -> None:
        self._connection = connection
        self._keyring = keyring
        self._answers = answers

    def waiting(
        self, marks: Collection[str] | None = None
    ) -> Iterator[tuple[str, bytes, WaitingResponse]]:
        """Yield the rows of the intake, or some of them, that a key decrypts."""
        query = (
            select(t.intake) if marks is None else select(t.intake).where(_I.response.in_(marks))
        )
        for row in self._connection.execute(query):
            try:
                waiting = opened(self._keyring, row.response, row.sealed)
            except DecryptionError:  # its key is not in the keys file; it waits for it
                continue
            yield row.response, row.sealed, waiting

    def count(self, most: int) -> int:
        """Return how many rows wait, up to `most`: no more of them are looked at."""
        some = select(_I.response).limit(most).subquery()
        return self._connection.scalars(select(func.count()).select_from(some)).one()

    def parts(
        self, today: date, unfinished_waits: timedelta = UNFINISHED_WAITS
    ) -> list[Sequence[str]]:
        """Return in parts the marks of what is complete, of a closed wave or waiting long."""
        closed = frozenset(self._connection.scalars(select(_W.id).where(_W.state == CLOSED)))
        going = [
            mark
            for mark, _, one in self.waiting()
            if one.finished
            or one.wave_id in closed
            or today - one.since >= unfinished_waits
            or (one.begun is None and self._answers.is_finished(one.wave_id, one.key))
        ]
        SystemRandom().shuffle(going)
        return [going[start : start + PART] for start in range(0, len(going), PART)] or [[]]

    def prepared(self, part: Collection[str], minimum_group: int) -> PreparedSweep:
        """Decrypt, score and count a part: what takes the time, and holds up nobody."""
        found = list(self.waiting(part))
        waves = self._waves({one.wave_id for _, _, one in found}, minimum_group)
        ready = {mark: self._ready(row, one, waves[one.wave_id]) for mark, row, one in found}
        return PreparedSweep(ready, waves)

    def _ready(self, row: bytes, one: WaitingResponse, wave: SweepWave) -> ReadyRow:
        if one.begun is None:
            return ReadyRow(row, one, None)
        agency = one.begun.agency_id if one.begun.agency_id in wave.agencies else None
        response = replace(one.begun, agency_id=agency, finished=one.finished)
        return ReadyRow(
            row, one, rows_of(self._keyring, wave.instrument, WholeResponse(response, one.given()))
        )

    def _waves(self, ids: set[int], minimum_group: int) -> dict[int, SweepWave]:
        query = select(_W.id, _W.partnership_id, _W.instrument_version)
        instruments = Instruments(self._connection)
        return {
            row.id: SweepWave(
                row.partnership_id,
                instruments.at(row.instrument_version),
                self._agencies(row.id, minimum_group),
            )
            for row in self._connection.execute(query.where(_W.id.in_(ids))).all()
        }

    def _agencies(self, wave_id: int, minimum_group: int) -> frozenset[int]:
        """Return the agencies of which a wave asked at least a minimum group."""
        invited, people = t.invitations.c, t.people.c
        query = (
            select(people.agency_id)
            .join(t.invitations, invited.person_id == people.id)
            .where(invited.wave_id == wave_id, invited.state != LEFT_OUT)
            .group_by(people.agency_id)
            .having(func.count() >= minimum_group)
        )
        return frozenset(self._connection.scalars(query))

    def move(self, prepared: PreparedSweep, *, is_last: bool) -> Counter[int]:
        """Move what was prepared and has not changed since; return new responses by wave.

        With the last part the intake is emptied, and what stays is put back in random order.
        """
        if not is_sqlite(self._connection):  # nobody reads or writes the intake until this commits
            self._connection.execute(text("LOCK TABLE intake IN ACCESS EXCLUSIVE MODE"))
        query = select(t.intake).where(_I.response.in_(prepared.ready))
        rows = {row.response: row.sealed for row in self._connection.execute(query)}
        going = [mark for mark, row in rows.items() if prepared.ready[mark].row == row]
        SystemRandom().shuffle(going)
        self._connection.execute(delete(t.intake).where(_I.response.in_(going)))
        if is_last:
            self._empty()
        moved = [prepared.ready[mark] for mark in going]
        write_rows(self._connection, [one.rows for one in moved if one.rows is not None])
        for one in moved:
            if one.rows is None:
                self._change(one.waiting, prepared.waves[one.waiting.wave_id].instrument)
        return Counter(one.waiting.wave_id for one in moved if one.rows is not None)

    def _empty(self) -> None:
        """Put what stays into a file of its own; SQLite has overwritten what was deleted."""
        if is_sqlite(self._connection):
            return
        columns = [column.name for column in t.intake.columns]
        staying = [
            dict(zip(columns, row, strict=True))
            for row in self._connection.execute(select(t.intake))
        ]
        SystemRandom().shuffle(staying)
        self._connection.execute(text("TRUNCATE intake"))
        if staying:
            self._connection.execute(insert(t.intake), staying)

    def _change(self, waiting: WaitingResponse, instrument: Instrument) -> None:
        """Bring a response that an earlier sweep took to what was answered since."""
        wave_id, key = waiting.wave_id, waiting.key
        kept = waiting.given().values()
        scored = [(one, score(instrument.question(one.question_id), one)) for one in kept]
        self._answers.keep(wave_id, key, scored)
        for asked, one in waiting.answers.items():
            if one is None:
                self._answers.drop(wave_id, key, asked)
        if waiting.finished:
            self._answers.finish(wave_id, key)
        now = self._answers.given(wave_id, key, list(instrument.by_id))
        touched = (*now, *waiting.answers)
        self._answers.tally(wave_id, key, lambda: counts_of(instrument, now, touched))
