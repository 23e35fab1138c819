"""The metrics of `/metrics`, read as Prometheus reads them, from a process that runs."""

from collections.abc import AsyncGenerator
from contextlib import asynccontextmanager
from datetime import timedelta
from pathlib import Path

import aiohttp
import pytest
from prometheus_client.parser import text_string_to_metric_families

import app
from bot.process import Process
from bot.settings import read_settings
from bot.startup import installation, open_store
from bot.watching import WatchingObserver
from bot.web import WebSettings
from bot.web.metrics import UNTIL_ACKNOWLEDGED
from storage.store import Store
from surveys.asking.lexicon import ConcernClass
from surveys.problems import Refusal
from tests.bot.web.opened import House, opened
from tests.builders.clock import SettableClock
from tests.builders.concerns import a_concern, take_on
from tests.builders.partnership import a_town


def read(text: str) -> dict[str, float]:
    """Return every sample of a text, by name and labels."""
    return {
        f"{one.name}{sorted(one.labels.items())}": one.value
        for family in text_string_to_metric_families(text)
        for one in family.samples
    }


async def scraped(address: str) -> str:
    async with aiohttp.ClientSession() as session, session.get(f"{address}/metrics") as answer:
        assert answer.status == 200
        return await answer.text()


@asynccontextmanager
async def a_process(folder: Path, clock: SettableClock) -> AsyncGenerator[tuple[str, Store]]:
    """Run an installation as `serve` does, and give its address and its store."""
    of = read_settings(
        GT_DATABASE_URL=f"sqlite:///{folder / 'gt.db'}",
        GT_KEYS_FILE=str(folder / "keys.json"),
        GT_TICK_SECONDS=60,
        GT_SECRET_ENDS="2027-05-31",
    )
    store = open_store(of, clock, WatchingObserver())
    process = Process(of, store, installation(of), clock)
    try:
        async with app.running(process, "127.0.0.1", 0) as address:
            yield address, store
    finally:
        store.close()


async def test_a_process_gives_every_metric_with_its_words_and_a_type(
    tmp_path: Path, clock: SettableClock
) -> None:
    async with a_process(tmp_path, clock) as (address, store):
        await store.act(lambda unit: unit.heartbeats.beat("clock", unit.now))
        text = await scraped(address)
    ours = [
        one for one in text_string_to_metric_families(text) if one.name.startswith("golden_thread")
    ]

    assert all(one.documentation and one.type != "unknown" for one in ours)
    assert len({one.name for one in ours}) == len(ours) > 25


async def test_the_figures_are_those_of_the_database(tmp_path: Path, clock: SettableClock) -> None:
    async with a_process(tmp_path, clock) as (address, store):
        town = a_town(store)
        a_concern(store, "Ashford", ConcernClass.RED)
        a_concern(store, "Ashford", ConcernClass.AMBER, mark="2")
        clock.forward(minutes=20)
        take_on(store, 2, town.ids["lea"])
        found = read(await scraped(address))

    assert found["golden_thread_concerns_late[('class', 'red')]"] == 1
    assert found["golden_thread_concerns_open[('class', 'amber')]"] == 1
    assert found["golden_thread_concerns_new[('class', 'green')]"] == 0
    name = "golden_thread_concern_acknowledged_seconds"
    assert found[f"{name}_sum[('class', 'amber')]"] == 20 * 60
    assert found[f"{name}_bucket[('class', 'amber'), ('le', '900.0')]"] == 0
    assert found[f"{name}_bucket[('class', 'amber'), ('le', '1800.0')]"] == 1
    assert found[f"{name}_bucket[('class', 'amber'), ('le', '+Inf')]"] == 1
    assert found["golden_thread_deliveries[('door', 'email'), ('state', 'failed')]"] == 0
    assert found["golden_thread_secret_ends_timestamp_seconds[]"] == 1_811_721_600
    assert found["golden_thread_ready[]"] in {0.0, 1.0}
    assert found["golden_thread_commit_seconds_count[]"] > 0


async def test_no_metric_names_a_partnership_a_person_or_a_concern(
    tmp_path: Path, clock: SettableClock
) -> None:
    async with a_process(tmp_path, clock) as (address, store):
        a_town(store)
        ref = a_concern(store, "Ashford", ConcernClass.RED)
        text = (await scraped(address)).lower()

    for said in ("ashford", "bexfield", "lea", "marmalade", ref.lower()):
        assert said not in text.replace("least", "").replace("released", "")


async def test_without_the_database_the_rest_is_said(caplog: pytest.LogCaptureFixture) -> None:
    async with opened() as client:
        text = await (await client.get("/metrics")).text()
    found = read(text)

    assert found["golden_thread_ready[]"] == 1
    assert found["golden_thread_build_info[('engine', 'sqlite'), ('version', '1.2.3')]"] == 1
    assert "golden_thread_deliveries" not in text
    assert "hunter2" not in text + caplog.text


async def test_a_part_that_does_not_work_is_named() -> None:
    async def broken() -> None:
        raise ConnectionError

    async with opened(House(), readiness=broken) as client:
        found = read(await (await client.get("/metrics")).text())

    assert found["golden_thread_part_ready[('part', 'database')]"] == 0
    assert found["golden_thread_part_ready[('part', 'keys')]"] == 1
    assert found["golden_thread_ready[]"] == 0


async def test_units_that_are_not_saved_are_counted_by_kind(
    tmp_path: Path, clock: SettableClock
) -> None:
    name = "golden_thread_commits_failed_total[('kind', 'OperationalError')]"
    async with a_process(tmp_path, clock) as (address, store):
        before = read(await scraped(address)).get(name, 0)
        with pytest.raises(Refusal, match="not saved"):
            await store.act(lambda unit: unit.connection.exec_driver_sql("SELECT * FROM nowhere"))
        after = read(await scraped(address))

    assert after[name] == before + 1


def test_the_deadline_of_a_red_concern_is_a_bound_of_the_histogram() -> None:
    assert timedelta(minutes=15).total_seconds() in UNTIL_ACKNOWLEDGED


@pytest.mark.parametrize(
    ("headers", "proxies", "said"),
    [
        ({}, "", "none"),
        ({"X-Forwarded-For": "203.0.113.9"}, "", "unknown"),
        ({"X-Forwarded-For": "203.0.113.9"}, "127.0.0.1", "believed"),
        ({"Forwarded": "for=203.0.113.9"}, "10.0.0.1", "unknown"),
    ],
)
async def test_health_says_whose_proxy_a_request_passed(
    headers: dict[str, str], proxies: str, said: str
) -> None:
    believed = read_settings(GT_PROXIES=proxies).proxy_networks
    async with opened(settings=WebSettings(proxies=believed)) as client:
        facts = await (await client.get("/healthz", headers=headers)).json()

    assert facts == {"live": True, "version": "1.2.3", "proxy": said}
