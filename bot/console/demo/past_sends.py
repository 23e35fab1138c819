"""The messages of the past: each is settled at the moment it was due, and none is left over.

Most arrived, a few could not; no one acts on, or answers, a message that never reached them.
"""

import random
from datetime import timedelta

from storage.unit import Unit
from surveys.sending.delivery import State
from surveys.sending.dispatch import Claim, RateSlots, Settled

WORKER = "demo"
TOGETHER, LEASE = 500, timedelta(minutes=1)
# No rate limit slows down the past.
UNLIMITED = RateSlots(rate=1e9, at=0.0, ahead=60.0, default_tenant="")
NOT_INSTALLED, LOST = 0.02, 0.01  # of those who are not among the first


def settle(rng: random.Random, unit: Unit) -> None:
    """Settle every message that is due, the canaries first; a send with nothing left is done."""
    while claims := unit.claims.take(WORKER, unit.now, TOGETHER, LEASE, UNLIMITED):
        unit.claims.settle(WORKER, [_outcome(rng, claim) for claim in claims], unit.now)
        for dispatch in unit.lanes.waiting_for_a_canary():
            unit.lanes.let_go(dispatch)
    unit.lanes.finish()


def _outcome(rng: random.Random, claim: Claim) -> Settled[Claim]:
    if claim.aad_object_id is None:
        return Settled(claim, State.SKIPPED, "no_address")
    chance = 1.0 if claim.canary else rng.random()  # a canary goes to chats that are known to work
    if chance < NOT_INSTALLED:
        return Settled(claim, State.FAILED, "not_installed")
    if chance < NOT_INSTALLED + LOST:
        return Settled(claim, State.UNKNOWN, "lost_reply")
    return Settled(claim, State.SENT, activity_id=f"demo-{claim.dispatch_id}-{claim.person_id}")


def missed(unit: Unit, dispatch_id: int | None) -> frozenset[int]:
    """Return the people whom a dispatch did not reach, as far as is known."""
    people = unit.deliveries.not_reached(dispatch_id) if dispatch_id else ()
    return frozenset(one.person_id for one in people)
