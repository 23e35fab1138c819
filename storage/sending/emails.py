"""E-mails to people whom a delivery did not reach: at most one row (in `letters`) a delivery.

A claim is committed, with the hash of the token in the link, before anything is sent; an outcome is
stored only by the worker that still holds the lease.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    and_,
    bindparam,
    exists,
    func,
    or_,
    select,
    tuple_,
    update,
)

from storage import tables as t
from storage.database.engine import is_sqlite
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import insert_for
from storage.sending.email_audience import everyone_in, literal_moment, without_email
from storage.sending.unanswered import UNANSWERED
from storage.trust.one_time_links import token_hash
from surveys.sending.delivery import MUST_ARRIVE, DeliveryKind, State, before, lease_of
from surveys.sending.dispatch import Settled
from surveys.sending.email_delivery import (
    GIVEN_OUT,
    JUST_WRITTEN,
    UNREACHABLE,
    EmailClaim,
    EmailDelivery,
    SentAs,
)

_L = t.letters.c
_D = t.deliveries.c
_S = t.dispatches.c
_NAMES = ("dispatch_id", "person_id", "state", "due_at", "changed_at")
_IS_ALERT = exists().where(_S.id == _L.dispatch_id, _S.kind.in_(MUST_ARRIVE))


class Emails:
    """Who is sent an e-mail, and its state."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def enlist(self, now: datetime, most: int) -> int:
        """Queue up to `most` e-mails for deliveries that Teams could not make; return how many."""
        unreachable = and_(_D.state.in_([State.FAILED, State.SKIPPED]), _D.reason.in_(UNREACHABLE))
        return self._add(without_email(now).where(unreachable).limit(most))

    def write_to_all(self, dispatch_id: int, now: datetime) -> int:
        """Queue an e-mail to everyone in an alert, also to those whom Teams reaches."""
        return self._add(everyone_in(dispatch_id, now))

    def not_known(self, dispatch_id: int, now: datetime) -> int:
        """Return how many people of a dispatch it may have reached, and have no e-mail yet."""
        unknown = without_email(now).where(_S.id == dispatch_id, _D.state == State.UNKNOWN)
        return self._connection.scalars(select(func.count()).select_from(unknown.subquery())).one()

    def write_to_unknown(self, dispatch_id: int, now: datetime) -> int:
        """Queue an e-mail to each of these; a repeat adds none. Return how many are new."""
        return self._add(without_email(now).where(_S.id == dispatch_id, _D.state == State.UNKNOWN))

    def _add(self, rows: AnySelect) -> int:
        statement = (
            insert_for(self._connection, t.letters)
            .from_select(_NAMES, rows)
            .on_conflict_do_nothing()
        )
        new = self._connection.execute(statement.returning(_L.person_id))
        return len(new.all())

    def claim(
        self, worker: str, now: datetime, tokens: Sequence[str], lease: timedelta
    ) -> list[EmailClaim]:
        """Claim at most one due e-mail for each token; once the unit commits they are ours."""
        due = self._due(now, len(tokens))
        if not due:
            return []
        keys = [(row.dispatch_id, row.person_id) for row in due]
        given = dict(zip(keys, tokens, strict=False))
        rows = [
            {
                "dispatch": row.dispatch_id,
                "person": row.person_id,
                "hash": token_hash(given[row.dispatch_id, row.person_id]),
                "worker": worker,
                "lease_until": now + lease_of(DeliveryKind(row.kind), lease),
                "now": now,
            }
            for row in due
        ]
        self._connection.execute(_CLAIM, rows)
        found = self._connection.execute(
            _claims(now).where(tuple_(_L.dispatch_id, _L.person_id).in_(keys))
        )
        return [_claim(row, given[row.dispatch_id, row.person_id]) for row in found]

    def _due(self, now: datetime, most: int) -> Sequence[AnyRow]:
        """Return what is due, alerts first; none about a concern that someone has taken on."""
        query = (
            select(_L.dispatch_id, _L.person_id, _S.kind)
            .join(t.dispatches, _S.id == _L.dispatch_id)
            .outerjoin(t.concerns, t.concerns.c.id == _S.concern_id)
            .where(_L.state == State.PENDING, _L.due_at <= now, _S.state != "paused", UNANSWERED)
            .order_by(_S.kind.not_in(MUST_ARRIVE), _L.due_at)
            .limit(most)
        )
        if not is_sqlite(self._connection):
            query = query.with_for_update(of=t.letters, skip_locked=True)
        return self._connection.execute(query).all()

    def settle(self, worker: str, outcomes: Iterable[Settled[EmailClaim]], now: datetime) -> None:
        """Store the outcomes of a worker's claims, but for one whose lease has run out."""
        rows: list[dict[str, Any]] = [
            {
                "dispatch": settled.claim.dispatch_id,
                "person": settled.claim.person_id,
                "lessee": worker,
                "attempt_of_claim": settled.claim.attempt,
                "not_used": 0 if settled.tried else 1,
                "outcome": settled.state,
                "because": settled.reason,
                "due_again": settled.due_at,
                "now": now,
            }
            for settled in outcomes
        ]
        if rows:
            self._connection.execute(_SETTLE, rows)

    def hold(self, until: datetime) -> None:
        """Let no e-mail but alerts go before `until`: the mail server takes none."""
        waiting = update(t.letters).where(_L.state == State.PENDING, _L.due_at < until, ~_IS_ALERT)
        self._connection.execute(waiting.values(due_at=until))

    def expire_leases(self, now: datetime) -> int:
        """Mark e-mails whose lease ran out as unknown; only alerts are sent again."""
        ran_out = update(t.letters).where(_L.state == State.SENDING, _L.lease_until < now)
        released = {"worker": None, "lease_until": None, "changed_at": now}
        again = ran_out.where(_IS_ALERT).values(state=State.PENDING, due_at=now, **released)
        unknown = ran_out.values(state=State.UNKNOWN, reason="lease_ran_out", **released)
        return sum(self._connection.execute(one).rowcount for one in (again, unknown))

    def opened(self, token: str) -> EmailDelivery | None:
        """Return what a link opens; one that was certainly never sent to anyone opens nothing."""
        mine = (_L.token_hash == token_hash(token), _L.state.in_(GIVEN_OUT))
        row = self._connection.execute(_OPENED.where(*mine)).one_or_none()
        return _email(row) if row else None

    def prove(self, email: EmailDelivery) -> None:
        """Note that an e-mail has certainly arrived, because its page was used."""
        mine = (_L.dispatch_id == email.dispatch_id, _L.person_id == email.person_id)
        arrived = update(t.letters).where(*mine, _L.state.in_(before(State.PROVEN)))
        self._connection.execute(arrived.values(state=State.PROVEN, reason=None))

    def bounced(self, whose: SentAs, reason: str, now: datetime) -> bool:
        """Note that an e-mail was sent and did not arrive; say whether that is new."""
        mine = (_L.dispatch_id == whose.dispatch_id, _L.person_id == whose.person_id)
        sent = update(t.letters).where(*mine, _L.attempt == whose.attempt, _L.state == State.SENT)
        failed = sent.values(state=State.FAILED, reason=reason, changed_at=now)
        return self._connection.execute(failed).rowcount == 1


_CLAIM = (
    update(t.letters)
    .where(_L.dispatch_id == bindparam("dispatch"), _L.person_id == bindparam("person"))
    .values(
        state=State.SENDING,
        token_hash=bindparam("hash"),
        worker=bindparam("worker"),
        lease_until=bindparam("lease_until"),
        attempt=_L.attempt + 1,
        changed_at=bindparam("now"),
    )
)
_SETTLE = (
    update(t.letters)
    .where(_L.dispatch_id == bindparam("dispatch"), _L.person_id == bindparam("person"))
    .where(
        _L.state == State.SENDING,
        _L.worker == bindparam("lessee"),
        _L.attempt == bindparam("attempt_of_claim"),
    )
    .values(
        state=bindparam("outcome"),
        reason=bindparam("because"),
        due_at=func.coalesce(bindparam("due_again", type_=_L.due_at.type), _L.due_at),
        changed_at=bindparam("now"),
        attempt=_L.attempt - bindparam("not_used", type_=_L.attempt.type),
        worker=None,
        lease_until=None,
    )
)
_OPENED = select(
    _L.dispatch_id,
    _L.person_id,
    _S.kind,
    _S.state.label("dispatch_state"),
    _S.wave_id,
    _S.briefing_id,
    _L.changed_at.label("sent_at"),
).join(t.dispatches, _S.id == _L.dispatch_id)


def _claims(now: datetime) -> AnySelect:
    """Return the query of all that has to be known before an e-mail goes."""
    asked = and_(t.invitations.c.wave_id == _S.wave_id, t.invitations.c.person_id == _L.person_id)
    columns = (
        _L.dispatch_id,
        _L.person_id,
        _L.attempt,
        _S.kind,
        _S.state.label("dispatch_state"),
        _S.wave_id,
        t.waves.c.state.label("wave_state"),
        t.invitations.c.state.label("progress"),
        _asked_lately(now).label("asked_lately"),
        t.people.c.name,
        t.people.c.email,
        t.partnerships.c.name.label("partnership"),
        t.people.c.opted_out,
        t.people.c.left_at.is_not(None).label("has_left"),
        t.people.c.away_until,
        t.chats.c.time_zone,
    )
    return (
        select(*columns)
        .join(t.dispatches, _S.id == _L.dispatch_id)
        .join(t.people, t.people.c.id == _L.person_id)
        .join(t.partnerships, t.partnerships.c.id == _S.partnership_id)
        .outerjoin(t.chats, t.IS_THEIR_CHAT)
        .outerjoin(t.waves, t.waves.c.id == _S.wave_id)
        .outerjoin(t.invitations, asked)
    )


def _asked_lately(now: datetime) -> ColumnElement[bool]:
    """Say whether another e-mail about the same wave waits, is under way or has just gone."""
    other, sent = t.letters.alias("other"), t.dispatches.alias("sent")
    lately = or_(
        other.c.state == State.PENDING, other.c.changed_at > literal_moment(now - JUST_WRITTEN)
    )
    mine = (other.c.person_id == _L.person_id, other.c.dispatch_id != _L.dispatch_id)
    gone = other.c.state.in_([State.PENDING, *GIVEN_OUT])
    found = exists().where(
        sent.c.wave_id == _S.wave_id, sent.c.id == other.c.dispatch_id, *mine, gone, lately
    )
    return found.correlate(t.letters, t.dispatches)


def _claim(row: AnyRow, token: str) -> EmailClaim:
    facts: dict[str, Any] = {
        name: getattr(row, name) for name in EmailClaim.__slots__ if name != "token"
    }
    facts |= {"kind": DeliveryKind(row.kind), "asked_lately": bool(row.asked_lately)}
    return EmailClaim(token=token, **facts)


def _email(row: AnyRow) -> EmailDelivery:
    facts: dict[str, Any] = {
        name: getattr(row, name) for name in EmailDelivery.__slots__ if name != "ticket"
    }
    facts["kind"] = DeliveryKind(row.kind)
    return EmailDelivery(**facts)
