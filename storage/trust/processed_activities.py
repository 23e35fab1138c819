"""Inbound activities already seen: Teams repeats them, and a repeat gets the same reply and changes nothing.

Replies may hold what somebody typed, so they are encrypted; rows are kept for a day.
"""

from datetime import datetime

from sqlalchemy import Connection, delete, select

from storage import tables as t
from storage.database.deferred import DeferredWrites
from storage.trust.encryption import Keyring

_A = t.activities.c


class ProcessedActivities:
    """What has come in."""

    def __init__(self, connection: Connection, keyring: Keyring, later: DeferredWrites) -> None:
        self._connection = connection
        self._keyring = keyring
        self._later = later

    def reply_to(self, conversation_id: str, activity_id: str) -> str | None:
        """Return the reply an activity has had (JSON, perhaps empty), or None if it is new."""
        query = select(_A.reply).where(
            _A.conversation_id == conversation_id, _A.activity_id == activity_id
        )
        row = self._connection.execute(query).one_or_none()
        if row is None:
            return None
        return (
            self._keyring.decrypt(row.reply, "activities", conversation_id, activity_id)
            if row.reply
            else ""
        )

    def keep(self, conversation_id: str, activity_id: str, reply: str, now: datetime) -> None:
        """Keep an activity and the reply it had; raises `AlreadyThere` out of the unit where it was kept before."""
        place = ("activities", conversation_id, activity_id)
        encrypted = self._keyring.encrypt(reply, *place) if reply else None
        row = {
            "conversation_id": conversation_id,
            "activity_id": activity_id,
            "at": now,
            "reply": encrypted,
        }
        self._later.add(t.activities, row)

    def forget(self, before: datetime) -> int:
        """Forget what is older than Teams ever repeats."""
        return self._connection.execute(delete(t.activities).where(_A.at < before)).rowcount
