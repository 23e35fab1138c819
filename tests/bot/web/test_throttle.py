"""Flooding is met with delay: measured by a clock that the test turns, and once by a real one."""

import asyncio
from contextlib import suppress
from time import monotonic

from aiohttp import ClientTimeout

from bot.proxies import parse_proxies
from bot.web import ThrottleRate, WebSettings
from bot.web.throttle import ThrottleQueue
from dialogs.asking.answer_form import SubmitForm
from tests.bot.web.opened import House, opened

SLOW = ThrottleRate(burst=2, per_second=10, longest=0.3)
FAST = ThrottleRate(burst=1000, per_second=1000)


class Hand:
    """A clock moved by hand."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_the_first_ones_do_not_wait() -> None:
    queue = ThrottleQueue(ThrottleRate(burst=3, per_second=1), Hand())
    assert [queue.wait(b"a") for _ in range(3)] == [0, 0, 0]


def test_those_beyond_wait_in_line() -> None:
    queue = ThrottleQueue(ThrottleRate(burst=1, per_second=2), Hand())
    assert [queue.wait(b"a") for _ in range(4)] == [0, 0.5, 1.0, 1.5]


def test_nobody_waits_longer_than_the_longest() -> None:
    queue = ThrottleQueue(ThrottleRate(burst=1, per_second=1, longest=5), Hand())
    assert max(queue.wait(b"a") for _ in range(1000)) == 5


def test_a_flood_that_has_ended_is_soon_forgotten() -> None:
    hand = Hand()
    queue = ThrottleQueue(ThrottleRate(burst=1, per_second=1, longest=5), hand)
    for _ in range(1000):
        queue.wait(b"a")
    hand.at = 7
    assert queue.wait(b"a") == 0


def test_one_link_does_not_hold_up_another() -> None:
    queue = ThrottleQueue(ThrottleRate(burst=1, per_second=1), Hand())
    queue.wait(b"a")
    assert queue.wait(b"a") > 0
    assert queue.wait(b"b") == 0


def test_no_more_is_remembered_than_allowed() -> None:
    queue = ThrottleQueue(ThrottleRate(burst=1, per_second=1), Hand(), most=10)
    for number in range(1000):
        queue.wait(b"%d" % number)
    assert len(queue) == 10


async def flood(
    settings: WebSettings, paths: list[str], headers: list[dict[str, str]]
) -> tuple[float, set[int]]:
    async with opened(House(), settings=settings) as client:
        start = monotonic()
        asked = [client.get(path, headers=head) for path, head in zip(paths, headers, strict=True)]
        statuses = {response.status for response in await asyncio.gather(*asked)}
        return monotonic() - start, statuses


async def test_a_flood_on_one_link_is_slowed_and_never_refused() -> None:
    seconds, statuses = await flood(
        WebSettings(per_link=SLOW, per_address=FAST), ["/f/abcd1234"] * 12, [{}] * 12
    )
    assert statuses == {200}
    assert seconds >= 0.3


async def test_a_flood_from_one_address_over_many_links_is_slowed() -> None:
    paths = [f"/f/abcd{number}" for number in range(12)]
    seconds, statuses = await flood(WebSettings(per_link=FAST, per_address=SLOW), paths, [{}] * 12)
    assert statuses == {200}
    assert seconds >= 0.3


async def test_behind_a_proxy_every_family_has_its_own_allowance() -> None:
    settings = WebSettings(
        per_link=FAST,
        per_address=ThrottleRate(burst=1, per_second=0.1, longest=4),
        proxies=parse_proxies("127.0.0.1"),
    )
    headers = [{"X-Forwarded-For": f"198.51.100.1, 203.0.113.{number}"} for number in range(12)]
    seconds, _ = await flood(settings, [f"/f/abcd{number}" for number in range(12)], headers)
    assert seconds < 3


async def test_what_is_sent_is_taken_before_any_delay_and_by_who_leaves_meanwhile() -> None:
    house = House()
    slow = ThrottleRate(burst=1, per_second=0.01, longest=60)
    async with opened(house, settings=WebSettings(per_link=slow, per_address=FAST)) as client:
        await client.get("/healthz")
        for number in range(3):
            with suppress(TimeoutError):
                body = {"_once": "1", "say": f"I am scared {number}"}
                await client.post("/f/abcd1234", data=body, timeout=ClientTimeout(total=0.5))
    said = [command.fields["say"] for command in house.asked if isinstance(command, SubmitForm)]
    assert said == [(f"I am scared {number}",) for number in range(3)]


async def test_health_is_never_slowed() -> None:
    none = ThrottleRate(burst=1, per_second=0.1, longest=4)
    seconds, _ = await flood(
        WebSettings(per_link=none, per_address=none), ["/healthz"] * 12, [{}] * 12
    )
    assert seconds < 3
