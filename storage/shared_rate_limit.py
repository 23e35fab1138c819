"""The rate limit of all processes: each tenant's rate slots and pauses, kept in the store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from storage.store import Store
from surveys.sending.dispatch import RateSlots

AHEAD = 0.0  # seconds: a single request reserves its slot at the moment it needs it


@dataclass(frozen=True, slots=True)
class StoredRateLimit:
    """Rate slots one by one, for a request that got none when it was claimed.

    `wall` returns seconds since 1970.
    """

    store: Store
    rate: float
    wall: Callable[[], float]

    async def reserve(self, tenant_id: str) -> tuple[float, float]:
        """Reserve the next slot; return the seconds until it, and until the pause ends."""
        slots = RateSlots(self.rate, self.wall(), AHEAD, tenant_id)
        return await self.store.act(
            lambda unit: unit.claims.reserve_slot(tenant_id, unit.now, slots)
        )

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Stop every process from calling a tenant for so many seconds."""
        length = timedelta(seconds=seconds)
        await self.store.act(
            lambda unit: unit.deliveries.pause_tenant(tenant_id, unit.now + length)
        )
