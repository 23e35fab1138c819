"""Limit the messages in flight: as one arrives the next is sent, and slow ones hold up no other."""

import asyncio
from collections import deque
from collections.abc import Awaitable, Callable, Iterable
from typing import Any, Generic, TypeVar

T = TypeVar("T")
CONCURRENT = 64  # in flight at a time
WINDOW = 320  # taken on at a time: with those that are ready to follow while others are settled
SLOW = 2.0  # seconds after which one in flight makes room for another
MOST = 512  # taken on at all


class InFlight(Generic[T]):
    """What one process has taken on.

    `send` sends one thing and raises nothing; `empty` is called when none is left.
    """

    def __init__(self, send: Callable[[T], Awaitable[None]], empty: Callable[[], None]) -> None:
        self._send = send
        self._empty = empty
        self._waiting: deque[T] = deque()
        self._since: dict[asyncio.Task[Any] | None, float] = {}  # when a task began its last one

    def __len__(self) -> int:
        """Return how many have not arrived."""
        return len(self._since) + len(self._waiting)

    def room(self) -> int:
        """Return how many more may be taken on."""
        return min(WINDOW - self._recent() - len(self._waiting), MOST - len(self))

    def add(self, things: Iterable[T]) -> None:
        """Take things on, and begin to send as many as may be in flight."""
        self._waiting.extend(things)
        now = asyncio.get_running_loop().time()
        free = min(len(self._waiting), CONCURRENT - self._recent(), MOST - len(self._since))
        for _ in range(free):
            task = asyncio.create_task(self._work())
            self._since[task] = now
            task.add_done_callback(self._over)

    def give_back(self) -> list[T]:
        """Give back what has not been begun."""
        waiting = list(self._waiting)
        self._waiting.clear()
        return waiting

    def _recent(self) -> int:
        late = asyncio.get_running_loop().time() - SLOW
        return sum(since > late for since in self._since.values())

    async def _work(self) -> None:
        """Send what waits, one after the other, until there are more than enough tasks for that."""
        loop, task = asyncio.get_running_loop(), asyncio.current_task()
        while self._waiting:
            self._since[task] = loop.time()
            await self._send(self._waiting.popleft())
            if len(self._since) > CONCURRENT:
                return

    def _over(self, task: asyncio.Task[Any]) -> None:
        del self._since[task]
        if not self:
            self._empty()
