"""One running process: its clocks, its doors if it opens any, and its end, in that order.

What the clocks send through comes from the doors, and the doors say in `/readyz` whether the clocks
still run; neither imports the other.
"""

import asyncio
import os
import signal
import socket
from collections.abc import AsyncGenerator, Callable, Sequence
from contextlib import AbstractAsyncContextManager, AsyncExitStack, asynccontextmanager, nullcontext
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.documents import MEDIA_TYPES, file_name, write
from bot.garbage_collection import collect_as_usual
from bot.logs import set_up_logs
from bot.mail import mailer_of
from bot.open_files import open_as_many_as_allowed
from bot.server import AskReadiness, open_doors
from bot.settings import Settings
from bot.smtp_server import is_loopback
from bot.startup import installation, open_store, utc_now
from bot.teams.door import to_bytes
from bot.web import Readiness
from dialogs.ports import Mailer, Outgoing, Sender, SummaryFile
from dialogs.trust.keep_watch import is_missing, last_came
from dialogs.trust.watch_alerts import not_reached
from dialogs.turn import Installation
from storage.database.single_process import SingleProcess
from storage.store import Store
from storage.unit import Unit
from surveys.impact.summary.structure import Summary
from surveys.problems import Refusal

LATE_AFTER_TICKS = 10  # without a round of deliveries, `/readyz` says that nothing is delivered
LATE_AFTER = timedelta(minutes=1)  # at least, however short a tick is
DELIVERIES = "deliveries"  # the heartbeat of the rounds that deliver


@dataclass(frozen=True, slots=True)
class Process:
    """What one process runs on."""

    settings: Settings
    store: Store
    installation: Installation
    clock: Callable[[], datetime] = utc_now


class RunningClock(Protocol):
    """A clock that ticks from `start` until `stop`."""

    @property
    def running(self) -> bool:
        """Say whether it ticks."""
        ...

    def start(self) -> None:
        """Begin to tick."""
        ...

    async def stop(self) -> None:
        """Stop, and let what is being sent finish."""
        ...


Clocks = Callable[[Outgoing], Sequence[RunningClock]]
Run = Callable[[Process], AbstractAsyncContextManager[str]]


@asynccontextmanager
async def running(
    process: Process, clocks: Clocks, host: str, port: int, *, with_doors: bool
) -> AsyncGenerator[str]:
    """Run the clocks, and the doors if asked for; give the base address, "" without doors."""
    async with AsyncExitStack() as stack:
        opened = open_doors(process.settings, process.clock, process.store)
        doors = await stack.enter_async_context(opened)
        ticking = clocks(_outgoing(process, doors.sender, _mailer(process, stack)))
        for clock in ticking:
            clock.start()
            stack.push_async_callback(clock.stop)
        address = ""
        if with_doors:
            ready = _readiness(process, ticking)
            listening = doors.listening(process.store, process.installation, ready, host, port)
            address = await stack.enter_async_context(listening)
        collect_as_usual()
        yield address


def _mailer(process: Process, stack: AsyncExitStack) -> Mailer | None:
    """Open e-mail if it is set up; it is closed last, when no clock sends any more."""
    if not process.settings.sends_emails:
        return None
    mailer = mailer_of(process.settings, process.clock)
    stack.push_async_callback(asyncio.to_thread, mailer.close)
    return mailer


def _outgoing(process: Process, sender: Sender, mailer: Mailer | None) -> Outgoing:
    of = process.settings
    return Outgoing(
        sender=sender,
        mailer=mailer,
        draw=to_bytes,
        write_file=_file,
        quiet=process.installation.quiet,
        tick_seconds=of.tick_seconds,
        clock=process.clock,
        worker=f"{socket.gethostname()}:{os.getpid()}",
        report=_report,
    )


def _file(summary: Summary, fmt: str) -> SummaryFile:
    return SummaryFile(file_name(summary, fmt), MEDIA_TYPES[fmt], write(summary, fmt))


def _report(task: str, kind: str) -> None:
    structlog.get_logger().error("round-failed", round=task, code=kind)


def _readiness(process: Process, clocks: Sequence[RunningClock]) -> AskReadiness:
    late = max(LATE_AFTER, timedelta(seconds=process.settings.tick_seconds) * LATE_AFTER_TICKS)

    async def ready() -> Readiness:
        return await process.store.read(look)

    def look(unit: Unit) -> Readiness:
        last = unit.heartbeats.last(DELIVERIES)
        return Readiness(
            database=True,
            saving=process.store.saves(),
            clock=all(clock.running for clock in clocks),
            delivering=last is not None and process.clock() - last < late,
            last_delivery_tick=last,
            alerts_not_reached=len(not_reached(unit)),
            watch_missing=is_missing(unit, process.installation),
            retention_overdue=len(unit.retention_canaries.overdue(unit.now)),
            last_watch=last_came(unit),
        )

    return ready


def serve(
    of: Settings, host: str, run: Run, free_leases: Callable[[Store], object], *, with_doors: bool
) -> None:
    """Run until a signal ends it; a SQLite file is served by one process, which frees its leases.

    Refuses a host that others reach while calls are taken without tokens, and a second process.
    """
    if with_doors and of.is_local and not is_loopback(host):
        raise Refusal("setting-wrong", name="--host", why="local mode listens on this machine only")
    set_up_logs(as_json=of.log_as_json)
    open_as_many_as_allowed()
    with SingleProcess(of.sqlite_file) if of.is_sqlite else nullcontext():
        store = open_store(of)
        if of.is_sqlite:
            free_leases(store)
        try:
            asyncio.run(_until_stopped(run(Process(of, store, installation(of)))))
        finally:
            store.close()


async def _until_stopped(running_process: AbstractAsyncContextManager[str]) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        try:
            loop.add_signal_handler(getattr(signal, name), stopped.set)
        except NotImplementedError:  # Windows: Python's own handling of Ctrl+C has to do
            break
    async with running_process as address:
        where = f" at {address}" if address else ""
        print(f"Golden Thread is running{where}. Ctrl+C stops it.", flush=True)
        await stopped.wait()
