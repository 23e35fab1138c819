"""Each address of the demonstration opens on a card with something to do, on this machine only.

The pages are those of the real local Teams client, in a real browser, for people who have the app
already, as after the walkthrough. Pictures go to var/artefacts/playground/.
"""

import socket
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from bot.console.demo.first_cards import first_cards
from bot.console.demo.playground import playgrounds
from storage.database.schema import migrate
from tests.builders.clock import SettableClock
from tests.doors.client import Client, open_page
from tests.doors.stage import NOTHING_FROM_ELSEWHERE, PARTS, Cast
from tests.journeys.house import open_house
from tests.stand_ins.activities import CLIENT_ID, TENANT
from tests.tools import need

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one program and three clients for all

OPENS_ON = {
    "practitioner": ("Your surveys", "After the event"),
    "lead": ("Everything you can do", "Send briefing"),
    "evaluator": ("Ask for an impact summary", "Other formats"),
}


@dataclass(frozen=True)
class Opened:
    """The three pages as they opened, by part."""

    clients: dict[str, Client]


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def opened(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Opened]:
    chromium, _, _ = need("chromium"), need("node"), need("npm")
    folder: Path = tmp_path_factory.mktemp("first-cards")
    url = f"sqlite:///{folder / 'first-cards.db'}"
    migrate(url)
    local = {"GT_OPENID_METADATA_URL": "", "GT_TOKEN_URL": ""}  # the client signs nothing
    cast, ids = Cast(), (CLIENT_ID, TENANT)
    async with (
        open_house(url, folder / "keys.json", SettableClock(), **local) as house,
        first_cards(cast.players, house.lines.address) as front,
        playgrounds(cast, front, ids, folder, opens=False) as stages,
        async_playwright() as playwright,
    ):
        [sam, *_] = await house.people(*PARTS.values())
        house.clock.forward(hours=2, minutes=1)
        await sam.gets("A short survey")
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", NOTHING_FROM_ELSEWHERE]
        )
        clients = {
            one.player.part: await open_page(browser, one.address, one.player.part)
            for one in stages
        }
        yield Opened(clients)
        await browser.close()


@pytest.mark.parametrize("part", OPENS_ON)
async def test_a_page_opens_on_a_card_with_something_to_do(opened: Opened, part: str) -> None:
    client, (words, button) = opened.clients[part], OPENS_ON[part]
    await client.sees(words)
    await client.card.get_by_role("button", name=button).first.wait_for()
    await client.picture("first-card")


@pytest.mark.parametrize("part", OPENS_ON)
async def test_a_client_listens_on_this_machine_only(opened: Opened, part: str) -> None:
    port = urlsplit(opened.clients[part].address).port or 0
    socket.create_connection(("127.0.0.1", port), 5).close()
    with pytest.raises(OSError, match=r"refused|timed out|assign"):
        socket.create_connection(("127.0.0.2", port), 5)  # any other address of this machine
