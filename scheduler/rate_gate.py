"""When a message may go: its turn is waited for, what took a while is looked at again, and a turn can be missed.

Turns are those of all processes together (`storage/sending/rate_limit.py`). Whoever is late by more than a little
would go together with the next, of whatever process, and a second would be too full: it takes another turn instead.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from storage.shared_rate_limit import StoredRateLimit
from storage.store import Store
from surveys.sending.dispatch import Claim, RateSlots

AHEAD = 0.1  # seconds: turns are taken no earlier
MARGIN = 0.06  # seconds that taking turns may last: none comes before that is over
MISSED = 0.02  # seconds after which a turn is over
STALE = 0.05  # seconds after which what was known of a message is looked at again
HELD_UP = 0.5  # seconds for which others may hold one up until that is done too
AT_ONCE = 0.001  # seconds: a turn that is no further off has come


class RateGate:
    """Lets the messages of one process through, until it is closed.

    `rate` is requests a second to a tenant, over all processes; `wall` counts seconds since 1970. Where turns are
    closer than `MISSED`, nothing is done for punctuality: as many go as can.
    """

    def __init__(
        self, store: Store, rate: float, wall: Callable[[], float], default_tenant: str
    ) -> None:
        self._store = store
        self._rate = rate
        self._wall = wall
        self._default_tenant = default_tenant
        self._pace = StoredRateLimit(store, rate, wall)
        self._punctual = 1 / rate >= MISSED
        self._margin = MARGIN if self._punctual else 0.0
        self._closed = asyncio.Event()

    @property
    def closed(self) -> bool:
        """Say whether nothing is let through any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Let nothing more through; whoever waits is sent back."""
        self._closed.set()

    def turns(self) -> tuple[RateSlots, float]:
        """Return the turns to ask for now, and the moment of the loop from which their waits count."""
        turns = RateSlots(self._rate, self._wall() + self._margin, AHEAD, self._default_tenant)
        return turns, _now() + self._margin

    async def lets(self, claim: Claim, tenant_id: str, turns_from: float) -> bool:
        """Wait for a message's turn, or for another where that was missed; say whether it is still to be sent then."""
        at = turns_from + claim.wait
        if at - _now() > AT_ONCE:
            await self._until(at)
        now = _now()
        missed = self._punctual and now - at > MISSED
        fresh = not missed and claim.wait <= STALE and now <= turns_from + HELD_UP
        try:
            if missed and not await self._another(tenant_id):
                return False
            return not self.closed and (fresh or await self._still_wanted(claim, tenant_id))
        except Exception:  # without a database nothing is sent: what became of it could not be kept
            return False

    async def _until(self, at: float) -> None:
        """Wait for a moment of the loop, unless all is closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(at):
                await self._closed.wait()

    async def _still_wanted(self, claim: Claim, tenant_id: str) -> bool:
        """Look again at what was known when a message was taken on."""
        return await self._store.read(
            lambda unit: unit.claims.still_wanted(claim, unit.now, tenant_id)
        )

    async def _another(self, tenant_id: str) -> bool:
        """Wait for one more turn; say whether the tenant may still be spoken to."""
        asked = _now()
        wait, paused = await self._pace.turn(tenant_id)
        await self._until(asked + wait)
        return not paused


def _now() -> float:
    return asyncio.get_running_loop().time()
