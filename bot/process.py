"""One running process: its clocks, its doors if it opens any, and its end, in that order.

What the clocks send through comes from the doors, and the doors say in `/readyz` whether the clocks
still run; neither imports the other.
"""

import asyncio
import os
import signal
import socket
import time
from collections.abc import AsyncGenerator, Callable, Generator, Sequence
from contextlib import (
    AbstractAsyncContextManager,
    AsyncExitStack,
    asynccontextmanager,
    contextmanager,
    nullcontext,
    suppress,
)
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Protocol

import structlog

from bot.console.version import version
from bot.documents import MEDIA_TYPES, file_name, write
from bot.garbage_collection import collect_as_usual
from bot.logs import set_up_logs
from bot.mail import mailer_of
from bot.network import is_loopback
from bot.open_files import open_as_many_as_allowed
from bot.server import open_doors
from bot.settings import Settings
from bot.startup import installation, open_store, utc_now
from bot.teams.door import to_bytes
from bot.tracing import span, traced_to
from bot.watch_settings import last_day
from bot.watching import WatchingObserver
from bot.web import ProcessFacts, Readiness, Watched
from bot.web.ports import AskReadiness
from dialogs.figures import Figures, figures
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
    """A clock that ticks from `start` until `stop`.

    `last_tick` is when its last tick ended, in seconds since 1970.
    """

    name: str
    last_tick: float | None

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
        stack.push_async_callback(_end_heartbeat, process)  # when no clock ticks any more
        ticking = clocks(_outgoing(process, doors.sender, _mailer(process, stack)))
        for clock in ticking:
            clock.start()
            stack.push_async_callback(clock.stop)
        address = ""
        if with_doors:
            watched = _watched(process, ticking)
            listening = doors.listening(process.store, process.installation, watched, host, port)
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
        worker=_worker(),
        report=partial(_report, process.store),
        around=lambda task: span("task", task=task),
    )


def _worker() -> str:
    """Return the name under which this process claims what it sends."""
    return f"{socket.gethostname()}:{os.getpid()}"


async def _end_heartbeat(process: Process) -> None:
    """Say that this process was stopped on purpose, where there is still a database to tell."""
    with suppress(Exception):
        await process.store.act(lambda unit: unit.heartbeats.end_process(_worker()))


def _file(summary: Summary, fmt: str) -> SummaryFile:
    return SummaryFile(file_name(summary, fmt), MEDIA_TYPES[fmt], write(summary, fmt))


def _report(store: Store, task: str, kind: str) -> None:
    """Report a task that failed; while the database is away all of them do, which is said once."""
    if not store.database_away:
        structlog.get_logger().error("round-failed", round=task, code=kind)


def _watched(process: Process, clocks: Sequence[RunningClock]) -> Watched:
    """Return what those who watch this process may ask."""
    of = process.settings
    engine = "sqlite" if of.is_sqlite else "postgresql"

    async def figures_now() -> Figures:
        return await process.store.read(lambda unit: figures(unit, process.installation))

    def facts() -> ProcessFacts:
        ticks = {clock.name: clock.last_tick or 0.0 for clock in clocks}
        return ProcessFacts(version(), engine, ticks, last_day(of.secret_ends))

    return Watched(_readiness(process, clocks), figures_now, facts)


def _readiness(process: Process, clocks: Sequence[RunningClock]) -> AskReadiness:
    late = max(LATE_AFTER, timedelta(seconds=process.settings.tick_seconds) * LATE_AFTER_TICKS)

    async def ready() -> Readiness:
        try:
            return await process.store.read(look)
        except Exception:
            if not process.store.database_away:
                raise
            return Readiness(database=False, clock=_all_run(clocks), delivering=False)

    def look(unit: Unit) -> Readiness:
        last = unit.heartbeats.last(DELIVERIES)
        return Readiness(
            database=True,
            saving=process.store.saves(),
            clock=_all_run(clocks),
            delivering=last is not None and process.clock() - last < late,
            last_delivery_tick=last,
            alerts_not_reached=len(not_reached(unit)),
            watch_missing=is_missing(unit, process.installation),
            retention_overdue=len(unit.retention_canaries.overdue(unit.now)),
            last_watch=last_came(unit),
            sending_held=unit.backups.holds(),
        )

    return ready


def _all_run(clocks: Sequence[RunningClock]) -> bool:
    return all(clock.running for clock in clocks)


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
        store = open_store(of, observer=WatchingObserver())
        if of.is_sqlite:
            free_leases(store)
        kind = "serve" if with_doors else "worker"
        try:
            with traced_to(of.traces_url, version(), of.network), _logged_from_start_to_stop(kind):
                asyncio.run(_until_stopped(run(Process(of, store, installation(of)))))
        finally:
            store.close()


@contextmanager
def _logged_from_start_to_stop(kind: str) -> Generator[None]:
    """Write a line when the process starts, and one when it stops."""
    log, began = structlog.get_logger(), time.monotonic()
    log.info("start", kind=kind, version=version())
    try:
        yield
    finally:
        log.info("stop", kind=kind, seconds=round(time.monotonic() - began))


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
