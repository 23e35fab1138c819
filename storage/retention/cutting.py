"""Cut the way from a person, or from a receipt code, to answers; what was counted of them stays.

The response gets a key and a pseudonym that nobody can make again, the same pseudonym in every
survey of one study, so that paired figures stay. What was written in own words is deleted; what a
concern needs of it was taken out before, when the concern was raised.
"""

import secrets
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, delete, insert, select, update

from storage import tables as t
from storage.asking.instruments import Instruments
from storage.asking.intake import mark_of, opened, sealed
from storage.trust.encryption import Keyring
from surveys.asking.identity import response_key, study_key
from surveys.asking.instrument import Mode

_R, _I, _W = t.responses.c, t.intake.c, t.waves.c
CHILDREN = (t.answers, t.tallies)  # of a response; its texts are deleted


@dataclass(frozen=True, slots=True)
class OfPerson:
    """The response that a person gave in a wave, by its key, and the study that it is of."""

    wave_id: int
    study_id: int
    key: str


def responses_of(connection: Connection, keyring: Keyring, person_id: int) -> Iterator[OfPerson]:
    """Yield the responses that the keys still lead to from a person, whether given or not."""
    asked, instruments = t.invitations.c, Instruments(connection)
    query = (
        select(_W.id, _W.study_id, _W.instrument_version, t.studies.c.salt)
        .join(t.invitations, asked.wave_id == _W.id)
        .join(t.studies, t.studies.c.id == _W.study_id)
        .where(asked.person_id == person_id, t.studies.c.salt.is_not(None))
    )
    for row in connection.execute(query.order_by(_W.id)).all():
        if instruments.at(row.instrument_version).mode is not Mode.ANONYMOUS:
            key = response_key(study_key(keyring.pseudonyms, row.salt), row.id, person_id)
            yield OfPerson(row.id, row.study_id, key)


def cut_person(connection: Connection, keyring: Keyring, person_id: int) -> None:
    """Cut the way from a person to every answer they gave, and delete their tickets."""
    pseudonyms: dict[int, str] = {}
    for one in responses_of(connection, keyring, person_id):
        pseudonym = pseudonyms.setdefault(one.study_id, secrets.token_hex(32))
        cut(connection, keyring, one.wave_id, one.key, pseudonym)
    spent = t.spent_tickets.c
    for wave_id in connection.scalars(select(spent.wave_id).distinct()).all():
        holder = keyring.mark("ticket holder", wave_id, person_id)
        mine = (spent.wave_id == wave_id, spent.holder == holder)
        connection.execute(delete(t.spent_tickets).where(*mine))


def cut(
    connection: Connection, keyring: Keyring, wave_id: int, key: str, pseudonym: str | None
) -> bool:
    """Cut the way to one response, swept or waiting; return whether there is one."""
    new = {"key": secrets.token_hex(32), "pseudonym": pseudonym}
    waiting = _cut_waiting(connection, keyring, wave_id, key, new)
    return _cut_swept(connection, wave_id, key, new) or waiting


def _cut_swept(
    connection: Connection, wave_id: int, key: str, new: Mapping[str, str | None]
) -> bool:
    mine = (_R.wave_id == wave_id, _R.key == key)
    row = connection.execute(select(t.responses).where(*mine)).mappings().one_or_none()
    if row is None:
        return False
    facts = {str(name): value for name, value in row.items()}
    pseudonym = new["pseudonym"] if facts["pseudonym"] else None
    facts |= {"key": new["key"], "pseudonym": pseudonym, "language": None}
    connection.execute(insert(t.responses).values(**facts))
    texts = (t.texts.c.wave_id == wave_id, t.texts.c.response_key == key)
    connection.execute(delete(t.texts).where(*texts))
    for table in CHILDREN:
        theirs = (table.c.wave_id == wave_id, table.c.response_key == key)
        connection.execute(update(table).where(*theirs).values(response_key=new["key"]))
    connection.execute(delete(t.responses).where(*mine))
    return True


def _cut_waiting(
    connection: Connection,
    keyring: Keyring,
    wave_id: int,
    key: str,
    new: Mapping[str, str | None],
) -> bool:
    mark = mark_of(keyring, wave_id, key)
    row = connection.scalar(select(_I.sealed).where(_I.response == mark))
    if row is None:
        return False
    before, other = opened(keyring, mark, row), str(new["key"])
    wordless = {asked: one and (one[0], None) for asked, one in before.answers.items()}
    begun = before.begun
    if begun is not None:
        pseudonym = new["pseudonym"] if begun.pseudonym else None
        begun = replace(begun, key=other, pseudonym=pseudonym)
    after = replace(before, key=other, begun=begun, answers=wordless)
    connection.execute(delete(t.intake).where(_I.response == mark))
    put_to = mark_of(keyring, wave_id, other)
    connection.execute(
        insert(t.intake).values(response=put_to, sealed=sealed(keyring, put_to, after))
    )
    return True
