"""Take from a person's rows everything that tells who they are; the row stays, for the figures.

Every place that can name a person is in one of the tables below. What somebody typed into a title
or a note of a record cannot be found here.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from types import MappingProxyType
from typing import Any

from sqlalchemy import Column, Connection, and_, delete, exists, func, or_, select, update

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.retention.expiry import is_row
from storage.trust.encryption import Keyring
from surveys.sending.delivery import DeliveryKind

ERASED_NAME = "Erased person"
RULES = (  # an audience may name an e-mail address
    t.saved_audiences.c.rule,
    t.dispatches.c.rule,
    t.waves.c.rule,
    t.jobs.c.rule,
)
OUR_OWN = (DeliveryKind.NOTE, DeliveryKind.ALERT, DeliveryKind.WATCH)  # may name who did what
OF_ACCOUNT = (t.account_questions, t.slips, t.newly_reachable)  # rows that go with the account
_P = t.people.c


@dataclass(frozen=True, slots=True)
class TakenOut:
    """Who is taken out, and what comes in their place."""

    connection: Connection
    keyring: Keyring
    person: AnyRow
    now: datetime

    @property
    def email(self) -> str:
        """An address that leads to nobody, and is no one else's."""
        return f"erased-{self.person.id}@erased.invalid"


def unlink(connection: Connection, keyring: Keyring, person_id: int, now: datetime) -> None:
    """Take name, e-mail address and account from a person's rows; they have left, if not before."""
    person = connection.execute(select(t.people).where(_P.id == person_id)).one()
    named = TakenOut(connection, keyring, person, now)
    for step in STEPS:
        step(named)


def _name_kept_in_concerns(named: TakenOut) -> None:
    """Keep, encrypted, who took the steps of a concern: its record must say so."""
    steps = t.concern_steps.c
    mine = and_(steps.person_id == named.person.id, steps.name.is_(None))
    rows = named.connection.execute(select(steps.concern_id, steps.seq).where(mine)).all()
    for row in rows:
        place = ("concern_steps.name", row.concern_id, row.seq)
        name = named.keyring.encrypt(named.person.name, *place)
        one = and_(steps.concern_id == row.concern_id, steps.seq == row.seq)
        named.connection.execute(update(t.concern_steps).where(one).values(name=name))


def _account_deleted(named: TakenOut) -> None:
    """Delete what belongs to their account, unless it is that of another person here, too."""
    connection, person = named.connection, named.person
    for table in OF_ACCOUNT:
        connection.execute(delete(table).where(table.c.person_id == person.id))
    requests = update(t.orders).where(t.orders.c.person_id == person.id)
    connection.execute(requests.values(sealed=None, upload=None, state="done"))
    chats = t.chats.c
    another = exists().where(
        _P.aad_object_id == chats.aad_object_id, _P.id != person.id, _P.erased_at.is_(None)
    )
    theirs = and_(chats.aad_object_id == person.aad_object_id, ~another)
    if person.tenant_id is not None:  # two tenants can have the same object id
        theirs = and_(theirs, chats.tenant_id == person.tenant_id)
    conversations = select(chats.conversation_id).where(theirs, chats.conversation_id.is_not(None))
    cards = t.chat_messages
    connection.execute(delete(cards).where(cards.c.conversation_id.in_(conversations)))
    connection.execute(delete(t.chats).where(theirs))


def _address_taken_out_of_rules(named: TakenOut) -> None:
    for column in RULES:
        _replace(named, column, {named.person.email: named.email}, ())


def _name_taken_out_of_our_own_messages(named: TakenOut) -> None:
    """Take them out of what the program told others: notes and alerts say who did what."""
    sends = t.dispatches.c
    own = sends.kind.in_(OUR_OWN)
    texts = {named.person.name: ERASED_NAME, named.person.email: named.email}
    for column in (sends.title, sends.content):
        _replace(named, column, texts, (own,))
    of_own = select(sends.id).where(own, sends.partnership_id == named.person.partnership_id)
    earlier = t.dispatch_texts.c
    _replace(named, earlier.content, texts, (earlier.dispatch_id.in_(of_own),))


def _replace(
    named: TakenOut, column: Column[Any], texts: Mapping[str, str], which: tuple[Any, ...]
) -> None:
    """Put other words in place of some, in one column of the partnership's rows."""
    table = column.table
    keys = list(table.primary_key)
    if "partnership_id" in table.c:
        which = (*which, table.c.partnership_id == named.person.partnership_id)
    has = or_(*(func.lower(column).contains(words.lower(), autoescape=True) for words in texts))
    for row in named.connection.execute(select(*keys, column.label("said")).where(has, *which)):
        said = row.said
        for words, instead in texts.items():
            said = _whole(words).sub(instead, said)
        mine = update(table).where(is_row(table, row))
        named.connection.execute(mine.values({column.name: said}))


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w){re.escape(words)}(?!\w)", re.IGNORECASE)


def _row_emptied(named: TakenOut) -> None:
    person = named.person
    values = {
        "name": ERASED_NAME,
        "email": named.email,
        **PLAIN,
        "left_at": person.left_at or named.now,
        "erased_at": named.now,
    }
    named.connection.execute(update(t.people).where(_P.id == person.id).values(**values))


# What else a row says of a person, and what it says then; the agency stays, for the figures.
PLAIN: Mapping[str, Any] = MappingProxyType(
    {
        "roles": ";",
        "job_title": "",
        "team": "",
        "language": "en",
        "aad_object_id": None,
        "tenant_id": None,
        "away_until": None,
        "opted_out": True,
    }
)
STEPS: tuple[Callable[[TakenOut], None], ...] = (
    _name_kept_in_concerns,
    _account_deleted,
    _address_taken_out_of_rules,
    _name_taken_out_of_our_own_messages,
    _row_emptied,
)
