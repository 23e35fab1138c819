"""How fast we may speak to Teams for each tenant, and when a tenant asked us to be still.

Turns and pauses are shared by all processes through the database; here is what one process must know without asking:
that a tenant is to be left alone, and that two requests are never closer than the rate allows, whatever was late.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol


class SharedPace(Protocol):
    """The turns and pauses that all processes keep together."""

    async def turn(self, tenant_id: str) -> tuple[float, float]:
        """Take the next turn; return the seconds until it comes, and for how long the tenant is still paused."""
        ...

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Let no process speak to a tenant for so long."""
        ...


@dataclass(slots=True)
class Pace:
    """What one process keeps to: `rate` requests a second to a tenant.

    `clock` counts seconds and never goes back; `sleep` waits that many. Without `shared` this process is the only one.
    """

    rate: float
    shared: SharedPace | None = None
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
        now = self.clock()
        slot = max(self._next.get(tenant_id, 0.0), now + wait)
        self._next[tenant_id] = slot + 1 / self.rate
        if slot > now:
            await self.sleep(slot - now)
        return self.paused(tenant_id)

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
        self._paused_until[tenant_id] = max(self._paused_until.get(tenant_id, 0.0), self.clock() + seconds)
        if self.shared is not None:
            try:
                await self.shared.pause(tenant_id, seconds)
            except Exception:
                return  # this process keeps still by itself, and whoever delivers keeps the pause with the outcome

    def paused(self, tenant_id: str) -> float:
        """Return the seconds for which this tenant is still paused, 0 when it is not."""
        until = self._paused_until.get(tenant_id)
        return 0.0 if until is None else max(0.0, until - self.clock())
