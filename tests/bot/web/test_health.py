"""Health for operators."""

from datetime import UTC, datetime

import pytest

from bot.web import Readiness, WebSettings
from tests.bot.web.opened import House, opened


async def not_delivering() -> Readiness:
    tick = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
    return Readiness(database=True, clock=True, delivering=False, last_delivery_tick=tick)


async def broken() -> Readiness:
    raise ConnectionError("password=hunter2")


async def test_live_asks_nobody() -> None:
    async with opened(readiness=broken) as client:
        assert (await client.get("/healthz")).status == 200


async def test_ready_when_all_parts_work() -> None:
    async with opened() as client:
        response = await client.get("/readyz")
        assert (response.status, (await response.json())["ready"]) == (200, True)


async def test_not_ready_says_which_part() -> None:
    async with opened(readiness=not_delivering) as client:
        response = await client.get("/readyz")
        facts = await response.json()
    assert response.status == 503
    assert facts == {
        "ready": False,
        "database": True,
        "saving": True,
        "clock": True,
        "delivering": False,
        "last_delivery_tick": "2026-11-22T09:30:00+00:00",
        "alerts_not_reached": 0,
        "watch_missing": False,
        "retention_overdue": 0,
        "last_watch": None,
    }


async def test_a_failing_question_is_not_ready_and_tells_nothing(
    caplog: pytest.LogCaptureFixture,
) -> None:
    async with opened(readiness=broken) as client:
        response = await client.get("/readyz")
        assert response.status == 503
        assert "hunter2" not in await response.text() + caplog.text


async def test_figures_are_given_on_the_machine_itself() -> None:
    async with opened() as client:
        response = await client.get("/metrics")
        assert response.status == 200
        assert "process_cpu_seconds_total" in await response.text()


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP"])
async def test_figures_are_not_given_through_a_proxy(header: str) -> None:
    async with opened() as client:
        assert (await client.get("/metrics", headers={header: "203.0.113.9"})).status == 404


@pytest.mark.parametrize(
    ("given", "status"), [("Bearer right", 200), ("Bearer wrong", 404), ("right", 404)]
)
async def test_figures_are_given_for_the_token(given: str, status: int) -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "Authorization": given}
    async with opened(House(), settings=WebSettings(metrics_token="right")) as client:
        assert (await client.get("/metrics", headers=headers)).status == status


async def test_no_token_opens_nothing_where_none_is_set() -> None:
    headers = {"X-Forwarded-For": "203.0.113.9", "Authorization": "Bearer None"}
    async with opened() as client:
        assert (await client.get("/metrics", headers=headers)).status == 404
