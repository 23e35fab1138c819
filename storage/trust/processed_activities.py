"""Processed activities: a request that Teams repeats gets the same reply and changes nothing.

Replies may contain what a person typed, so they are encrypted. A row holds keyed hashes of the ids
and no time finer than the day, because it is written together with an answer that names nobody. It
is kept until the end of the next day.
"""

import re
from datetime import UTC, datetime, time
from typing import Any

from sqlalchemy import Connection, select, update

from storage import tables as t
from storage.database.deferred import DeferredWrites
from storage.trust.encryption import Keyring

_A = t.activities.c
_MARK = re.compile("[0-9a-f]{64}")


class ProcessedActivities:
    """Inbound activities and the replies they got."""

    def __init__(self, connection: Connection, keyring: Keyring, deferred: DeferredWrites) -> None:
        self._connection = connection
        self._keyring = keyring
        self._deferred = deferred

    def reply_to(self, conversation_id: str, activity_id: str) -> str | None:
        """Return the reply that an activity got (JSON, perhaps empty), or None if it is new."""
        place = self._marks(conversation_id, activity_id)
        query = select(_A.reply).where(_A.conversation_id == place[0], _A.activity_id == place[1])
        row = self._connection.execute(query).one_or_none()
        if row is None or not row.reply:
            return None if row is None else ""
        return self._keyring.decrypt(row.reply, "activities", *place)

    def keep(self, conversation_id: str, activity_id: str, reply: str, now: datetime) -> None:
        """Save an activity and the reply it got.

        `AlreadyThere` fails the unit if another process has saved the activity meanwhile.
        """
        self._deferred.add(
            t.activities, self._row(self._marks(conversation_id, activity_id), reply, now)
        )

    def _row(self, place: tuple[str, str], reply: str, now: datetime) -> dict[str, Any]:
        return {
            "conversation_id": place[0],
            "activity_id": place[1],
            "at": datetime.combine(now.date(), time(), UTC),
            "reply": self._keyring.encrypt(reply, "activities", *place) if reply else None,
        }

    def _marks(self, conversation_id: str, activity_id: str) -> tuple[str, str]:
        """Return keyed hashes: no row then tells whose it is, or which belong to one chat."""
        once = self._keyring.mark("activity", conversation_id, activity_id)
        return self._keyring.mark("chat", once), once

    def hide_old(self) -> None:
        """Put marks in place of the ids in rows that an earlier version has left."""
        for row in self._connection.execute(select(t.activities)).all():
            plain = (row.conversation_id, row.activity_id)
            if _MARK.fullmatch(row.activity_id):
                continue
            reply = self._keyring.decrypt(row.reply, "activities", *plain) if row.reply else ""
            one = (_A.conversation_id == plain[0], _A.activity_id == plain[1])
            new = self._row(self._marks(*plain), reply, row.at)
            self._connection.execute(update(t.activities).where(*one).values(**new))
