"""Questionnaires by version: each is kept, so an answer is scored by the key it was asked under."""

from datetime import datetime

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.upsert import add_if_new
from surveys.asking.instrument import Instrument, dump_instrument, parse_instrument

_read: dict[str, Instrument] = {}  # by version, which is the hash of the content: never out of date


class Instruments:
    """Every version of every questionnaire that this installation has known."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def add(self, instrument: Instrument, now: datetime) -> bool:
        """Keep a version; say whether it was new.

        Every start adds all that ships, so a version that is there is not written out again.
        """
        _read.setdefault(instrument.version, instrument)
        kept = select(t.instruments.c.version).where(t.instruments.c.version == instrument.version)
        if self._connection.scalar(kept):
            return False
        row = {
            "version": instrument.version,
            "code": instrument.code,
            "title": instrument.title["en"],
            "body": dump_instrument(instrument),
            "added_at": now,
        }
        return add_if_new(self._connection, t.instruments, row)

    def at(self, version: str) -> Instrument:
        """Return one version."""
        if version not in _read:
            query = select(t.instruments.c.body).where(t.instruments.c.version == version)
            _read[version] = parse_instrument(self._connection.scalars(query).one())
        return _read[version]

    def latest(self, code: str) -> Instrument | None:
        """Return the version of a code that was added last."""
        columns = t.instruments.c
        query = (
            select(columns.version)
            .where(columns.code == code)
            .order_by(columns.added_at.desc())
            .limit(1)
        )
        version = self._connection.scalar(query)
        return self.at(version) if version else None

    def all_latest(self) -> list[Instrument]:
        """Return the latest version of every code, in the order of their codes."""
        codes = self._connection.scalars(
            select(t.instruments.c.code).distinct().order_by(t.instruments.c.code)
        )
        return [found for code in list(codes) if (found := self.latest(code))]
