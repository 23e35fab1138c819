"""The composition root: settings -> store -> sender -> doors -> clock. It decides nothing.

What serves is imported when it is asked for, because the SDK takes seconds to load and most commands need none of it.
"""

try:
    from bot.console import Program, build, run
    from bot.garbage_collection import look_as_usual, look_seldom
    from bot.settings import Settings, read_settings
except ModuleNotFoundError as missing:  # said before anything that an older Python lacks
    from surveys.problems import Refusal

    raise SystemExit(str(Refusal("packages-missing", name=missing.name))) from None

import asyncio
import os
import random
import signal
import socket
from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import AsyncExitStack, asynccontextmanager, closing, nullcontext
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from functools import cache, partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from bot.console.demo.ports import Demo
    from dialogs.turn import Installation
    from storage.store import Store
    from surveys.impact.summary import Summary


@cache
def settings() -> Settings:
    """Read the environment once."""
    return read_settings()


def utc_now() -> datetime:
    """Return the present moment: the one clock of the program."""
    return datetime.now(UTC)


def installation(of: Settings) -> "Installation":
    """Return what holds for the whole installation."""
    from dialogs.turn import Installation  # noqa: PLC0415 - not needed to show the help
    from surveys.library import lexicon  # noqa: PLC0415 - as above

    return Installation(
        public_url=of.public_url.rstrip("/"),
        minimum_group=of.minimum_group,
        lexicon=lexicon(),
        default_tenant=min(of.tenants, default=""),
        is_holiday=_is_holiday,
        send_rate=of.send_rate,
        most_asks=of.most_asks,
        writes_letters=of.writes_letters,
    )


def _is_holiday(day: date) -> bool:
    """Look a day up; the library takes its time to load, and few commands ask."""
    return import_module("bot.bank_holidays").is_bank_holiday(day)


def open_store(of: Settings, clock: Callable[[], datetime] = utc_now) -> "Store":
    """Open the database with its keys."""
    return import_module("bot.startup").open_store(of, clock)


@dataclass(frozen=True)
class Process:
    """What one process runs on."""

    settings: Settings
    store: "Store"
    installation: "Installation"
    clock: Callable[[], datetime] = utc_now


@asynccontextmanager
async def running(
    process: Process, host: str, port: int, *, with_doors: bool = True
) -> AsyncGenerator[str]:
    """Run the clock, and the doors where asked for; give the base address, and end everything in order."""
    front_of_house = import_module("bot.server")
    async with AsyncExitStack() as stack:
        front = await stack.enter_async_context(
            front_of_house.open_front(process.settings, process.clock, process.store)
        )
        clocks = (*_clocks(process, front.sender), *_letter_clocks(process, stack))
        for clock in clocks:
            clock.start()
            stack.push_async_callback(clock.stop)
        address = ""
        if with_doors:
            ready = _readiness(process, clocks)
            listening = front.listening(process.store, process.installation, ready, host, port)
            address = await stack.enter_async_context(listening)
        look_as_usual()
        yield address


def _clocks(process: Process, sender: Any) -> tuple[Any, ...]:
    """Return the clocks that deliver, update cards and post in channels, and one for everything else: none waits."""
    from bot.teams.door import to_bytes  # noqa: PLC0415 - only what serves needs it
    from dialogs.telling.tracked_links import personal_with  # noqa: PLC0415 - as above
    from scheduler.clock import ScheduledClock  # noqa: PLC0415 - as above
    from scheduler.deliver import DeliveryContext  # noqa: PLC0415 - as above
    from scheduler.periodic_tasks import delivering, keeping_house, posting, updating  # noqa: PLC0415 - as above
    from scheduler.summary_files import SummaryContext  # noqa: PLC0415 - as above
    from surveys.sending.quiet_hours import parse_quiet  # noqa: PLC0415 - as above

    of = process.settings
    quiet = parse_quiet(of.quiet_hours, of.quiet_days, process.installation.is_holiday)
    worker = f"{socket.gethostname()}:{os.getpid()}"
    jitter = partial(random.SystemRandom().uniform, 0.5)
    personal = personal_with(process.store.keyring)
    parts = (
        process.store,
        sender,
        to_bytes,
        process.installation,
        quiet,
        process.clock,
        worker,
        jitter,
    )
    post = DeliveryContext(*parts, rate=of.send_rate, personal=personal)
    desk = SummaryContext(
        process.store, sender, process.installation, _file, to_bytes, process.clock
    )
    rounds = (delivering(post), updating(post), posting(post), keeping_house(post, desk))
    return tuple(ScheduledClock(one, of.tick_seconds, _note) for one in rounds)


def _letter_clocks(process: Process, stack: AsyncExitStack) -> Iterable[Any]:
    """Return the clock of the second door, where one is set: a mail server may be slow, and nothing waits behind it."""
    of = process.settings
    if not of.writes_letters:
        return ()
    from bot.mail import mailer_of  # noqa: PLC0415 - only what serves needs it
    from scheduler.clock import ScheduledClock  # noqa: PLC0415 - as above
    from scheduler.emails import EmailContext  # noqa: PLC0415 - as above
    from scheduler.periodic_tasks import writing  # noqa: PLC0415 - as above
    from surveys.sending.quiet_hours import parse_quiet  # noqa: PLC0415 - as above

    mailer = mailer_of(of, process.clock)
    stack.push_async_callback(asyncio.to_thread, mailer.close)
    quiet = parse_quiet(of.quiet_hours, of.quiet_days, process.installation.is_holiday)
    worker, jitter = (
        f"{socket.gethostname()}:{os.getpid()}",
        partial(random.SystemRandom().uniform, 0),
    )
    room = EmailContext(
        process.store, mailer, process.installation, quiet, process.clock, worker, jitter
    )
    return (ScheduledClock(writing(room), of.tick_seconds, _note),)


def _note(name: str, kind: str) -> None:
    import structlog  # noqa: PLC0415 - only what serves needs it

    structlog.get_logger().error("round-failed", round=name, code=kind)


def _file(summary: "Summary", fmt: str) -> tuple[str, str, bytes]:
    documents = import_module("bot.documents")
    return (
        documents.file_name(summary, fmt),
        documents.MEDIA_TYPES[fmt],
        documents.write(summary, fmt),
    )


def _readiness(process: Process, clocks: Iterable[Any]) -> Callable[[], Any]:
    from bot.web import Readiness  # noqa: PLC0415 - only what serves needs it

    late = timedelta(seconds=max(60.0, process.settings.tick_seconds * 10))

    async def ready() -> Readiness:
        last = await process.store.read(lambda unit: unit.heartbeats.last("deliveries"))
        return Readiness(
            database=True,
            clock=all(clock.running for clock in clocks),
            delivering=last is not None and process.clock() - last < late,
            last_delivery_tick=last,
        )

    return ready


def serve(host: str, port: int, with_doors: bool) -> None:
    """Run until a signal ends it; one process to a SQLite file."""
    from bot.logs import open_journal  # noqa: PLC0415 - only what serves needs it
    from storage.database.single_process import SingleProcess  # noqa: PLC0415 - as above
    from surveys.problems import Refusal  # noqa: PLC0415 - as above

    of = settings()
    if with_doors and of.is_local and host not in {"127.0.0.1", "::1", "localhost"}:
        raise Refusal("setting-wrong", name="--host", why="local mode listens on this machine only")
    open_journal(as_json=of.log_as_json)
    path = of.database_url.removeprefix("sqlite:///")
    with SingleProcess(path) if of.is_sqlite else nullcontext():
        store = open_store(of)
        if of.is_sqlite:  # nobody else uses the file, so whoever was sending has stopped
            store.act_now(lambda unit: unit.claims.expire(unit.now, whatever_time_is_left=True))
        try:
            asyncio.run(
                _until_stopped(
                    Process(of, store, installation(of)), host, port, with_doors=with_doors
                )
            )
        finally:
            store.close()


async def _until_stopped(process: Process, host: str, port: int, *, with_doors: bool) -> None:
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGINT", "SIGTERM"):
        with_signal = getattr(signal, name)
        try:
            loop.add_signal_handler(with_signal, stopped.set)
        except NotImplementedError:  # Windows: the interpreter's own handling of Ctrl+C has to do
            break
    async with running(process, host, port, with_doors=with_doors) as address:
        print(
            f"Golden Thread is running{f' at {address}' if address else ''}. Ctrl+C stops it.",
            flush=True,
        )
        await stopped.wait()


def migrate() -> str:
    """Bring the database to the current schema; return its revision."""
    return import_module("bot.startup").migrate(settings())


def demo(port: int, no_open: bool, walkthrough: bool) -> None:
    """Fill a throw-away installation, play the main job through its doors, and stay up on a terminal."""
    from bot.console.demo.only_one import only_demo  # noqa: PLC0415 - only the demo needs it
    from bot.console.demo.play import play  # noqa: PLC0415 - as above
    from bot.logs import open_journal  # noqa: PLC0415 - as above

    folder = Path("var/demo")
    with only_demo(folder, port):
        open_journal(as_json=False)
        playing = play(_demo(folder, port), only_walkthrough=walkthrough, no_open=no_open)
        if not asyncio.run(playing):
            raise SystemExit(1)


def _demo(folder: Path, port: int) -> "Demo":
    from bot.console.demo.fill import fill  # noqa: PLC0415 - only the demo needs it
    from bot.console.demo.ports import Connector, Demo  # noqa: PLC0415 - as above
    from bot.startup import keyring  # noqa: PLC0415 - as above
    from bot.teams.development_connector import DevelopmentConnector, serving  # noqa: PLC0415 - as above

    of = _demo_settings(folder, port)

    @asynccontextmanager
    async def connector() -> AsyncGenerator[Connector]:
        taken = DevelopmentConnector()
        async with serving(taken.application()) as address:
            yield Connector(f"{address}/", taken.delivered)

    @asynccontextmanager
    async def bot(service_url: str) -> AsyncGenerator[str]:
        with closing(open_store(of)) as store:
            process = Process(of, store, replace(installation(of), default_service_url=service_url))
            async with running(process, "127.0.0.1", port):
                yield of.public_url

    return Demo(
        folder=folder,
        bot_id=of.bot_id,
        tenant_id=min(of.tenants),
        clock=utc_now,
        fill=lambda now: fill(of.database_url, keyring(of), installation(of), now),
        start_connector=connector,
        start_bot=bot,
    )


def _demo_settings(folder: Path, port: int) -> Settings:
    """Return settings that nothing in the environment changes: a demonstration speaks to this machine only."""
    untouched = {str(field.alias): field.default for field in Settings.model_fields.values()}
    return read_settings(
        **untouched
        | {
            "GT_DATABASE_URL": f"sqlite:///{folder / 'demo.db'}",
            "GT_PUBLIC_URL": f"http://127.0.0.1:{port}",
            "GT_QUIET_HOURS": "",
            "GT_QUIET_DAYS": "",
            "GT_TICK_SECONDS": 0.1,
            "GT_SEND_RATE": 50,
        }
    )


PROGRAM = Program(
    settings=settings,
    open_store=lambda: open_store(settings()),
    installation=lambda: installation(settings()),
    serve=serve,
    migrate=migrate,
    demo=demo,
    write_summary=lambda summary, fmt: import_module("bot.documents").write(summary, fmt),
    write_poster=lambda url, title: import_module("bot.documents").poster(url, title),
    checks=lambda: import_module("bot.console.check_network").reachability(settings()),
)

if __name__ == "__main__":
    look_seldom()
    run(build(PROGRAM))
