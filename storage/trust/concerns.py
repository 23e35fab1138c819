"""Concerns: answers that a safeguarding lead must see now.

The text is encrypted, kept apart from the answers, and cannot be traced to the response it came in.
A lead who was passed over for a concern does not find it.
"""

import json
import secrets
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, func, insert, select, update

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import insert_for
from storage.trust.encryption import Keyring
from surveys.trust.concern_record import GRADES, OPEN, AfterStep, ConcernState

_C = t.concerns.c
_P = t.passed_over.c
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
    _C.acknowledged_at,
    _C.was_red,
    _C.all_named,
).join(t.partnerships, t.partnerships.c.id == _C.partnership_id)
_QUERY = _SHOWN.outerjoin(t.people, t.people.c.id == _C.acknowledged_by)
_IS_OPEN = _C.state.in_(sorted(OPEN))
_IS_REAL = _C.state.in_(list(ConcernState))  # and not a synthetic one
_ALPHABET = "23456789BCDFGHJKMNPQRSTVWXYZ"  # no look-alikes; no vowels, so no words


@dataclass(frozen=True, slots=True)
class Concern:
    """A concern without its text; who is dealing with it, and since when."""

    id: int
    ref: str
    partnership_id: int
    partnership: str
    grade: str
    state: str
    raised_at: datetime
    acknowledged_by: int | None
    acknowledged_name: str | None
    acknowledged_at: datetime | None
    was_red: bool
    all_named: bool


@dataclass(frozen=True, slots=True)
class ConcernText:
    """What was written, as (question, text) pairs.

    `person_id` is the writer where known, `door` how the answer came in, `about` what was asked
    about, `via` the label and setting of the link, `tick` what they chose to say that someone needs
    to know. `deleted` says that the words were, because their time was over.
    """

    words: tuple[tuple[str, str], ...]
    person_id: int | None
    door: str
    about: str = ""
    via: str = ""
    tick: str = ""
    deleted: bool = False


@dataclass(frozen=True, slots=True)
class Named:
    """Which leads a concern names: those `passed_over`, or all there are (`everyone`)."""

    passed_over: frozenset[int] = frozenset()
    everyone: bool = False


NO_ONE_NAMED = Named()


class Concerns:
    """Concerns of every partnership; every query names the partnership or the person."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def raise_concern(
        self,
        partnership_id: int,
        grade: str,
        text: ConcernText,
        mark: str,
        now: datetime,
        named: Named = NO_ONE_NAMED,
    ) -> Concern | None:
        """Save a concern and return it; None if the same answer (`mark`) raised it before."""
        ref = "C-" + "".join(secrets.choice(_ALPHABET) for _ in range(8))
        body = json.dumps(
            {
                "words": text.words,
                "person": text.person_id,
                "door": text.door,
                "about": text.about,
                "via": text.via,
                "tick": text.tick,
            }
        )
        row = {
            "ref": ref,
            "once": self._keyring.mark("concern", mark),
            "partnership_id": partnership_id,
            "grade": grade,
            "state": ConcernState.NEW,
            "raised_at": now,
            "sealed": self._keyring.encrypt(body, "concerns", ref),
            "was_red": grade == GRADES[-1],
            "all_named": named.everyone,
        }
        statement = insert_for(self._connection, t.concerns).values(**row).on_conflict_do_nothing()
        new = self._connection.execute(statement.returning(_C.id)).scalar_one_or_none()
        if new is None:
            return None
        if named.passed_over:
            rows = [{"concern_id": new, "person_id": one} for one in sorted(named.passed_over)]
            self._connection.execute(insert(t.passed_over), rows)
        return self._first(_QUERY.where(_C.id == new))

    def _first(self, query: AnySelect) -> Concern | None:
        row = self._connection.execute(query).one_or_none()
        return _concern(row) if row else None

    def concern(
        self, partnership_ids: list[int], concern_id: int, hidden_from: Iterable[int] = ()
    ) -> Concern | None:
        """Return one concern of these partnerships, unless one of these people is passed over."""
        query = _QUERY.where(_C.id == concern_id, _C.partnership_id.in_(partnership_ids))
        return self._first(query.where(_IS_REAL, seen_by(hidden_from)))

    def by_ref(self, partnership_id: int, ref: str) -> Concern | None:
        """Return the concern with this reference, as it is printed, in a partnership."""
        mine = (_C.ref == ref.strip().upper(), _C.partnership_id == partnership_id)
        return self._first(_QUERY.where(*mine, _IS_REAL))

    def hold(self, concern_id: int) -> None:
        """Let no one else change this concern until the unit of work has ended."""
        self._connection.execute(select(_C.id).where(_C.id == concern_id).with_for_update())

    def still_open(self, partnership_id: int | None = None) -> list[Concern]:
        """Return the concerns that no one has closed, oldest first."""
        query = _QUERY.where(_IS_OPEN).order_by(_C.raised_at, _C.id)
        if partnership_id is not None:
            query = query.where(_C.partnership_id == partnership_id)
        return [_concern(row) for row in self._connection.execute(query)]

    def all_of(self, partnership_id: int) -> list[Concern]:
        """Return every concern of a partnership, closed ones too, oldest first."""
        query = _QUERY.where(_C.partnership_id == partnership_id, _IS_REAL)
        rows = self._connection.execute(query.order_by(_C.raised_at, _C.id))
        return [_concern(row) for row in rows]

    def open_for(self, partnership_ids: Sequence[int], leads: Iterable[int]) -> list[Concern]:
        """Return the open concerns of these partnerships that these leads see, oldest first."""
        query = _QUERY.where(*_open_for(partnership_ids, leads))
        rows = self._connection.execute(query.order_by(_C.raised_at, _C.id))
        return [_concern(row) for row in rows]

    def count_open(self, partnership_ids: Sequence[int], leads: Iterable[int]) -> int:
        """Return how many open concerns of these partnerships these leads see."""
        query = select(func.count()).select_from(t.concerns)
        return self._connection.scalars(query.where(*_open_for(partnership_ids, leads))).one()

    def passed_over(self, concern_id: int) -> list[int]:
        """Return the leads whom a concern names, and who do not deal with it."""
        return list(
            self._connection.scalars(select(_P.person_id).where(_P.concern_id == concern_id))
        )

    def text(self, concern_id: int) -> ConcernText:
        """Return the text; the caller writes the audit event."""
        row = self._connection.execute(select(_C.ref, _C.sealed).where(_C.id == concern_id)).one()
        body = json.loads(self._keyring.decrypt(row.sealed, "concerns", row.ref))
        return ConcernText(
            words=tuple((question, text) for question, text in body["words"]),
            person_id=body["person"],
            door=body["door"],
            about=body.get("about", ""),
            via=body.get("via", ""),
            tick=body.get("tick", ""),
            deleted=body.get("deleted", False),
        )

    def becomes(self, concern: Concern, after: AfterStep, now: datetime) -> None:
        """Save what a step made of a concern."""
        values: dict[str, object] = {
            "state": after.state,
            "grade": after.grade,
            "was_red": concern.was_red or after.grade == GRADES[-1],
        }
        if after.owner != concern.acknowledged_by:
            values |= {"acknowledged_by": after.owner, "acknowledged_at": now}
        self._connection.execute(update(t.concerns).where(_C.id == concern.id).values(**values))


def _open_for(
    partnership_ids: Sequence[int], leads: Iterable[int]
) -> tuple[ColumnElement[bool], ...]:
    return _IS_OPEN, _C.partnership_id.in_(partnership_ids), seen_by(leads)


def seen_by(leads: Iterable[int]) -> ColumnElement[bool]:
    """Say whether none of these leads was passed over for a concern."""
    over = select(_P.concern_id).where(_P.concern_id == _C.id, _P.person_id.in_(list(leads)))
    return ~over.exists()


def _concern(row: AnyRow) -> Concern:
    return Concern(**{name: getattr(row, name) for name in Concern.__slots__})
