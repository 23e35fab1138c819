"""The demonstration put together: a throw-away installation, a connector in Teams' place, the bot.

It speaks to this machine only, and nothing in the environment changes it.
"""

import asyncio
from collections.abc import AsyncGenerator, Mapping, Sequence
from contextlib import AbstractAsyncContextManager, asynccontextmanager, closing
from dataclasses import replace
from functools import partial
from itertools import product
from pathlib import Path
from typing import Protocol

from bot.console.demo.fill import fill
from bot.console.demo.only_one import HOST, only_demo
from bot.console.demo.play import play
from bot.console.demo.ports import CommandLine, Connector, Demo
from bot.console.lookups import one_place
from bot.console.options import Format
from bot.console.summary_options import PackPage
from bot.console.summary_query import look_up
from bot.console.yearly_report import PackFile, hand_over, worked_out
from bot.documents import write_pack
from bot.logs import set_up_logs
from bot.process import Process
from bot.settings import Settings, read_settings
from bot.startup import installation, keys_file, open_store, utc_now
from bot.teams.development_connector import DevelopmentConnector, serving
from dialogs.register.look_after import open_gaps
from surveys.impact.yearly.business_year import BusinessYear
from surveys.register.gaps import RegisterGap

FOLDER = Path("var/demo")
PACK_FILES: Mapping[PackPage, str] = {
    PackPage.PACK: "yearly-report",
    PackPage.BOARD: "board",
    PackPage.FAMILIES: "families",
}


class Run(Protocol):
    """Runs a process with its clocks and doors; gives its base address."""

    def __call__(
        self, process: Process, host: str, port: int, /
    ) -> AbstractAsyncContextManager[str]:
        """Run it while the context is open."""
        ...


def play_demo(run: Run, port: int, *, no_open: bool, only_walkthrough: bool) -> None:
    """Fill it, play the main job in it, and stay up on a terminal; exits with 1 if a step fails."""
    with only_demo(FOLDER, port):
        set_up_logs(as_json=False)
        playing = play(_demo(run, port), only_walkthrough=only_walkthrough, no_open=no_open)
        if not asyncio.run(playing):
            raise SystemExit(1)


def _demo(run: Run, port: int) -> Demo:
    of = _settings(port)

    @asynccontextmanager
    async def bot(service_url: str) -> AsyncGenerator[str]:
        with closing(open_store(of)) as store:
            here = replace(installation(of), default_service_url=service_url)
            async with run(Process(of, store, here), HOST, port):
                yield of.public_url

    return Demo(
        folder=FOLDER,
        bot_id=of.bot_id,
        tenant_id=min(of.tenants),
        clock=utc_now,
        fill=lambda now: fill(of.database_url, keys_file(of).now(), installation(of), now),
        start_connector=_connector,
        start_bot=bot,
        commands=CommandLine(partial(_write_packs, of), partial(_gaps, of)),
    )


def _write_packs(of: Settings, place: str) -> list[Path]:
    """Write the yearly report of a partnership, and its pages, beside the running process."""
    with closing(open_store(of)) as store:
        wanted = store.look(lambda unit: look_up(unit, place, None, None))
        year = BusinessYear.of(wanted.as_at)
        files = [
            PackFile(page, fmt, FOLDER / f"{name}-{year.begins}.{fmt}")
            for (page, name), fmt in product(PACK_FILES.items(), (Format.PDF, Format.DOCX))
        ]
        files.append(
            PackFile(PackPage.PACK, Format.JSON, FOLDER / f"yearly-report-{year.begins}.json")
        )
        for file in files:
            worked = worked_out(store, installation(of), wanted, year, wanted.actions)
            content = write_pack(worked.pack, file.page, file.fmt)
            hand_over(store, wanted, worked, file, content)
    return [file.out for file in files]


def _gaps(of: Settings, place: str) -> Sequence[RegisterGap]:
    """Return the open gaps of a partnership's register, as `register gaps` lists them."""
    with closing(open_store(of)) as store:
        return store.look(lambda unit: open_gaps(unit, installation(of), one_place(unit, place).id))


@asynccontextmanager
async def _connector() -> AsyncGenerator[Connector]:
    taken = DevelopmentConnector()
    async with serving(taken.application()) as address:
        yield Connector(f"{address}/", taken.delivered)


def _settings(port: int) -> Settings:
    """Return the defaults of all settings, with what the demonstration needs."""
    defaults = {str(field.alias): field.default for field in Settings.model_fields.values()}
    return read_settings(
        **defaults
        | {
            "GT_DATABASE_URL": f"sqlite:///{FOLDER / 'demo.db'}",
            "GT_PUBLIC_URL": f"http://{HOST}:{port}",
            "GT_QUIET_HOURS": "",
            "GT_QUIET_DAYS": "",
            "GT_TICK_SECONDS": 0.1,
            "GT_SEND_RATE": 50,
        }
    )
