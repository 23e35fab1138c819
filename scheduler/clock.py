"""The clock: APScheduler's timer, which makes a process look for due rows at every tick.

There is one tick at a time. The timer goes by the machine's clock, which may be put back; the event
loop's own time sees to it that the next tick is never further off than it should be. A task that
fails is reported by its name and the kind of failure, and is tried again at the next tick.
"""

# apscheduler 3 ships no types, so what is taken from it is Any.
# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false

import asyncio
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext
from datetime import UTC, datetime, timedelta
from typing import Any

from apscheduler.schedulers.asyncio import AsyncIOScheduler

from scheduler.periodic_tasks import PeriodicTask

Report = Callable[[str, str], None]  # task, kind of failure
Around = Callable[[str], AbstractContextManager[object]]  # what is open while a task runs, by name


def nothing_around(_task: str) -> AbstractContextManager[object]:
    """Let nothing be open while a task runs."""
    return nullcontext()


class ScheduledClock:
    """Runs periodic tasks until it is stopped."""

    def __init__(
        self,
        tasks: Sequence[PeriodicTask],
        tick_seconds: float,
        report: Report,
        name: str = "",
        around: Around = nothing_around,
    ) -> None:
        self.name = name
        self.last_tick: float | None = None  # when the last tick ended, in seconds since 1970
        self._tasks = tasks
        self._report = report
        self._around = around
        self._ticks = 0
        self._stopping = False
        self._ticking: asyncio.Task[None] | None = None
        self._scheduler: Any = AsyncIOScheduler(timezone=UTC)
        self._length = timedelta(seconds=tick_seconds)
        self._job: Any = self._scheduler.add_job(
            self._beat, "interval", seconds=tick_seconds, next_run_time=datetime.now(UTC)
        )
        self._watch: asyncio.TimerHandle | None = None

    async def _beat(self) -> None:
        """Begin a tick of its own, which stopping the timer does not cut short."""
        if self._ticking is None or self._ticking.done():
            self._ticking = asyncio.create_task(self.tick())

    async def tick(self) -> None:
        """Run every task that is due at this tick."""
        ticks, self._ticks = self._ticks, self._ticks + 1
        for one in self._tasks:
            if ticks % one.every == 0:
                await self._run(one)
        self.last_tick = time.time()

    async def _run(self, one: PeriodicTask) -> None:
        try:
            with self._around(one.name):
                while await one.run() and one.again and not self._stopping:
                    pass
        except Exception as problem:  # a task that fails must not stop the others
            self._report(one.name, type(problem).__name__)

    def start(self) -> None:
        """Begin ticking."""
        self._scheduler.start()
        self._keep_going()

    def _keep_going(self) -> None:
        """Tick now where the clock was put back, so that by the clock the next tick is far off."""
        now = datetime.now(UTC)
        if self._job.next_run_time is not None and self._job.next_run_time > now + 2 * self._length:
            self._job.modify(next_run_time=now)
        loop = asyncio.get_running_loop()
        self._watch = loop.call_later(self._length.total_seconds(), self._keep_going)

    async def stop(self) -> None:
        """Stop ticking, and let what is being sent finish."""
        self._stopping = True
        if self._watch is not None:
            self._watch.cancel()
        self._scheduler.shutdown(wait=False)
        for one in self._tasks:
            one.stop()
        if self._ticking is not None:
            await self._ticking

    @property
    def running(self) -> bool:
        """Say whether it ticks."""
        return bool(self._scheduler.running)
