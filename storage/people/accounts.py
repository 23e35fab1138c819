"""Accounts and the people they are bound to, and what leads are asked about accounts."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from storage import tables as t
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import add_if_new
from storage.people.newly_reachable import NewlyReachable
from storage.people.roster import PERSON, person_of
from surveys.accounts import AccountQuestion, Doubt, RosterEntry, TeamsAccount

_P = t.people.c
_Q = t.account_questions.c
_ENTRY = PERSON.add_columns(
    _P.tenant_id, _P.aad_object_id, t.agencies.c.tenant_id.label("agency_tenant_id")
)
_QUESTION = (
    PERSON.add_columns(_Q.id.label("question"), _Q.tenant_id, _Q.aad_object_id, _Q.why, _Q.theirs)
    .join(t.account_questions, _Q.person_id == _P.id)
    .order_by(_Q.id)
)


class Accounts:
    """Who an account is, in every partnership."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def entries(self, account: TeamsAccount) -> list[RosterEntry]:
        """Return whom an account could be, by id or by e-mail: at most one in a partnership."""
        emails = account.emails
        could_be = or_(_P.aad_object_id == account.aad_object_id, _P.email.in_(emails))
        rows = self._connection.execute(_ENTRY.where(could_be, _P.left_at.is_(None))).all()
        by_id = [row for row in rows if row.aad_object_id == account.aad_object_id]
        by_email = sorted(
            (row for row in rows if row not in by_id), key=lambda row: emails.index(row.email)
        )
        first: dict[int, AnyRow] = {}
        for row in (*by_id, *by_email):
            first.setdefault(row.partnership_id, row)
        return [_entry(row) for row in first.values()]

    def without(self, partnership_id: int) -> list[str]:
        """Return the e-mails of the people of a partnership who have no Entra id, sorted."""
        query = select(_P.email).where(
            _P.partnership_id == partnership_id, _P.aad_object_id.is_(None), _P.left_at.is_(None)
        )
        return list(self._connection.scalars(query.order_by(_P.email)))

    def of_person(self, person_id: int) -> RosterEntry:
        """Return a person with what we know of their account."""
        return _entry(self._connection.execute(_ENTRY.where(_P.id == person_id)).one())

    def bind(self, people: Iterable[int], account: TeamsAccount) -> None:
        """Bind people, who are one human, to an account, by which they can be reached."""
        theirs = _P.id.in_(list(people))
        bound = update(t.people).where(theirs)
        self._connection.execute(
            bound.values(tenant_id=account.tenant_id, aad_object_id=account.aad_object_id)
        )
        NewlyReachable(self._connection).note(theirs)

    def bind_opened(self, person_id: int, account: TeamsAccount) -> int | None:
        """Bind a person to the account that only the roster named; return the partnership."""
        bound = update(t.people).where(
            _P.id == person_id,
            _P.aad_object_id == account.aad_object_id,
            _P.tenant_id.is_(None),
        )
        return self._connection.scalar(
            bound.values(tenant_id=account.tenant_id).returning(_P.partnership_id)
        )

    def is_taken(self, partnership_id: int, account: TeamsAccount, person_id: int) -> bool:
        """Say whether an account is someone else's in a partnership, or will be by its id."""
        other = select(_P.id).where(
            _P.partnership_id == partnership_id,
            _P.aad_object_id == account.aad_object_id,
            or_(_P.tenant_id == account.tenant_id, _P.tenant_id.is_(None)),
            _P.id != person_id,
        )
        return self._connection.scalar(other.limit(1)) is not None

    def ask(self, person_id: int, account: TeamsAccount, why: Doubt, now: datetime) -> bool:
        """Store a question about an account; return whether someone has to be asked.

        An account that was theirs and was replaced by another since is asked about again.
        """
        row = {
            "person_id": person_id,
            "tenant_id": account.tenant_id,
            "aad_object_id": account.aad_object_id,
            "why": why.value,
            "asked_at": now,
        }
        if add_if_new(self._connection, t.account_questions, row):
            return True
        again = update(t.account_questions).where(_is_about(person_id, account), _Q.theirs)
        unanswered = {"theirs": None, "answered_by": None, "answered_at": None}
        changes = {"why": why.value, "asked_at": now, **unanswered}
        return self._connection.execute(again.values(**changes)).rowcount == 1

    def asked(self, person_id: int, account: TeamsAccount) -> AccountQuestion:
        """Return what was asked about an account and a person."""
        [found] = self._questions(_QUESTION.where(_is_about(person_id, account)))
        return found

    def question(self, partnerships: Sequence[int], question: int) -> AccountQuestion | None:
        """Return one question of one of these partnerships."""
        mine = _QUESTION.where(_Q.id == question, _P.partnership_id.in_(partnerships))
        return next(iter(self._questions(mine)), None)

    def unanswered(self, person_id: int) -> list[AccountQuestion]:
        """Return the questions about a person's accounts that no one has answered."""
        return self._questions(_QUESTION.where(_Q.person_id == person_id, _Q.theirs.is_(None)))

    def answer(self, question: int, by: int | None, now: datetime, *, theirs: bool) -> None:
        """Store an answer; `by` is None on the command line."""
        mine = update(t.account_questions).where(_Q.id == question)
        self._connection.execute(mine.values(theirs=theirs, answered_by=by, answered_at=now))

    def _questions(self, query: AnySelect) -> list[AccountQuestion]:
        return [
            AccountQuestion(
                row.question,
                person_of(row),
                TeamsAccount(row.tenant_id, row.aad_object_id),
                Doubt(row.why),
                row.theirs,
            )
            for row in self._connection.execute(query)
        ]


def _is_about(person_id: int, account: TeamsAccount) -> ColumnElement[bool]:
    return and_(
        _Q.person_id == person_id,
        _Q.tenant_id == account.tenant_id,
        _Q.aad_object_id == account.aad_object_id,
    )


def _entry(row: AnyRow) -> RosterEntry:
    return RosterEntry(person_of(row), row.tenant_id, row.aad_object_id, row.agency_tenant_id)
