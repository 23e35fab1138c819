"""How fast we may speak to Teams for each tenant, and when a tenant asked us to be still.

Turns and pauses are shared by all processes through the database; here is what one process must know without asking:
that a tenant is to be left alone, and that two requests are never closer than the rate allows, whatever was late.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

APART = 1.015  # of what the rate asks for: a request that is a little late on its way makes no second too full
ON_TIME = 0.002  # seconds: no clock wakes anybody sooner than that, and it must not add up


class SharedRateLimit(Protocol):
    """The turns and pauses that all processes keep together."""

    async def turn(self, tenant_id: str) -> tuple[float, float]:
        """Take the next turn; return the seconds until it comes, and for how long the tenant is still paused."""
        ...

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Let no process speak to a tenant for so long."""
        ...


@dataclass(slots=True)
class RateLimit:
    """What one process keeps to: `rate` requests a second to a tenant.

    `clock` counts seconds and never goes back; `sleep` waits that many. Without `shared` this process is the only one.
    """

    rate: float
    shared: SharedRateLimit | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: dict[str, float] = field(default_factory=dict[str, float])
    _paused_until: dict[str, float] = field(default_factory=dict[str, float])

    async def turn(self, tenant_id: str, *, taken: bool = False) -> float:
        """Wait for this tenant's next turn (`taken`: it has come); return 0, or the seconds it is still paused."""
        if paused := self.paused(tenant_id):
            return paused
        wait, paused = (0.0, 0.0) if taken else await self._shared_turn(tenant_id)
        if paused:
            return paused
        await self._far_enough(tenant_id, self.clock() + wait)
        return self.paused(tenant_id)

    async def _far_enough(self, tenant_id: str, earliest: float) -> None:
        """Wait until a moment has come and the last request is far enough back; who slept too long looks again."""
        while (at := max(earliest, self._next.get(tenant_id, 0.0))) > (now := self.clock()):
            await self.sleep(at - now)
        self._next[tenant_id] = max(at, now - ON_TIME) + APART / self.rate

    async def _shared_turn(self, tenant_id: str) -> tuple[float, float]:
        """Where the database cannot be asked, this process keeps the rate for itself."""
        if self.shared is None:
            return 0.0, 0.0
        try:
            return await self.shared.turn(tenant_id)
        except Exception:
            return 1 / self.rate, 0.0

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Be still for this tenant; a shorter pause never shortens a longer one."""
        self._paused_until[tenant_id] = max(
            self._paused_until.get(tenant_id, 0.0), self.clock() + seconds
        )
        if self.shared is not None:
            try:
                await self.shared.pause(tenant_id, seconds)
            except Exception:
                return  # this process keeps still by itself, and whoever delivers keeps the pause with the outcome

    def paused(self, tenant_id: str) -> float:
        """Return the seconds for which this tenant is still paused, 0 when it is not."""
        until = self._paused_until.get(tenant_id)
        return 0.0 if until is None else max(0.0, until - self.clock())
