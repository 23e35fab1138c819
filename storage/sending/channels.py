"""Channels of teams, and the posts in them: a row for each dispatch and channel, sent at most once.

A channel is known only from a verified activity of its team. Posts are few, so they need no lanes;
they go once a canary holds no one back.
"""

from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, and_, bindparam, func, select, tuple_, update

from storage import tables as t
from storage.database.engine import is_sqlite
from storage.database.query_types import AnyRow, AnySelect
from storage.database.upsert import add_new, put
from storage.sending.address_pauses import paused_addresses
from storage.sending.tenant_pauses import held_tenants
from surveys.sending.changes import Channel, NotPosted, Place, PostClaim
from surveys.sending.delivery import State
from surveys.sending.dispatch import Settled

_C = t.channels.c
_P = t.posts.c
_KEY = tuple_(_P.dispatch_id, _P.channel_id)
INSTALLED, REMOVED, ARCHIVED = "installed", "removed", "archived"


class Channels:
    """Where a briefing can be posted, and where it was."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def learn(self, place: Place, team: tuple[str, str], name: str, now: datetime) -> None:
        """Store a channel of a team (its id and name); a name that is not given stays as it was."""
        found = self._connection.execute(
            select(_C.team, _C.name).where(_C.conversation_id == place.conversation_id)
        )
        known = found.one_or_none()
        row = {
            "conversation_id": place.conversation_id,
            "tenant_id": place.tenant_id,
            "service_url": place.service_url,
            "team_id": team[0],
            "team": team[1] or (known.team if known else "") or self._team(team[0]),
            "name": name or (known.name if known else ""),
            "state": INSTALLED,
            "seen_at": now,
        }
        put(self._connection, t.channels, ["conversation_id"], [row])

    def _team(self, team_id: str) -> str:
        """Return the team's name as its other channels have it."""
        query = select(_C.team).where(_C.team_id == team_id, _C.team != "").limit(1)
        return self._connection.scalar(query) or ""

    def name_team(self, tenant_id: str, team_id: str, team: str) -> None:
        """Change a team's name."""
        named = update(t.channels).where(_C.team_id == team_id, _C.tenant_id == tenant_id)
        self._connection.execute(named.values(team=team))

    def remove(
        self, tenant_id: str, *, team_id: str | None = None, conversation_id: str | None = None
    ) -> None:
        """Mark a channel, or every channel of a team, as one that cannot be posted in any more."""
        gone = update(t.channels).where(_C.tenant_id == tenant_id)
        which = (
            _C.team_id == team_id if team_id is not None else _C.conversation_id == conversation_id
        )
        self._connection.execute(gone.where(which).values(state=REMOVED))

    def archive(self, tenant_id: str, team_id: str, *, archived: bool) -> None:
        """Mark the channels of a team as archived, or as no longer so: a state that ends."""
        before, after = (INSTALLED, ARCHIVED) if archived else (ARCHIVED, INSTALLED)
        theirs = (_C.tenant_id == tenant_id, _C.team_id == team_id, _C.state == before)
        self._connection.execute(update(t.channels).where(*theirs).values(state=after))

    def of_tenant(self, tenant_id: str) -> list[Channel]:
        """Return the channels of a tenant where something can be posted."""
        query = select(_C.id, _C.team, _C.name).where(
            _C.tenant_id == tenant_id, _C.state == INSTALLED
        )
        rows = self._connection.execute(query.order_by(_C.team, _C.name, _C.id))
        return [Channel(row.id, row.team, row.name) for row in rows]

    def queue(
        self, dispatch_id: int, channels: Iterable[int], due_at: datetime, now: datetime
    ) -> None:
        """Queue a dispatch for some channels; each gets it once, however often this is called."""
        facts = {
            "dispatch_id": dispatch_id,
            "state": State.PENDING.value,
            "due_at": due_at,
            "changed_at": now,
        }
        add_new(
            self._connection, t.posts, [{**facts, "channel_id": channel} for channel in channels]
        )

    def counts(self, dispatch_id: int) -> dict[State, int]:
        """Return how many channels are in each state; every state is there."""
        query = (
            select(_P.state, func.count()).where(_P.dispatch_id == dispatch_id).group_by(_P.state)
        )
        found = {State(state): count for state, count in self._connection.execute(query)}
        return {state: found.get(state, 0) for state in State}

    def not_posted(self, dispatch_id: int) -> list[NotPosted]:
        """Return the channels without a dispatch or without its newest text, and why."""
        query = (
            select(_C.id, _C.team, _C.name, _P.state, _P.reason)
            .join(t.channels, _C.id == _P.channel_id)
            .where(_P.dispatch_id == dispatch_id, _P.reason.is_not(None), _P.state != State.PENDING)
            .order_by(_C.team, _C.name)
        )
        rows = self._connection.execute(query)
        return [NotPosted(Channel(r.id, r.team, r.name), State(r.state), r.reason) for r in rows]

    def expire(self, now: datetime) -> int:
        """Mark posts whose worker has stopped as unknown; they are never posted again."""
        lost = update(t.posts).where(_P.state == State.SENDING, _P.lease_until < now)
        return self._connection.execute(
            lost.values(
                state=State.UNKNOWN,
                reason="lease_ran_out",
                worker=None,
                lease_until=None,
                changed_at=now,
            )
        ).rowcount

    def claim(self, worker: str, now: datetime, most: int, lease: timedelta) -> list[PostClaim]:
        """Claim what is to be posted; once the unit commits it is `sending` and this worker's."""
        held = (
            select(t.lanes.c.id)
            .where(t.lanes.c.dispatch_id == _P.dispatch_id, t.lanes.c.held)
            .exists()
        )
        due = _DUE.where(
            _P.state == State.PENDING, t.dispatches.c.state.in_(["open", "done"]), ~held
        )
        taken = {
            "state": State.SENDING,
            "worker": worker,
            "lease_until": now + lease,
            "changed_at": now,
        }
        return self._take(due, now, most, taken)

    def claim_updates(self, now: datetime, most: int, lease: timedelta) -> list[PostClaim]:
        """Claim posts that show an old text, for the length of `lease`."""
        behind = _DUE.where(
            _P.state == State.SENT, _P.activity_id.is_not(None), _P.reason.is_(None)
        )
        return self._take(
            behind.where(_P.shows < t.dispatches.c.revision), now, most, {"due_at": now + lease}
        )

    def _take(
        self, due: AnySelect, now: datetime, most: int, taken: dict[str, Any]
    ) -> list[PostClaim]:
        paused = held_tenants(now)
        reachable = (_C.tenant_id.not_in(paused), _C.service_url.not_in(paused_addresses(now)))
        query = due.where(_P.due_at <= now, *reachable).order_by(_P.due_at).limit(most)
        if not is_sqlite(self._connection):
            query = query.with_for_update(of=t.posts, skip_locked=True)
        keys = [(row.dispatch_id, row.channel_id) for row in self._connection.execute(query)]
        if not keys:
            return []
        self._connection.execute(
            update(t.posts).where(_KEY.in_(keys)).values(attempt=_P.attempt + 1, **taken)
        )
        return [_post(row) for row in self._connection.execute(_FACTS.where(_KEY.in_(keys)))]

    def settle(self, worker: str, outcomes: Sequence[Settled[PostClaim]], now: datetime) -> None:
        """Store the outcomes of a worker's posts, but for one that is no longer that worker's."""
        for one in outcomes:
            statement = update(t.posts).where(_MINE, _P.state == State.SENDING, _P.worker == worker)
            self._connection.execute(statement.values(**_became(one), changed_at=now), _key(one))

    def settle_updates(self, outcomes: Sequence[Settled[PostClaim]]) -> None:
        """Store which text a post shows, when to try again, or why it could not be updated."""
        for one in outcomes:
            values: dict[str, Any] = {"reason": one.reason}
            if one.revision is not None:
                values["shows"] = one.revision
            if one.due_at is not None:
                values["due_at"] = one.due_at
            if not one.tried:
                values["attempt"] = _P.attempt - 1
            self._connection.execute(update(t.posts).where(_MINE).values(**values), _key(one))


_MINE = and_(
    _P.dispatch_id == bindparam("of_dispatch"),
    _P.channel_id == bindparam("of_channel"),
    _P.attempt == bindparam("claimed"),
)
_DUE = (
    select(_P.dispatch_id, _P.channel_id)
    .join(t.dispatches, t.dispatches.c.id == _P.dispatch_id)
    .join(t.channels, _C.id == _P.channel_id)
)
_FACTS = select(
    _P.dispatch_id,
    _P.channel_id,
    _P.attempt,
    _P.activity_id,
    _C.state,
    _C.tenant_id,
    _C.conversation_id,
    _C.service_url,
).join(t.channels, _C.id == _P.channel_id)


def _key(one: Settled[PostClaim]) -> dict[str, int]:
    post = one.claim
    return {"of_dispatch": post.dispatch_id, "of_channel": post.channel_id, "claimed": post.attempt}


def _became(one: Settled[PostClaim]) -> dict[str, Any]:
    values: dict[str, Any] = {
        "state": one.state,
        "reason": one.reason,
        "worker": None,
        "lease_until": None,
    }
    if one.activity_id is not None:
        values |= {"activity_id": one.activity_id, "shows": one.revision or 0}
    if one.due_at is not None:
        values["due_at"] = one.due_at
    if not one.tried:
        values["attempt"] = _P.attempt - 1
    return values


def _post(row: AnyRow) -> PostClaim:
    place = Place(row.tenant_id, row.conversation_id, row.service_url)
    installed = row.state != REMOVED  # whether it is still archived Teams says best
    return PostClaim(
        row.dispatch_id, row.channel_id, row.attempt, row.activity_id, installed, place
    )
