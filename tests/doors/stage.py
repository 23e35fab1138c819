"""The stage of the tests at Microsoft's Agents Playground: the running program, and three clients.

One program, one browser and three clients serve all the tests of a module.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from bot.console.demo.facts import Player
from bot.console.demo.playground import playgrounds
from dialogs.impact.import_records import import_briefing
from storage.database.schema import migrate
from tests.builders.clock import SettableClock
from tests.doors.client import Client, at_client
from tests.journeys.cast import ENTRA, email
from tests.journeys.house import House, open_house
from tests.stand_ins.activities import CLIENT_ID, TENANT
from tests.tools import need

NOTHING_FROM_ELSEWHERE = (
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE localhost, EXCLUDE 127.0.0.1"
)
PARTS = {"practitioner": "sam", "lead": "lee", "evaluator": "eve"}


BRIEFING = """---
partnership: Ashford
ref: B1
title: Hearing children
action_refs: [A1]
links:
  - title: The review
    address: https://ashford.example/review
---
## Background
A review looked at work with a family in which a baby was hurt. Seven services knew the family.
## What we found
- Children were seen with their parents.
- Nobody had asked who else lived in the home.
## What must change
Ask who lives in the home at every visit, and see each child alone.
## Questions for your team
When did you last see a child alone?
"""


def player(name: str, part: str = "") -> Player:
    return Player(f"{name.title()} Reed", email(name), ENTRA[name], "Ashford Council", part)


@dataclass(frozen=True)
class Cast:
    """Who can be played, and who else the client lists."""

    players = tuple(player(name, part) for part, name in PARTS.items())
    others = (player("ali"), player("bea"), player("cai"))


@dataclass(frozen=True)
class Stage:
    """The running program, and each person's client."""

    house: House
    practitioner: Client
    lead: Client
    evaluator: Client


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def stage(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Stage]:
    chromium, _, _ = need("chromium"), need("node"), need("npm")
    folder = tmp_path_factory.mktemp("playground")
    url = f"sqlite:///{folder / 'playground.db'}"
    migrate(url)
    local = {"GT_OPENID_METADATA_URL": "", "GT_TOKEN_URL": ""}  # the client signs nothing
    async with (
        open_house(url, folder / "keys.json", SettableClock(), **local) as house,
        playgrounds(
            Cast(), house.lines.address, (CLIENT_ID, TENANT), folder, opens=False
        ) as stages,
        async_playwright() as playwright,
    ):
        # A container has no user namespaces to build the sandbox from; only our own loopback pages
        # are opened.
        browser = await playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", NOTHING_FROM_ELSEWHERE]
        )
        house.store.act_now(lambda unit: import_briefing(BRIEFING, "b1.md", None, False, unit))
        clients = [at_client(browser, one.address, one.player.part) for one in stages]
        yield Stage(house, *await asyncio.gather(*clients))
        await browser.close()
