"""How fast one process may speak to Teams for each tenant, and when a tenant asked us to be still.

A slow or throttled tenant never holds up another; while a tenant is paused nothing is sent for it, not even what was
already waiting for its turn.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Pace:
    """A bucket for each tenant: `rate` requests a second, up to `burst` at once after a rest.

    `clock` counts seconds and never goes back; `sleep` waits that many.
    """

    rate: float
    burst: float = 1.0
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: dict[str, float] = field(default_factory=dict[str, float])
    _paused_until: dict[str, float] = field(default_factory=dict[str, float])

    async def turn(self, tenant_id: str) -> float:
        """Wait for this tenant's next turn; return 0, or the seconds that the tenant is still paused."""
        if paused := self.paused(tenant_id):
            return paused
        now = self.clock()
        slot = max(self._next.get(tenant_id, 0.0), now - (self.burst - 1) / self.rate)
        self._next[tenant_id] = slot + 1 / self.rate
        if slot > now:
            await self.sleep(slot - now)
        return self.paused(tenant_id)

    def pause(self, tenant_id: str, seconds: float) -> None:
        """Be still for this tenant; a shorter pause never shortens a longer one."""
        self._paused_until[tenant_id] = max(self._paused_until.get(tenant_id, 0.0), self.clock() + seconds)

    def paused(self, tenant_id: str) -> float:
        """Return the seconds for which this tenant is still paused, 0 when it is not."""
        return max(0.0, self._paused_until.get(tenant_id, float("-inf")) - self.clock())
