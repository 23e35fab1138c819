"""The rate limit per tenant towards Teams, and pauses that a tenant asked for (Retry-After).

All processes share rate slots and pauses through the database. This module holds what one process
knows without asking: pauses, and that two requests are never closer than the rate allows.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Protocol

import structlog

# Requests are a little further apart than the rate asks, so that one delayed on its way does not
# put too many into one second.
APART = 1.015
ON_TIME = 0.002  # seconds that a sleep overruns at best, which must not add up


log = structlog.get_logger()


class SharedRateLimit(Protocol):
    """The rate slots and pauses that all processes share."""

    async def reserve(self, tenant_id: str) -> tuple[float, float]:
        """Reserve the next slot; return the seconds until it, and until the pause ends."""
        ...

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Let no process call a tenant for so long."""
        ...


@dataclass(slots=True)
class RateLimit:
    """The limit that one process keeps: `rate` requests a second to a tenant.

    `clock` is monotonic, in seconds, like `sleep`. Without `shared` this is the only process.
    """

    rate: float
    shared: SharedRateLimit | None = None
    clock: Callable[[], float] = time.monotonic
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep
    _next: dict[str, float] = field(default_factory=dict[str, float])
    _paused_until: dict[str, float] = field(default_factory=dict[str, float])

    async def wait_for_slot(self, tenant_id: str, *, has_slot: bool = False) -> float:
        """Wait for this tenant's next slot; return 0, or the seconds it is still paused.

        With `has_slot` the slot was reserved earlier and has come.
        """
        if paused := self.paused(tenant_id):
            return paused
        wait, paused = (0.0, 0.0) if has_slot else await self._reserve(tenant_id)
        if paused:
            return paused
        await self._far_enough(tenant_id, self.clock() + wait)
        return self.paused(tenant_id)

    async def _far_enough(self, tenant_id: str, earliest: float) -> None:
        """Wait until `earliest`, and until the last request is far enough back.

        The loop looks again after a sleep, because another request may have come between.
        """
        while (at := max(earliest, self._next.get(tenant_id, 0.0))) > (now := self.clock()):
            await self.sleep(at - now)
        self._next[tenant_id] = max(at, now - ON_TIME) + APART / self.rate

    async def _reserve(self, tenant_id: str) -> tuple[float, float]:
        """Reserve a shared slot; without the database, keep the rate within this process."""
        if self.shared is None:
            return 0.0, 0.0
        try:
            return await self.shared.reserve(tenant_id)
        except Exception:
            return 1 / self.rate, 0.0

    async def pause(self, tenant_id: str, seconds: float) -> None:
        """Pause this tenant; a shorter pause never shortens a longer one."""
        if not self.paused(tenant_id):  # of those that are in flight together only the first
            log.warning("tenant-paused", seconds=round(seconds))
        self._paused_until[tenant_id] = max(
            self._paused_until.get(tenant_id, 0.0), self.clock() + seconds
        )
        if self.shared is not None:
            try:
                await self.shared.pause(tenant_id, seconds)
            except Exception:
                return  # this process pauses anyway, and the delivery loop stores the pause

    def paused(self, tenant_id: str) -> float:
        """Return the seconds for which this tenant is still paused, 0 when it is not."""
        until = self._paused_until.get(tenant_id)
        return 0.0 if until is None else max(0.0, until - self.clock())
