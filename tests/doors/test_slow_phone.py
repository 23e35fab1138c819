"""A form on a slow telephone network: few requests, few bytes, and nothing waits for the script."""

from typing import Any

import pytest
from aiohttp.test_utils import TestServer
from playwright.async_api import Browser, Page

from bot.web.static_files import SCRIPT
from storage.store import Store
from surveys.library import shipped
from tests.bot.web.opened import application
from tests.builders.asking import a_form
from tests.builders.partnership import a_town
from tests.doors.test_question_pages import PUBLIC, house_of

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one browser for all
SLOW_3G = {
    "offline": False,
    "latency": 400,  # ms, there and back
    "downloadThroughput": 400_000 / 8,  # bytes a second
    "uploadThroughput": 400_000 / 8,
}
FIRST_PAGE, NEXT_PAGE = 32_000, 10_000  # bytes, headers and all: at 400 kbit/s 0.7 s and 0.2 s


class Traffic:
    """What a page fetched over the network, and how many bytes; what the browser kept is none."""

    def __init__(self) -> None:
        self._types: dict[str, str] = {}
        self.asked: list[str] = []
        self.bytes = 0

    async def watch(self, page: Page) -> None:
        session: Any = await page.context.new_cdp_session(page)
        session.on("Network.responseReceived", self._received)
        session.on("Network.loadingFinished", self._finished)
        await session.send("Network.enable")
        await session.send("Network.emulateNetworkConditions", SLOW_3G)

    def _received(self, event: dict[str, Any]) -> None:
        self._types[event["requestId"]] = event["type"]

    def _finished(self, event: dict[str, Any]) -> None:
        if event["encodedDataLength"]:
            self.asked.append(self._types[event["requestId"]])
            self.bytes += int(event["encodedDataLength"])


@pytest.mark.parametrize("code", PUBLIC)
async def test_the_first_page_is_light_and_the_next_one_lighter(
    browser: Browser, sqlite_store: Store, code: str
) -> None:
    assert code in shipped()
    link = a_form(a_town(sqlite_store), code)
    async with TestServer(application(house_of(sqlite_store))) as server:
        page = await (await browser.new_context()).new_page()
        first, second = Traffic(), Traffic()
        await first.watch(page)
        await page.goto(str(server.make_url(f"/f/{link}?page=none")), wait_until="networkidle")
        assert sorted(first.asked) == ["Document", "Script", "Stylesheet"]
        assert first.bytes <= FIRST_PAGE
        await second.watch(page)
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.wait_for_load_state("networkidle")
        assert second.asked == ["Document"]
        assert second.bytes <= NEXT_PAGE
        await page.context.close()


async def test_a_form_is_used_while_its_script_has_not_come(
    browser: Browser, sqlite_store: Store
) -> None:
    link = a_form(a_town(sqlite_store), "child-8-11")
    async with TestServer(application(house_of(sqlite_store))) as server:
        page = await browser.new_page()
        await page.route(f"**{SCRIPT.address}", lambda route: None)  # never answered
        await page.goto(str(server.make_url(f"/f/{link}")), wait_until="commit")
        await page.get_by_role("button", name="Start", exact=True).click()
        await page.get_by_text("1 of 7").wait_for()
        await page.close()
