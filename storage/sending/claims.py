"""Claims: take on the messages that are due, lane by lane.

A claim is committed before anything is sent; its outcome is stored by `storage.sending.outcomes`.
Several processes share the work: on PostgreSQL each skips the rows that another has locked.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection, select

from storage import tables as t
from storage.database.query_types import AnyRow
from storage.database.row_values import ROWS, as_rows
from storage.sending.due_messages import (
    DUE,
    DUE_BESIDE_PAUSES,
    LANES,
    MARK,
    NEXT_DUE,
    NEXT_DUE_BESIDE_PAUSES,
    STILL_WANTED,
)
from storage.sending.outcomes import expire_leases, keep_outcomes
from storage.sending.rate_limit import reserve_slots
from surveys.people import Chat, ChatState
from surveys.sending.delivery import MUST_ARRIVE, POLICIES, DeliveryKind, lease_of
from surveys.sending.dispatch import Claim, RateSlots, Settled

_KINDS = {kind.value: kind for kind in DeliveryKind}
_CHAT_STATES = {state.value: state for state in ChatState}
_MOST_LANES = 32  # looked at together
_FAIR_SHARE = 8  # messages of one lane at a time, while others wait
_TURNS_A_SECOND = 10


class _Found(NamedTuple):
    """A due message, and how many requests sending it takes: none where it does not go."""

    claim: Claim
    calls: int


class Claims:
    """What is under way, and whose it is."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def take(
        self,
        worker: str,
        now: datetime,
        most: int,
        lease: timedelta,
        slots: RateSlots,
        goes: Callable[[Claim], bool] = lambda _: True,
        beyond: int = 0,
    ) -> list[Claim]:
        """Claim up to `most` due messages; once the unit commits they are this worker's to send.

        Alerts go first; what else is due shares the room, and no tenant gets more than its slots.
        What only `goes` back to be left out or to wait takes no slot: of each lane, up to `beyond`
        more messages than there are slots are looked at for such ones.
        """
        asked = {
            "now": now,
            "default_tenant": slots.default_tenant,
            "default_address": slots.default_address,
        }
        found, run_out = self._look(asked, most, slots, goes, beyond)
        for held, claims in _by_lease(found, lease).items():
            rows = as_rows([(claim.dispatch_id, claim.person_id) for claim in claims])
            mark = {"who": worker, "until": now + held, "now": now, ROWS: rows}
            MARK[self._connection.dialect.name].run(self._connection, mark)
        for lane in run_out:
            next_due = NEXT_DUE_BESIDE_PAUSES if lane.beside_pauses else NEXT_DUE
            next_due.run(self._connection, {**asked, "lane": lane.id})
        return self._with_slots(found, slots)

    def _look(
        self,
        asked: Mapping[str, Any],
        most: int,
        slots: RateSlots,
        goes: Callable[[Claim], bool],
        beyond: int,
    ) -> tuple[list[_Found], list[AnyRow]]:
        """Return what is due and the lanes that have nothing more."""
        lanes = _in_turn(LANES.all(self._connection, {**asked, "most": _MOST_LANES}), slots)
        left = {lane.tenant: slots.left(lane.next_at) for lane in lanes}
        waiting = Counter(lane.tenant for lane in lanes)
        found: list[_Found] = []
        run_out: list[AnyRow] = []
        for place, lane in enumerate(lanes):
            share = _share(most - len(found), lane, len(lanes) - place)
            may_go = min(share, _share_of_slots(left[lane.tenant], lane, waiting[lane.tenant]))
            waiting[lane.tenant] -= 1
            room = min(most - len(found), share, may_go + beyond)
            if room > 0:
                rows = self._due(asked, lane, room)
                taken = _sorted_out(lane, rows, goes, may_go)
                found += taken
                left[lane.tenant] -= sum(one.claim.goes for one in taken)
                run_out += [lane] if len(taken) == len(rows) < room else []
        return found, run_out

    def _due(self, asked: Mapping[str, Any], lane: AnyRow, most: int) -> Sequence[AnyRow]:
        due = DUE_BESIDE_PAUSES if lane.beside_pauses else DUE
        facts = {**asked, "lane": lane.id, "wave": lane.wave_id, "most": most}
        return due.all(self._connection, facts)

    def _with_slots(self, found: Sequence[_Found], slots: RateSlots) -> list[Claim]:
        """Give each message its rate slots: one for each request that sending it takes."""
        apart, calls = slots.apart, Counter[str]()
        for one in found:
            calls[one.claim.tenant_id] += one.calls
        waits = {
            tenant: reserve_slots(self._connection, tenant, number, slots)
            for tenant, number in calls.items()
            if number
        }
        claims: list[Claim] = []
        for one in found:
            if not one.claim.goes:
                claims.append(one.claim)
                continue
            claims.append(one.claim._replace(wait=waits[one.claim.tenant_id]))
            waits[one.claim.tenant_id] += one.calls * apart
        return claims

    def settle(self, worker: str, outcomes: Sequence[Settled[Claim]], now: datetime) -> None:
        """Store the outcomes of a worker's claims, but for one that is no longer that worker's."""
        keep_outcomes(self._connection, worker, outcomes, now)

    def expire(self, now: datetime, *, whatever_time_is_left: bool = False) -> int:
        """End leases that ran out: the messages are unknown, but what must arrive is sent again.

        `whatever_time_is_left` ends every lease, where it is certain that no worker is left. Return
        how many messages there were.
        """
        return expire_leases(self._connection, now, whatever_time_is_left=whatever_time_is_left)

    def still_wanted(self, claim: Claim, now: datetime, tenant_id: str) -> bool:
        """Say whether a message that waited may go: no cancelling, opting out, leaving, pause."""
        facts = {
            "dispatch": claim.dispatch_id,
            "person": claim.person_id,
            "now": now,
            "tenant": tenant_id,
            "address": claim.chat.service_url if claim.chat else "",
        }
        row = STILL_WANTED.all(self._connection, facts)[0]
        told = (POLICIES[claim.kind].any_hour or not row.opted_out) and row.left_at is None
        may_go = not row.held and row.address_until is None
        return row.state == "open" and row.unanswered and told and may_go

    def reserve_slot(self, tenant_id: str, now: datetime, slots: RateSlots) -> tuple[float, float]:
        """Reserve one rate slot for a request that is no delivery.

        Return the seconds until it, and how long the tenant is still paused.
        """
        columns = t.tenant_pauses.c
        until = self._connection.scalar(select(columns.until).where(columns.tenant_id == tenant_id))
        if until is not None and until > now:
            return 0.0, (until - now).total_seconds()
        return reserve_slots(self._connection, tenant_id, 1, slots), 0.0


def _by_lease(found: Sequence[_Found], usual: timedelta) -> dict[timedelta, list[Claim]]:
    """Return the claims by how long they are held: all alike, unless there are alerts."""
    held: dict[timedelta, list[Claim]] = {}
    for claim, _ in found:
        held.setdefault(lease_of(claim.kind, usual), []).append(claim)
    return held


def _in_turn(lanes: Sequence[AnyRow], slots: RateSlots) -> list[AnyRow]:
    """Return alerts first, and the other lanes beginning with another one each time.

    Where slots are few, the same old lanes would have them all.
    """
    alerts = [lane for lane in lanes if lane.kind in MUST_ARRIVE]
    others = [lane for lane in lanes if lane.kind not in MUST_ARRIVE]
    first = int(slots.at * _TURNS_A_SECOND) % len(others) if others else 0
    return [*alerts, *others[first:], *others[:first]]


def _share(room: int, lane: AnyRow, lanes: int) -> int:
    return room if lane.kind in MUST_ARRIVE else max(_FAIR_SHARE, room // lanes)


def _share_of_slots(left: int, lane: AnyRow, lanes: int) -> int:
    """Return how many slots of its tenant a lane gets, of so many lanes that still want some."""
    return left if lane.kind in MUST_ARRIVE else -(-left // lanes)


def _sorted_out(
    lane: AnyRow, rows: Sequence[AnyRow], goes: Callable[[Claim], bool], may_go: int
) -> list[_Found]:
    """Return the messages of a lane but for those that would go and have no slot."""
    found: list[_Found] = []
    for row in rows:
        claim = _claim(lane, row)
        if not goes(claim):
            found.append(_Found(claim._replace(goes=False), calls=0))
        elif may_go > 0:
            # a chat that is not open yet is opened first
            found.append(_Found(claim, calls=1 if row.conversation_id else 2))
            may_go -= 1
    return found


def _claim(lane: AnyRow, row: AnyRow) -> Claim:
    return Claim(
        dispatch_id=lane.dispatch_id,
        person_id=row.person_id,
        lane_id=lane.id,
        tenant_id=lane.tenant,
        canary=bool(lane.canary),
        kind=_KINDS[lane.kind],
        revision=lane.revision,
        attempt=row.attempt + 1,
        wave_id=lane.wave_id,
        wave_state=lane.wave_state,
        progress=row.progress,
        opted_out=bool(row.opted_out),
        away_until=row.away_until,
        aad_object_id=row.aad_object_id,
        chat=_chat(row) if row.tenant_id is not None else None,
        has_left=row.left_at is not None,
    )


def _chat(row: AnyRow) -> Chat:
    return Chat(
        aad_object_id=row.aad_object_id,
        tenant_id=row.tenant_id,
        teams_user_id=row.teams_user_id,
        conversation_id=row.conversation_id,
        service_url=row.service_url,
        state=_CHAT_STATES[row.chat_state],
        time_zone=row.time_zone,
        since=row.state_at,
    )
