"""Concerns: answers that a safeguarding lead must see now.

The text is encrypted, kept apart from the answers, and cannot be traced to the response it came in.
"""

import json
import secrets
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import insert_for
from storage.trust.encryption import Keyring

_C = t.concerns.c
_SHOWN = select(
    _C.id,
    _C.ref,
    _C.partnership_id,
    t.partnerships.c.name.label("partnership"),
    _C.grade,
    _C.state,
    _C.raised_at,
    _C.acknowledged_by,
    t.people.c.name.label("acknowledged_name"),
).join(t.partnerships, t.partnerships.c.id == _C.partnership_id)
_QUERY = _SHOWN.outerjoin(t.people, t.people.c.id == _C.acknowledged_by)
_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no look-alikes; no vowels, so no words


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern without its text."""

    id: int
    ref: str
    partnership_id: int
    partnership: str
    grade: str
    state: str
    raised_at: datetime
    acknowledged_by: int | None
    acknowledged_name: str | None


@dataclass(frozen=True, slots=True)
class ConcernText:
    """What was written, as (question, text) pairs.

    `person_id` is the writer where known, `door` how the answer came in, `about` what was asked
    about.
    """

    words: tuple[tuple[str, str], ...]
    person_id: int | None
    door: str
    about: str = ""


class Concerns:
    """Concerns of every partnership; every query names the partnership."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def raise_concern(
        self, partnership_id: int, grade: str, text: ConcernText, mark: str, now: datetime
    ) -> Concern | None:
        """Save a concern and return it; None if the same answer (`mark`) raised it before."""
        ref = "C-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
        body = json.dumps(
            {"words": text.words, "person": text.person_id, "door": text.door, "about": text.about}
        )
        row = {
            "ref": ref,
            "once": self._keyring.mark("concern", mark),
            "partnership_id": partnership_id,
            "grade": grade,
            "state": "new",
            "raised_at": now,
            "sealed": self._keyring.encrypt(body, "concerns", ref),
        }
        statement = insert_for(self._connection, t.concerns).values(**row).on_conflict_do_nothing()
        new = self._connection.execute(statement.returning(_C.id)).scalar_one_or_none()
        return None if new is None else self._one(_QUERY.where(_C.id == new))

    def _one(self, query: AnySelect) -> Concern:
        return _concern(self._connection.execute(query).one())

    def concern(self, partnership_ids: list[int], concern_id: int) -> Concern | None:
        """Return one concern of these partnerships."""
        query = _QUERY.where(_C.id == concern_id, _C.partnership_id.in_(partnership_ids))
        row = self._connection.execute(query).one_or_none()
        return _concern(row) if row else None

    def still_open(self, partnership_id: int | None = None) -> list[Concern]:
        """Return the concerns that no one has closed, oldest first."""
        query = _QUERY.where(_C.state.in_(["new", "acknowledged"])).order_by(_C.raised_at, _C.id)
        if partnership_id is not None:
            query = query.where(_C.partnership_id == partnership_id)
        return [_concern(row) for row in self._connection.execute(query)]

    def text(self, concern_id: int) -> ConcernText:
        """Return the text; the caller writes the audit event."""
        row = self._connection.execute(select(_C.ref, _C.sealed).where(_C.id == concern_id)).one()
        body = json.loads(self._keyring.decrypt(row.sealed, "concerns", row.ref))
        words = tuple((question, text) for question, text in body["words"])
        return ConcernText(words, body["person"], body["door"], body.get("about", ""))

    def acknowledge(self, concern_id: int, person_id: int, now: datetime) -> bool:
        """Save who was first to take the concern on; return whether it was this person."""
        new = update(t.concerns).where(_C.id == concern_id, _C.acknowledged_by.is_(None))
        values = {"acknowledged_by": person_id, "acknowledged_at": now, "state": "acknowledged"}
        return self._connection.execute(new.values(**values)).rowcount == 1


def _concern(row: AnyRow) -> Concern:
    return Concern(**{name: getattr(row, name) for name in Concern.__slots__})
