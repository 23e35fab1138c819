"""Processed activities: a request that Teams repeats gets the same reply and changes nothing.

Replies may contain what a person typed, so they are encrypted. Rows are kept for a day.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage import tables as t
from storage.database.deferred import DeferredWrites
from storage.trust.encryption import Keyring

_A = t.activities.c


class ProcessedActivities:
    """Inbound activities and the replies they got."""

    def __init__(self, connection: Connection, keyring: Keyring, deferred: DeferredWrites) -> None:
        self._connection = connection
        self._keyring = keyring
        self._deferred = deferred

    def reply_to(self, conversation_id: str, activity_id: str) -> str | None:
        """Return the reply that an activity got (JSON, perhaps empty), or None if it is new."""
        query = select(_A.reply).where(
            _A.conversation_id == conversation_id, _A.activity_id == activity_id
        )
        row = self._connection.execute(query).one_or_none()
        if row is None or not row.reply:
            return None if row is None else ""
        return self._keyring.decrypt(row.reply, "activities", conversation_id, activity_id)

    def keep(self, conversation_id: str, activity_id: str, reply: str, now: datetime) -> None:
        """Save an activity and the reply it got.

        `AlreadyThere` fails the unit if another process has saved the activity meanwhile.
        """
        place = ("activities", conversation_id, activity_id)
        encrypted = self._keyring.encrypt(reply, *place) if reply else None
        row = {
            "conversation_id": conversation_id,
            "activity_id": activity_id,
            "at": now,
            "reply": encrypted,
        }
        self._deferred.add(t.activities, row)

    def forget(self, before: datetime) -> int:
        """Delete activities older than `before`; return how many."""
        return self._connection.execute(delete(t.activities).where(_A.at < before)).rowcount
