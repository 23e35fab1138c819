"""The rate limiter of one process: a message waits for its slot, or for another if it is late.

Slots are shared by all processes (`storage/sending/rate_limit.py`). A late message would go with
the next one, of this or another process, and that second would be over the limit.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress

from storage.shared_rate_limit import StoredRateLimit
from storage.store import Store
from surveys.sending.dispatch import Claim, RateSlots

AHEAD = 0.1  # seconds: slots are reserved no earlier
MARGIN = 0.06  # seconds that reserving slots may last: none comes before that is over
MISSED = 0.02  # seconds after which a slot is over
STALE = 0.05  # seconds after which what was known of a message is looked at again
HELD_UP = 0.5  # seconds for which others may hold one up until that is done too
AT_ONCE = 0.001  # seconds: a slot that is no further off has come


class RateGate:
    """Lets the messages of one process through, until it is closed.

    `rate` is requests a second to a tenant, over all processes; `wall` counts seconds since 1970.
    Where slots are closer than `MISSED`, lateness is ignored: as many go as can.
    """

    def __init__(
        self,
        store: Store,
        rate: float,
        wall: Callable[[], float],
        default_tenant: str,
        default_address: str = "",
    ) -> None:
        self._store = store
        self._rate = rate
        self._wall = wall
        self._defaults = default_tenant, default_address
        self._rate_limit = StoredRateLimit(store, rate, wall)
        self._punctual = 1 / rate >= MISSED
        self._margin = MARGIN if self._punctual else 0.0
        self._closed = asyncio.Event()

    @property
    def closed(self) -> bool:
        """Say whether nothing is let through any more."""
        return self._closed.is_set()

    def close(self) -> None:
        """Let nothing more through; what waits is sent back."""
        self._closed.set()

    def slots(self) -> tuple[RateSlots, float]:
        """Return the slots to ask for now, and from when (event loop time) their waits count."""
        slots = RateSlots(self._rate, self._wall() + self._margin, AHEAD, *self._defaults)
        return slots, _now() + self._margin

    async def may_go(self, claim: Claim, tenant_id: str, slots_from: float) -> bool:
        """Wait for a message's slot, or another if that was missed; say whether to send it then."""
        at = slots_from + claim.wait
        if at - _now() > AT_ONCE:
            await self._until(at)
        now = _now()
        missed = self._punctual and now - at > MISSED
        fresh = not missed and claim.wait <= STALE and now <= slots_from + HELD_UP
        try:
            if missed and not await self._reserve_another(tenant_id):
                return False
            return not self.closed and (fresh or await self._still_wanted(claim, tenant_id))
        except Exception:  # without a database nothing is sent: its outcome could not be kept
            return False

    async def _until(self, at: float) -> None:
        """Wait for a moment of the event loop, unless all is closed."""
        with suppress(TimeoutError):
            async with asyncio.timeout_at(at):
                await self._closed.wait()

    async def _still_wanted(self, claim: Claim, tenant_id: str) -> bool:
        """Look again at what was known when a message was taken on."""
        return await self._store.read(
            lambda unit: unit.claims.still_wanted(claim, unit.now, tenant_id)
        )

    async def _reserve_another(self, tenant_id: str) -> bool:
        """Reserve one more slot and wait for it; say whether the tenant may still be written to."""
        asked = _now()
        wait, paused = await self._rate_limit.reserve(tenant_id)
        await self._until(asked + wait)
        return not paused


def _now() -> float:
    return asyncio.get_running_loop().time()
