"""The roster and the chats: who speaks, who leads, and where each person can be reached."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, Text, and_, bindparam, func, null, select, update

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.query_types import AnyRow, AnySelect
from storage.database.row_security import narrowing_to, note_narrowed
from storage.database.upsert import put
from storage.people.newly_reachable import NewlyReachable
from surveys.people import TO_OPEN_ANEW, Chat, ChatState, Person, Role, Speaker
from surveys.problems import Refusal
from surveys.trust.training import marked_name

CANARY_SLUG = "retention canary"  # of a partnership that is in no list: no slug has a blank
PERSON = (
    select(
        t.people.c.id,
        t.people.c.partnership_id,
        t.partnerships.c.name.label("partnership"),
        t.partnerships.c.training,
        t.people.c.agency_id,
        t.agencies.c.name.label("agency"),
        t.people.c.name,
        t.people.c.email,
        t.people.c.roles,
        t.people.c.opted_out,
        t.people.c.language,
        t.people.c.left_at,
    )
    .join(t.agencies, t.agencies.c.id == t.people.c.agency_id)
    .join(t.partnerships, t.partnerships.c.id == t.people.c.partnership_id)
)
_CHAT = select(
    t.chats.c.aad_object_id,
    t.chats.c.tenant_id,
    t.chats.c.teams_user_id,
    t.chats.c.conversation_id,
    t.chats.c.service_url,
    t.chats.c.state,
    t.chats.c.time_zone,
    t.chats.c.state_at.label("since"),
)
_WHO, _TENANT = bindparam("who", type_=Text), bindparam("tenant", type_=Text)
# one read for the person and the chat, because every answer starts with it
_SPEAKING = (
    PERSON.add_columns(*_CHAT.selected_columns)
    .add_columns(t.people.c.tenant_id.label("bound_to"))
    .outerjoin(t.chats, and_(t.chats.c.aad_object_id == _WHO, t.chats.c.tenant_id == _TENANT))
    .where(
        t.people.c.aad_object_id == _WHO,
        func.coalesce(t.people.c.tenant_id, t.agencies.c.tenant_id, bindparam("only", type_=Text))
        == _TENANT,
    )
    .order_by(t.people.c.id)
)
_SPEAKING_ON = {
    "sqlite": PreparedStatement(_SPEAKING.add_columns(null().label("seen"))),
    "postgresql": PreparedStatement(
        _SPEAKING.add_columns(
            narrowing_to(t.people.c.partnership_id, t.people.c.left_at.is_(None)).label("seen")
        )
    ),
}


def person_of(row: AnyRow) -> Person:
    """Return the person in a row of `PERSON`; one who has left holds no role."""
    held = row.roles.strip(";").split(";") if row.left_at is None else ()
    roles = frozenset(Role(role) for role in held if role)
    return Person(
        id=row.id,
        partnership_id=row.partnership_id,
        partnership=row.partnership,
        agency_id=row.agency_id,
        agency=row.agency,
        name=row.name,
        email=row.email,
        roles=roles,
        opted_out=row.opted_out,
        language=row.language,
        has_left=row.left_at is not None,
        training=bool(row.training),
    )


def _chat(row: AnyRow) -> Chat:
    facts: dict[str, Any] = {name: getattr(row, name) for name in Chat.__slots__}
    facts["state"] = ChatState(row.state)
    return Chat(**facts)


class People:
    """People of every partnership; every query names the partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection
        self._newly_reachable = NewlyReachable(connection)

    def _all(self, query: AnySelect) -> list[Person]:
        return [person_of(row) for row in self._connection.execute(query)]

    def speaker(self, tenant_id: str, aad_object_id: str, only_tenant: str = "") -> Speaker | None:
        """Return who speaks, by the account that Teams has verified.

        An id that only the roster names is theirs in the tenant that it names for their agency, or
        in `only_tenant`, the allowed tenant where there is exactly one. Refuses has-left if they
        have left every partnership.

        On PostgreSQL the same statement narrows the unit to their partnerships, without a round
        trip for it.
        """
        account = {"who": aad_object_id, "tenant": tenant_id, "only": only_tenant}
        found = _SPEAKING_ON[self._connection.dialect.name].all(self._connection, account)
        if not found:
            return None
        note_narrowed(self._connection, found[0].seen)
        rows = [row for row in found if row.left_at is None]
        if not rows:
            raise Refusal("has-left")
        chat = _chat(rows[0]) if rows[0].aad_object_id else None
        unbound = tuple(row.id for row in rows if row.bound_to is None)
        return Speaker(tenant_id, aad_object_id, tuple(map(person_of, rows)), chat, unbound)

    def person(self, person_id: int) -> Person | None:
        """Return one person."""
        return next(iter(self._all(PERSON.where(t.people.c.id == person_id))), None)

    def find(self, partnership_id: int, email: str) -> Person | None:
        """Return the person with that e-mail address in a partnership."""
        query = PERSON.where(
            t.people.c.partnership_id == partnership_id, t.people.c.email == email.lower()
        )
        return next(iter(self._all(query)), None)

    def among(self, people: Iterable[int]) -> list[Person]:
        """Return these people."""
        return self._all(PERSON.where(t.people.c.id.in_(list(people))))

    def with_email(self, partnerships: Sequence[int], email: str) -> list[Person]:
        """Return who has an e-mail address in these partnerships, also those who have left."""
        query = PERSON.where(
            t.people.c.partnership_id.in_(partnerships), t.people.c.email == email.lower()
        )
        return self._all(query.order_by(t.people.c.partnership_id))

    def listed(self, partnership_id: int) -> list[Person]:
        """Return everyone on a partnership's roster by e-mail address, also who has left."""
        query = PERSON.where(
            t.people.c.partnership_id == partnership_id, t.people.c.erased_at.is_(None)
        )
        return self._all(query.order_by(t.people.c.email))

    def set_left(self, people: Sequence[int], at: datetime | None) -> None:
        """Set when these people left; None if they are back, with the roles that they had."""
        theirs = update(t.people).where(t.people.c.id.in_(people))
        self._connection.execute(theirs.values(left_at=at))
        if at is None:
            self._newly_reachable.note(t.people.c.id.in_(people))

    def set_roles(self, person_id: int, roles: Iterable[Role]) -> None:
        """Set which roles a person holds."""
        held = "".join(f"{role};" for role in Role if role in set(roles))
        theirs = update(t.people).where(t.people.c.id == person_id)
        self._connection.execute(theirs.values(roles=f";{held}"))

    def with_role(self, partnership_id: int, role: Role) -> list[Person]:
        """Return the people of a partnership who hold a role."""
        query = PERSON.where(
            t.people.c.partnership_id == partnership_id,
            t.people.c.roles.like(f"%;{role};%"),
            t.people.c.left_at.is_(None),
        )
        return self._all(query.order_by(t.people.c.id))

    def partnership(self, slug: str) -> tuple[int, str] | None:
        """Return the id and name of a partnership by its slug or name."""
        query = select(t.partnerships.c.id, t.partnerships.c.name).where(
            t.partnerships.c.slug != CANARY_SLUG,
            (t.partnerships.c.slug == slug)
            | func.lower(t.partnerships.c.name).in_([slug.lower(), marked_name(slug).lower()]),
        )
        row = self._connection.execute(query).one_or_none()
        return (row.id, row.name) if row else None

    def partnerships(self) -> list[tuple[int, str, str]]:
        """Return the id, slug and name of every partnership."""
        return self._partnerships()

    def real_partnerships(self) -> list[tuple[int, str, str]]:
        """Return the same of those that are not for training."""
        return self._partnerships(t.partnerships.c.training.is_(False))

    def _partnerships(self, *which: ColumnElement[bool]) -> list[tuple[int, str, str]]:
        columns = t.partnerships.c
        shown = select(columns.id, columns.slug, columns.name).where(columns.slug != CANARY_SLUG)
        rows = self._connection.execute(shown.where(*which).order_by(columns.id))
        return [(row.id, row.slug, row.name) for row in rows]

    def ask_second_person(self, partnership_id: int, *, asked: bool) -> bool:
        """Set whether a second person must approve briefings; return whether that is a change."""
        columns = t.partnerships.c
        other = update(t.partnerships).where(
            columns.id == partnership_id, columns.second_person.is_not(asked)
        )
        return self._connection.execute(other.values(second_person=asked)).rowcount > 0

    def count(self, partnership_id: int) -> int:
        """Return how many people are on a partnership's roster and have not left."""
        query = select(func.count()).select_from(t.people)
        mine = query.where(
            t.people.c.partnership_id == partnership_id, t.people.c.left_at.is_(None)
        )
        return self._connection.scalars(mine).one()

    def agencies(self, partnership_id: int) -> list[str]:
        """Return the names of a partnership's agencies, in order."""
        columns = t.agencies.c
        query = select(columns.name).where(columns.partnership_id == partnership_id)
        return list(self._connection.scalars(query.order_by(columns.name)))

    def opt(self, people: Sequence[int], *, out: bool) -> None:
        """Set whether these people are excluded from messages and surveys."""
        theirs = update(t.people).where(t.people.c.id.in_(people))
        self._connection.execute(theirs.values(opted_out=out))
        if not out:
            self._newly_reachable.note(t.people.c.id.in_(people))

    def leave(self, people: Sequence[int], until: date | None) -> None:
        """Set the first day on which these people are back; None if they are not away."""
        theirs = update(t.people).where(t.people.c.id.in_(people))
        self._connection.execute(theirs.values(away_until=until))

    def away_until(self, people: Sequence[int]) -> date | None:
        """Return the latest day on which these people, who are one human, are back."""
        return self._connection.scalar(
            select(func.max(t.people.c.away_until)).where(t.people.c.id.in_(people))
        )

    def see(self, chat: Chat, now: datetime) -> None:
        """Save the chat that a verified activity came from: this is where we may reply.

        A person who could not be reached before is noted as one who can be by now.
        """
        known = select(t.chats.c.state, t.chats.c.state_at).where(
            t.chats.c.aad_object_id == chat.aad_object_id, t.chats.c.tenant_id == chat.tenant_id
        )
        before = self._connection.execute(known).one_or_none()
        same = before is not None and before.state == chat.state
        row = {
            "aad_object_id": chat.aad_object_id,
            "tenant_id": chat.tenant_id,
            "teams_user_id": chat.teams_user_id,
            "conversation_id": chat.conversation_id,
            "service_url": chat.service_url,
            "state": chat.state.value,
            "time_zone": chat.time_zone,
            "last_seen_at": now,
            "state_at": before.state_at if before and same else now,
        }
        put(self._connection, t.chats, ["aad_object_id", "tenant_id"], [row])
        if not same:
            self._note_state(chat.tenant_id, chat.aad_object_id, chat.state)

    def chat_of(self, person_id: int) -> Chat | None:
        """Return where a person can be reached."""
        query = _CHAT.join(t.people, t.IS_THEIR_CHAT)
        row = self._connection.execute(query.where(t.people.c.id == person_id)).one_or_none()
        return _chat(row) if row else None

    def mark_chat(
        self, tenant_id: str, aad_object_id: str, state: ChatState, now: datetime
    ) -> bool:
        """Set the state of a chat, if there is one; one to be opened anew loses its conversation.

        Return whether there is one.
        """
        changes: dict[str, Any] = {"state": state.value, "state_at": now}
        if state in TO_OPEN_ANEW:
            changes["conversation_id"] = None
        theirs = update(t.chats).where(
            t.chats.c.aad_object_id == aad_object_id, t.chats.c.tenant_id == tenant_id
        )
        found = self._connection.execute(theirs.values(**changes)).rowcount > 0
        if found:
            self._note_state(tenant_id, aad_object_id, state)
        return found

    def _note_state(self, tenant_id: str, aad_object_id: str, state: ChatState) -> None:
        if state is ChatState.INSTALLED:
            people = t.people.c
            account = and_(people.aad_object_id == aad_object_id, people.tenant_id == tenant_id)
            self._newly_reachable.note(account)
