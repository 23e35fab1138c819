"""The turns and pauses of every process, kept in the store."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from storage.store import Store
from surveys.sending.dispatch import RateSlots

AHEAD = 0.0  # one turn is asked for when it is wanted


@dataclass(frozen=True, slots=True)
class StoredRateLimit:
    """One turn at a time, for a request that was not handed one beforehand; `wall` counts seconds since 1970."""

    store: Store
    rate: float
    wall: Callable[[], float]

    async def turn(self, tenant_id: str) -> tuple[float, float]:
        """Take the next turn; return the seconds until it comes, and for how long the tenant is still paused."""
        turns = RateSlots(self.rate, self.wall(), AHEAD, tenant_id)
        return await self.store.act(lambda unit: unit.claims.turn(tenant_id, unit.now, turns))

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Let no process speak to a tenant for so long."""
        await self.store.act(
            lambda unit: unit.deliveries.pause_tenant(
                tenant_id, unit.now + timedelta(seconds=seconds)
            )
        )
