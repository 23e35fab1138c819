"""The whole main job, played through the real doors as `app.py demo --walkthrough` plays it."""

import socket
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from dataclasses import replace
from pathlib import Path

import pytest

import app
from bot.console.demo.fill import fill
from bot.console.demo.play import play
from bot.console.demo.ports import Connector, Demo
from bot.settings import read_settings
from bot.teams.loopback import LoopbackConnector, serving


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


@asynccontextmanager
async def a_connector() -> AsyncGenerator[Connector]:
    connector = LoopbackConnector()
    async with serving(connector.application()) as address:
        yield Connector(f"{address}/", connector.delivered)


def demo_in(folder: Path) -> Demo:
    port = free_port()
    settings = read_settings(
        GT_DATABASE_URL=f"sqlite:///{folder / 'demo.db'}",
        GT_PUBLIC_URL=f"http://127.0.0.1:{port}",
        GT_SEND_RATE=50,
        GT_QUIET_HOURS="",
        GT_QUIET_DAYS="",
        GT_TICK_SECONDS=0.2,
    )
    house = app.house(settings)

    @asynccontextmanager
    async def start_bot(service_url: str) -> AsyncGenerator[str]:
        store = app.open_store(settings)
        process = app.Process(settings, store, replace(house, default_service_url=service_url))
        try:
            async with app.running(process, "127.0.0.1", port) as address:
                yield address
        finally:
            store.close()

    return Demo(
        folder=folder,
        bot_id=settings.bot_id,
        tenant_id=min(settings.tenants),
        clock=app.utc_now,
        fill=lambda now: fill(settings.database_url, app.keyring(settings), house, now),
        start_connector=a_connector,
        start_bot=start_bot,
    )


def left_in(folder: Path) -> set[str]:
    return {one.suffix[1:] for one in folder.glob("summary-aw-01.*") if one.stat().st_size > 500}


async def test_the_walkthrough_holds_at_every_step_and_leaves_the_summary_in_every_format(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert await play(demo_in(tmp_path), only_walkthrough=True, no_open=True), capsys.readouterr().err
    assert "✗" not in capsys.readouterr().out
    assert left_in(tmp_path) == {"json", "csv", "xlsx", "pdf"}
