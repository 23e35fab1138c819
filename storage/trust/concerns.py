"""Concerns: what a safeguarding lead must see now.

The words are kept encrypted, apart from the answers, and without a way back to the response they came in.
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
_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # nothing that is misread aloud, and no words


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern without its words."""

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
    """What was written, question by question, in answer to what, and the person who wrote it where that is known."""

    words: tuple[tuple[str, str], ...]
    person_id: int | None
    door: str
    about: str = ""


class Concerns:
    """Concerns of every partnership; every question names whose."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def raise_concern(
        self, partnership_id: int, grade: str, text: ConcernText, mark: str, now: datetime
    ) -> Concern | None:
        """Keep a concern and return it; None where the same answer (`mark`) has raised it before."""
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
        made = self._connection.execute(statement.returning(_C.id)).scalar_one_or_none()
        return None if made is None else self._one(_QUERY.where(_C.id == made))

    def _one(self, query: AnySelect) -> Concern:
        return _concern(self._connection.execute(query).one())

    def concern(self, partnership_ids: list[int], concern_id: int) -> Concern | None:
        """Return one concern of these partnerships."""
        query = _QUERY.where(_C.id == concern_id, _C.partnership_id.in_(partnership_ids))
        row = self._connection.execute(query).one_or_none()
        return _concern(row) if row else None

    def still_open(self, partnership_id: int | None = None) -> list[Concern]:
        """Return the concerns that nobody has closed, the newest last."""
        query = _QUERY.where(_C.state.in_(["new", "acknowledged"])).order_by(_C.raised_at, _C.id)
        if partnership_id is not None:
            query = query.where(_C.partnership_id == partnership_id)
        return [_concern(row) for row in self._connection.execute(query)]

    def text(self, concern_id: int) -> ConcernText:
        """Return the words; whoever calls this writes the audit event."""
        row = self._connection.execute(select(_C.ref, _C.sealed).where(_C.id == concern_id)).one()
        body = json.loads(self._keyring.decrypt(row.sealed, "concerns", row.ref))
        words = tuple((question, text) for question, text in body["words"])
        return ConcernText(words, body["person"], body["door"], body.get("about", ""))

    def acknowledge(self, concern_id: int, person_id: int, now: datetime) -> bool:
        """Keep who has said *I have this* first; say whether it was this person."""
        new = update(t.concerns).where(_C.id == concern_id, _C.acknowledged_by.is_(None))
        values = {"acknowledged_by": person_id, "acknowledged_at": now, "state": "acknowledged"}
        return self._connection.execute(new.values(**values)).rowcount == 1


def _concern(row: AnyRow) -> Concern:
    return Concern(**{name: getattr(row, name) for name in Concern.__slots__})
