"""One process: who may reach it, whose leases it frees, and when it says that it is not ready."""

import subprocess
import sys
from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest
from sqlalchemy import insert

import app
from bot.process import Process, serve
from bot.settings import Settings, read_settings
from bot.startup import installation, open_store
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.clock import SettableClock

ROOT = Path(__file__).parents[2]


def _settings(folder: Path, **more: object) -> Settings:
    return read_settings(
        GT_DATABASE_URL=f"sqlite:///{folder / 'gt.db'}",
        GT_KEYS_FILE=str(folder / "keys.json"),
        **more,
    )


def _never(_process: Process) -> AsyncGenerator[str]:
    pytest.fail("it must not run")


@pytest.mark.parametrize("host", ["0.0.0.0", "192.168.1.7", "threads.example.org"])
def test_a_host_that_others_reach_is_refused_in_local_mode(tmp_path: Path, host: str) -> None:
    with pytest.raises(Refusal, match="--host"):
        serve(_settings(tmp_path), host, _never, _never, with_doors=True)

    assert not (tmp_path / "gt.db").exists()


def test_a_process_that_serves_a_sqlite_file_frees_its_leases_before_it_runs(
    tmp_path: Path,
) -> None:
    happened: list[str] = []

    @asynccontextmanager
    async def run(process: Process) -> AsyncGenerator[str]:
        happened.append("runs")
        raise KeyboardInterrupt
        yield process.settings.public_url

    def free(store: Store) -> None:
        happened.append("frees")

    with pytest.raises(KeyboardInterrupt):
        serve(_settings(tmp_path), "127.0.0.1", run, free, with_doors=True)

    assert happened == ["frees", "runs"]


def test_a_second_process_on_a_sqlite_file_is_refused(tmp_path: Path) -> None:
    of = _settings(tmp_path)

    @asynccontextmanager
    async def run(process: Process) -> AsyncGenerator[str]:
        serve(of, "127.0.0.1", _never, _never, with_doors=True)
        yield process.settings.public_url

    with pytest.raises(Refusal) as refused:
        serve(of, "127.0.0.1", run, lambda _store: None, with_doors=True)

    assert refused.value.code == "already-running"


def test_a_second_process_that_comes_by_a_symbolic_link_is_refused(tmp_path: Path) -> None:
    of = _settings(tmp_path)
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("gt.db", "keys.json"):
        (elsewhere / name).symlink_to(tmp_path / name)

    @asynccontextmanager
    async def run(process: Process) -> AsyncGenerator[str]:
        serve(_settings(elsewhere), "127.0.0.1", _never, _never, with_doors=True)
        yield process.settings.public_url

    with pytest.raises(Refusal) as refused:
        serve(of, "127.0.0.1", run, lambda _store: None, with_doors=True)

    assert refused.value.code == "already-running"


async def test_a_process_whose_disk_is_full_is_not_ready(
    tmp_path: Path, clock: SettableClock
) -> None:
    of = _settings(tmp_path, GT_TICK_SECONDS=60)
    store = open_store(of, clock)
    running = app.running(Process(of, store, installation(of), clock), "127.0.0.1", 0)
    async with running as address, aiohttp.ClientSession() as session:

        async def facts() -> dict[str, object]:
            async with session.get(f"{address}/readyz") as answer:
                return await answer.json()

        while not (await facts())["ready"]:
            pass
        with pytest.raises(Refusal, match="not saved"):
            await store.act(_fill_the_disk)
        said = await facts()
    store.close()

    assert (said["ready"], said["saving"], said["database"]) == (False, False, True)


def _fill_the_disk(unit: Unit) -> None:
    unit.connection.exec_driver_sql("PRAGMA max_page_count = 1")
    for number in range(2000):
        name = f"{number}-{'x' * 500}"
        unit.connection.execute(insert(t.partnerships).values(slug=name, name=name))


async def test_a_process_is_ready_until_no_round_of_deliveries_has_run_for_too_long(
    tmp_path: Path, clock: SettableClock
) -> None:
    of = _settings(tmp_path, GT_TICK_SECONDS=60)  # one tick at the start, no other in this test
    store = open_store(of, clock)
    running = app.running(Process(of, store, installation(of), clock), "127.0.0.1", 0)
    async with running as address, aiohttp.ClientSession() as session:

        async def ready() -> int:
            async with session.get(f"{address}/readyz") as answer:
                return answer.status

        while await ready() != 200:
            pass
        clock.forward(minutes=9)
        assert await ready() == 200
        clock.forward(minutes=1)
        assert await ready() == 503
    store.close()


def test_a_process_that_waits_has_loaded_nothing_that_only_reckons_draws_or_migrates() -> None:
    probe = (
        "import sys, app; app.PARTS.process, app.PARTS.clocks, app.PARTS.leases;"
        "heavy = {'scipy', 'numpy', 'holidays', 'alembic', 'typst', 'xlsxwriter', 'docx',"
        "'openpyxl', 'pyarrow', 'segno', 'matplotlib'};"
        "assert not heavy & set(sys.modules), heavy & set(sys.modules)"
    )
    done = subprocess.run(
        [sys.executable, "-c", probe], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stderr
