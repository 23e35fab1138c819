"""Who would not get a message, and why: looked up before a send, and stored when a survey opens.

The cap on asking is for one human, over all partnerships: rows with the same account are the same
human, and so are rows with the same e-mail where one has no account. What is still to go out
counts, so that two sends at the same time keep to it too.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    CTE,
    ColumnElement,
    Connection,
    Date,
    and_,
    case,
    false,
    func,
    literal,
    null,
    or_,
    select,
    union,
)

from storage import tables as t
from storage.database.advisory_locks import OneAtATime, wait_for
from storage.database.query_types import AnySelect
from storage.database.row_security import seeing_every
from storage.trust.training import is_real
from surveys.london import LONDON
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.exclusion_summary import Exclusion
from surveys.sending.shut_chats import RESTS, SHUT

ASKS_COUNT_FOR = timedelta(days=30)
COUNTED = (State.PENDING, State.SENDING, State.SENT, State.PROVEN, State.UNKNOWN)

_D = t.deliveries.c
_P = t.people.c


@dataclass(frozen=True, slots=True)
class AudienceMember:
    """One person in an audience; `reason` (a code of `REASONS`) says why no message would come."""

    name: str
    email: str
    agency: str
    reason: str | None


class Exclusions:
    """Why people would not get a message.

    `most` is how often one human is asked in 30 days; 0 is no cap.
    """

    def __init__(self, connection: Connection, now: datetime) -> None:
        self._connection = connection
        self._now = now

    def lock(self) -> None:
        """Wait until no other process decides who is asked; on SQLite there is no other."""
        wait_for(self._connection, OneAtATime.ASKING)

    def of_survey(self, most: int) -> Sequence[tuple[str, AnySelect]]:
        """Return who is left out when a survey opens, as `deliveries.open` takes it."""
        if not most:
            return []
        return [(Exclusion.ASKED_TOO_OFTEN.value, self.asked_too_often(most))]

    def times_asked(self, people: Sequence[int]) -> int:
        """Return how often the human who is these people was asked by now."""
        known = select(_P.aad_object_id.label("human"), _tenant(_P).label("tenant"))
        chosen = known.where(_P.id.in_(people)).cte("accounts")
        theirs = select(t.people.c.id).join(chosen, _has_account(chosen, _P))
        human = select(_P.id).where(or_(_P.id.in_(people), _P.id.in_(theirs)))
        asks = (
            select(func.count())
            .select_from(t.deliveries)
            .join(t.dispatches, t.dispatches.c.id == _D.dispatch_id)
            .where(_D.person_id.in_(human), _D.state.in_(COUNTED), *self._counts())
        )
        with seeing_every(self._connection):
            return self._connection.scalars(asks).one()

    def _counts(self) -> tuple[ColumnElement[bool], ...]:
        """Say whether a dispatch counts as asking."""
        since = self._now - ASKS_COUNT_FOR
        columns = t.dispatches.c
        is_survey, lately = columns.kind == DeliveryKind.SURVEY, columns.asked_at > since
        return is_survey, lately, is_real(columns.partnership_id)

    def asked_too_often(self, most: int) -> AnySelect:
        """Return the query of people, in all partnerships, who were asked `most` times by now."""
        surveys = select(t.dispatches.c.id).where(*self._counts())
        lately = select(_D.person_id).where(_D.dispatch_id.in_(surveys), _D.state.in_(COUNTED))
        # materialized, or SQLite would read all that was ever sent, person by person
        found = lately.cte("lately").prefix_with("MATERIALIZED")
        asks = (
            select(found.c.person_id, func.count().label("times"))
            .group_by(found.c.person_id)
            .subquery("asks")
        )
        asked = t.people.alias("asked")
        human, tenant = _human(asked)
        tired = (
            select(human, tenant)
            .join(asks, asks.c.person_id == asked.c.id)
            .group_by(human, tenant)
            .having(func.sum(asks.c.times) >= most)
        )
        chosen = tired.cte("tired")
        # nested, as SQLite's driver counts no rows written by a statement that begins with a CTE
        return _people_of(chosen).add_cte(found, chosen, nest_here=True)

    def counted(self, people: AnySelect, most: int) -> Mapping[str, int]:
        """Return how many people of a query each reason excludes; no one counts twice."""
        reason = self._reason(most).label("reason")
        found = self._among(people, reason).subquery()
        query = select(found.c.reason, func.count().label("people")).group_by(found.c.reason)
        with seeing_every(self._connection):
            rows = self._connection.execute(query.where(found.c.reason.is_not(None)))
            return {row.reason: row.people for row in rows}

    def listed(
        self, people: AnySelect, most: int, start: int = 0, number: int | None = None
    ) -> list[AudienceMember]:
        """Return people of a query by agency and name, from the one at `start`, with reasons."""
        columns = (
            _P.name,
            _P.email,
            t.agencies.c.name.label("agency"),
            self._reason(most).label("reason"),
        )
        query = self._among(people, *columns).join(t.agencies, t.agencies.c.id == _P.agency_id)
        page = query.order_by(t.agencies.c.name, _P.name, _P.id).offset(start).limit(number)
        with seeing_every(self._connection):
            return [AudienceMember(*row) for row in self._connection.execute(page)]

    def _among(self, people: AnySelect, *columns: ColumnElement[Any]) -> AnySelect:
        chosen = people.distinct().subquery()
        return (
            select(*columns)
            .select_from(t.people)
            .join(chosen, chosen.c.id == _P.id)
            .outerjoin(t.chats, t.IS_THEIR_CHAT)
        )

    def _reason(self, most: int) -> ColumnElement[Any]:
        """Return why a person gets no message now: the first reason that holds."""
        lately = t.chats.c.state_at > self._now - RESTS
        today = literal(self._now.astimezone(LONDON).date(), Date())
        holds: dict[Exclusion, ColumnElement[bool]] = {
            Exclusion.ASKED_TOO_OFTEN: _P.id.in_(self.asked_too_often(most)) if most else false(),
            Exclusion.OPTED_OUT: _P.opted_out,
            Exclusion.NO_ADDRESS: _P.aad_object_id.is_(None),
            Exclusion.NOT_INSTALLED: and_(t.chats.c.state.in_(_shut("not_installed")), lately),
            Exclusion.BLOCKED: and_(t.chats.c.state.in_(_shut("blocked")), lately),
            Exclusion.AWAY: _P.away_until > today,
        }
        return case(*((holds[why], literal(why.value)) for why in Exclusion), else_=null())


def _shut(reason: str) -> list[str]:
    """Return the states of a chat in which nothing is sent, for this reason."""
    return [state.value for state, why in SHUT.items() if why == reason]


def _human(people: Any) -> tuple[ColumnElement[str], ColumnElement[str]]:
    """Return a human's identity: the row's account, or that of its e-mail, or the e-mail."""
    entra_id, tenant = (_known_by_email(people, name) for name in ("aad_object_id", "tenant_id"))
    has_id = people.c.aad_object_id.is_not(None)
    return (
        func.coalesce(people.c.aad_object_id, entra_id, people.c.email).label("human"),
        func.coalesce(case((has_id, people.c.tenant_id), else_=tenant), "").label("tenant"),
    )


def _known_by_email(people: Any, column: str) -> ColumnElement[str]:
    """Return a column of the account that some row with the same e-mail has."""
    same = t.people.alias()
    # expressions, not columns, or an engine would look for the largest among all ids
    by = (same.c.aad_object_id + literal(""), same.c.tenant_id + literal(""))
    has_id = same.c.aad_object_id.is_not(None)
    known = select(same.c[column]).where(same.c.email == people.c.email, has_id)
    return known.order_by(*(one.desc() for one in by)).limit(1).scalar_subquery().correlate(people)


def _people_of(chosen: CTE) -> AnySelect:
    """Return the query of every row of some humans; each of its parts is looked up in an index."""
    same, borrowing = t.people.alias(), t.people.alias()
    by_id = select(_P.id).join(chosen, _has_account(chosen, _P))
    by_mail = (
        select(_P.id).join(chosen, chosen.c.human == _P.email).where(_P.aad_object_id.is_(None))
    )
    borrowed = (
        select(borrowing.c.id)
        .join(same, same.c.email == borrowing.c.email)
        .join(chosen, _has_account(chosen, same.c))
        .where(borrowing.c.aad_object_id.is_(None))
    )
    found = union(by_id, by_mail, borrowed).subquery()
    return select(found.c.id)


def _has_account(chosen: CTE, people: Any) -> ColumnElement[bool]:
    return and_(chosen.c.human == people.aad_object_id, chosen.c.tenant == _tenant(people))


def _tenant(people: Any) -> ColumnElement[str]:
    return func.coalesce(people.tenant_id, "")
