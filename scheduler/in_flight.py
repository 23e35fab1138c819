"""How many messages fly at a time: as one lands the next takes off, and those that hang keep nobody on the ground."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
FLIGHTS = 64  # at a time
WINDOW = 320  # taken on at a time: with those that are ready to follow while others are kept
SLOW = 2.0  # seconds after which a flight makes room for another
MOST = 512  # taken on at all


class InFlight(Generic[T]):
    """What one process has taken on: `fly` sends one thing and raises nothing, `empty` is told when none is left."""

    def __init__(self, fly: Callable[[T], Awaitable[None]], empty: Callable[[], None]) -> None:
        self._fly = fly
        self._empty = empty
        self._waiting: deque[T] = deque()
        self._since: dict[
            asyncio.Task[Any] | None, float
        ] = {}  # when what a flight carries took off

    def __len__(self) -> int:
        """Return how many have not landed."""
        return len(self._since) + len(self._waiting)

    def room(self) -> int:
        """Return how many more may be taken on."""
        return min(WINDOW - self._young() - len(self._waiting), MOST - len(self))

    def add(self, things: Iterable[T]) -> None:
        """Take things on, and let as many fly as may."""
        self._waiting.extend(things)
        now = asyncio.get_running_loop().time()
        for _ in range(min(len(self._waiting), FLIGHTS - self._young(), MOST - len(self._since))):
            task = asyncio.create_task(self._carry())
            self._since[task] = now
            task.add_done_callback(self._over)

    def ground(self) -> list[T]:
        """Give back what has not taken off."""
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting

    def _young(self) -> int:
        late = asyncio.get_running_loop().time() - SLOW
        return sum(since > late for since in self._since.values())

    async def _carry(self) -> None:
        """Carry what waits; where others hang, who flies next is decided anew."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        while self._waiting:
            self._since[task] = loop.time()
            await self._fly(self._waiting.popleft())
            if len(self._since) > FLIGHTS:
                return

    def _over(self, task: asyncio.Task[Any]) -> None:
        del self._since[task]
        if not self:
            self._empty()
