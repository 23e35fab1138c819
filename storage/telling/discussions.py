"""The cascade log: discussions of a briefing, the questions raised and what was agreed, encrypted.

A repeat of the same tap is one discussion, recognised by its `once` mark.
"""

from datetime import datetime

from sqlalchemy import Connection, func, select

from storage import tables as t
from storage.database.upsert import add_if_new
from storage.trust.encryption import Keyring
from surveys.telling.briefing_acts import Logged, Setting, Talk

_D = t.discussions.c


class Discussions:
    """Discussions of briefings, as people reported them."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def keep(self, briefing_id: int, person_id: int, once: str, talk: Talk, now: datetime) -> bool:
        """Save a discussion; return whether it was new."""
        mark = f"{briefing_id}:{person_id}:{once}"
        row = {
            "once": mark,
            "briefing_id": briefing_id,
            "person_id": person_id,
            "setting": talk.setting.value,
            "people": talk.people,
            "raised": self._encrypted(talk.raised, mark, "raised"),
            "agreed": self._encrypted(talk.agreed, mark, "agreed"),
            "at": now,
        }
        return add_if_new(self._connection, t.discussions, row)

    def count(self, briefing_id: int) -> int:
        """Return how many discussions there were of a briefing."""
        query = select(func.count()).select_from(t.discussions).where(_D.briefing_id == briefing_id)
        return self._connection.scalars(query).one()

    def logged(self, briefing_id: int, start: int = 0, most: int | None = None) -> list[Logged]:
        """Return discussions of a briefing, newest first."""
        query = (
            select(
                _D.once,
                _D.setting,
                _D.people,
                _D.raised,
                _D.agreed,
                _D.at,
                t.agencies.c.name.label("agency"),
            )
            .join(t.people, t.people.c.id == _D.person_id)
            .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
            .where(_D.briefing_id == briefing_id)
            .order_by(_D.at.desc(), _D.id.desc())
        )
        rows = self._connection.execute(
            query.offset(start).limit(most) if most is not None else query
        )
        return [
            Logged(
                Talk(
                    Setting(row.setting),
                    row.people,
                    self._decrypted(row.raised, row.once, "raised"),
                    self._decrypted(row.agreed, row.once, "agreed"),
                ),
                row.agency,
                row.at,
            )
            for row in rows
        ]

    def _encrypted(self, words: str | None, mark: str, column: str) -> bytes | None:
        return self._keyring.encrypt(words, "discussions", mark, column) if words else None

    def _decrypted(self, encrypted: bytes | None, mark: str, column: str) -> str | None:
        return self._keyring.decrypt(encrypted, "discussions", mark, column) if encrypted else None
