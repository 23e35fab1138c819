"""What is held about one person, read for their file."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import NamedTuple

from sqlalchemy import Connection, or_, select

from storage import tables as t
from storage.retention.cutting import OfPerson, responses_of
from storage.retention.held import HOLDINGS, Facts, OwnWords, facts_of, own_words
from storage.trust.encryption import Keyring
from surveys.trust.person_file import HeldPart

_P, _C, _A = t.people.c, t.chats.c, t.audit.c
OF_PERSON = (
    _P.name,
    _P.email,
    t.agencies.c.name.label("agency"),
    _P.roles,
    _P.job_title,
    _P.team,
    _P.language,
    _P.tenant_id,
    _P.aad_object_id,
    _P.opted_out,
    _P.away_until,
    _P.left_at,
)
OF_CHAT = (_C.teams_user_id, _C.conversation_id, _C.state, _C.time_zone, _C.last_seen_at)


class TrailEntry(NamedTuple):
    """Who did what, when."""

    at: datetime
    actor: str
    act: str


class HeldRows:
    """Everything that is held about a person."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def person(self, person_id: int) -> tuple[Facts, ...]:
        """Return what the list of people and Teams say of a person."""
        row = select(*OF_PERSON).join(t.agencies, t.agencies.c.id == _P.agency_id)
        chat = select(*OF_CHAT).join(t.people, t.IS_THEIR_CHAT)
        found = [
            *self._connection.execute(row.where(_P.id == person_id)).mappings(),
            *self._connection.execute(chat.where(_P.id == person_id)).mappings(),
        ]
        return tuple(facts_of(one) for one in found)

    def parts(self, person_id: int) -> Iterator[HeldPart]:
        """Yield what is held of each kind, also of those of which nothing is."""
        for holding in HOLDINGS:
            yield holding.part(self._connection, person_id)

    def own_words(self, person_id: int) -> list[OwnWords]:
        """Return what a person wrote about briefings; the caller writes the audit event."""
        return own_words(self._connection, self._keyring, person_id)

    def responses(self, person_id: int) -> list[OfPerson]:
        """Return the responses that the keys still lead to from a person."""
        return list(responses_of(self._connection, self._keyring, person_id))

    def entries(self, partnership_id: int, subjects: Sequence[str]) -> list[TrailEntry]:
        """Return the entries of the trail about these subjects, or a part of one, oldest first."""
        about = or_(
            _A.subject.in_(subjects),
            *(_A.subject.startswith(f"{one}:", autoescape=True) for one in subjects[:1]),
        )
        query = select(_A.at, _A.actor, _A.act).where(_A.partnership_id == partnership_id, about)
        return [TrailEntry(*row) for row in self._connection.execute(query.order_by(_A.seq))]
