"""The allow-list of tenants as it is now: those of the settings and those that were added.

It is read from the database when it is older than a moment, so that one activity in many pays for
it, and a tenant that was paused is refused at once. While the database is away, the last one holds.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field

from surveys.sending.tenants import TenantState, allowed, only_one

FRESH_SECONDS = 0.25
States = Mapping[str, TenantState]


@dataclass(slots=True)
class AllowedTenants:
    """The list; `ask` reads the states of the tenants that have a row."""

    by_settings: frozenset[str]
    ask: Callable[[], Awaitable[States]]
    clock: Callable[[], float] = time.monotonic
    _states: States = field(default_factory=dict[str, TenantState])
    _asked_at: float = float("-inf")
    _asking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def now(self) -> frozenset[str]:
        """Return the tenants whose people may write to us."""
        if self._is_old():
            async with self._asking:
                if self._is_old():
                    await self._refresh()
        return allowed(self.by_settings, self._states)

    def only(self) -> str:
        """Return the tenant where we know of exactly one, paused ones too; else empty."""
        return only_one(self.by_settings, self._states)

    def _is_old(self) -> bool:
        return self.clock() - self._asked_at > FRESH_SECONDS

    async def _refresh(self) -> None:
        try:
            self._states = await self.ask()
        except Exception:  # without a database nothing is stored either, and people are told so
            return
        self._asked_at = self.clock()
