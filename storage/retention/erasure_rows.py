"""Erasures: what is taken from a person's rows, and the ledger of it, in which there is no name."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, null, select, update

from storage import tables as t
from storage.asking.intake import opened
from storage.database.upsert import add_if_new
from storage.retention.cutting import cut, cut_person
from storage.retention.unlinking import unlink
from storage.trust.encryption import DecryptionError, Keyring
from storage.trust.erasure_ledger import ErasureMark

_E, _P, _W = t.erasures.c, t.people.c, t.waves.c
PERSON, ANSWERS = "person", "answers"
OWN_WORDS = {  # what a person wrote about briefings, with the reader's version of it
    t.acts: ("words", "words_quotable"),
    t.discussions: ("raised", "raised_quotable", "agreed", "agreed_quotable"),
}


class ErasureRows:
    """Erasures in every partnership."""

    def __init__(self, connection: Connection, keyring: Keyring) -> None:
        self._connection = connection
        self._keyring = keyring

    def mark_of_person(self, partnership_id: int, email: str) -> str:
        """Return the mark of a person in the ledger."""
        return self._keyring.mark("erased person", partnership_id, email.lower())

    def mark_of_answers(self, wave_id: int, key: str) -> str:
        """Return the mark of a response in the ledger."""
        return self._keyring.mark("erased answers", wave_id, key)

    def erase_person(self, person_id: int, now: datetime) -> None:
        """Delete what they wrote, cut the way to their answers, and empty their row."""
        cut_person(self._connection, self._keyring, person_id)
        for table, names in OWN_WORDS.items():
            theirs = update(table).where(table.c.person_id == person_id)
            self._connection.execute(theirs.values(dict.fromkeys(names, null())))
        unlink(self._connection, self._keyring, person_id, now)

    def erase_answers(self, wave_id: int, key: str) -> bool:
        """Delete the words of a response and cut the way to it; return whether there is one."""
        return cut(self._connection, self._keyring, wave_id, key, None)

    def keep(self, mark: ErasureMark, reason: str) -> None:
        """Write an erasure into the ledger; one that is there stays as it is."""
        sealed = self._keyring.encrypt(reason, "erasures", mark.partnership_id, mark.mark)
        row = {
            "partnership_id": mark.partnership_id,
            "mark": mark.mark,
            "erased_at": mark.at,
            "kind": mark.kind,
            "reason": sealed,
        }
        add_if_new(self._connection, t.erasures, row)

    def marks(self) -> set[ErasureMark]:
        """Return the whole ledger."""
        columns = (_E.partnership_id, _E.mark, _E.erased_at, _E.kind)
        return {ErasureMark(*row) for row in self._connection.execute(select(*columns))}

    def last(self, partnerships: Sequence[int], email: str) -> datetime | None:
        """Return when someone with an e-mail address was last erased in these partnerships."""
        marks = [self.mark_of_person(place, email) for place in partnerships]
        query = select(_E.erased_at).where(_E.mark.in_(marks)).order_by(_E.erased_at.desc())
        return self._connection.scalar(query.limit(1))

    def people_in(self, partnerships: Iterable[int]) -> list[tuple[int, int, str]]:
        """Return id, partnership and e-mail address of everyone there who was not erased."""
        query = select(_P.id, _P.partnership_id, _P.email).where(
            _P.partnership_id.in_(list(partnerships)), _P.erased_at.is_(None)
        )
        return [(row.id, row.partnership_id, row.email) for row in self._connection.execute(query)]

    def keys_of_forms(self, partnerships: Iterable[int]) -> list[tuple[int, int, str]]:
        """Return partnership, wave and key of every response to a form, also waiting ones."""
        answers = t.responses.c
        query = (
            select(_W.partnership_id, answers.wave_id, answers.key)
            .join(t.waves, _W.id == answers.wave_id)
            .join(t.links, t.links.c.wave_id == _W.id)
            .where(_W.partnership_id.in_(list(partnerships)))
        )
        swept = [tuple(row) for row in self._connection.execute(query)]
        return [*swept, *self._waiting(frozenset(partnerships))]

    def _waiting(self, partnerships: frozenset[int]) -> Iterator[tuple[int, int, str]]:
        of = t.links.c
        links = select(of.wave_id, of.partnership_id).where(of.partnership_id.in_(partnerships))
        places = {row.wave_id: row.partnership_id for row in self._connection.execute(links)}
        for row in self._connection.execute(select(t.intake)).all():
            try:
                one = opened(self._keyring, row.response, row.sealed)
            except DecryptionError:  # its key is not in the keys file
                continue
            if one.wave_id in places:
                yield places[one.wave_id], one.wave_id, one.key
