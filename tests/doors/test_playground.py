"""A practitioner, a lead and an evaluator at Microsoft's Agents Playground, as in `make demo`.

They use a real browser. The client has no button for a file card, so that one step, declining the
file, goes by the client's own route. axe-core examines our cards, not the client around them.
Screenshots go to var/artefacts/playground/.
"""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import dataclass
from urllib.parse import urlsplit

import pytest
import pytest_asyncio
from playwright.async_api import async_playwright

from bot.console.demo.facts import Player
from bot.console.demo.playground import playgrounds
from dialogs.impact.import_records import import_briefing
from storage import tables as t
from storage.database.schema import migrate
from surveys.sending.delivery import State
from tests.builders.clock import SettableClock
from tests.doors.client import Client, at_client
from tests.journeys.cast import ENTRA, email
from tests.journeys.house import House, open_house
from tests.stand_ins.activities import CLIENT_ID, TENANT
from tests.tools import need

# One program, one browser and three clients for all.
pytestmark = pytest.mark.asyncio(loop_scope="module")

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


async def test_a_practitioner_answers_a_survey(stage: Stage) -> None:
    sam = stage.practitioner
    await sam.picture("welcome")
    stage.house.clock.forward(hours=2, minutes=1)
    await sam.sees("A short survey")
    await sam.picture("invitation")
    await sam.taps("Start")
    await sam.sees("Question 1 of")
    await sam.ticks("Agree")
    await sam.picture("question")
    await sam.taps("Next")
    await sam.sees("Question 2 of")
    await sam.taps("Skip")
    await sam.sees("how confident")
    await sam.picture("before-and-now")
    await sam.taps("Skip")
    await sam.sees("Question 4 of")
    await sam.taps("Skip")
    await sam.sees("Will you do something differently")
    await sam.ticks("Yes, and I know what")
    await sam.taps("Next")
    await sam.fills("What is the one thing", "See children alone")
    await sam.picture("own-words")
    await sam.taps("Next")
    await sam.picks("Not enough time", "Our recording system")
    await sam.taps("Next")
    await sam.sees("Thank you")
    await sam.picture("thanks")
    assert await sam.violations() == []
    assert stage.house.count(t.answers) == 4
    assert stage.house.count(t.responses, finished=True) == 1


async def test_a_lead_sends_a_briefing_and_sees_what_a_practitioner_does_with_it(
    stage: Stage,
) -> None:
    sam, lee = stage.practitioner, stage.lead
    await sends_to_sam(lee)
    await acts_on_it(sam)
    await lee.taps("Update")
    await lee.sees("delivered and opened")
    await lee.picture("progress")
    assert await lee.violations() == []
    await lee.taps("Who it reached")
    await lee.sees("are hidden to protect people")
    await lee.picture("reach")
    assert await sam.violations() == []
    assert await lee.violations() == []
    assert stage.house.standing() == {State.PROVEN: 1}
    assert stage.house.count(t.acts) == 4
    assert stage.house.count(t.discussions, people=6) == 1


async def test_a_lead_sees_who_was_not_reached_and_why_and_what_to_do(stage: Stage) -> None:
    lee = stage.lead
    await sends(lee, "email=kim@ashford.example", 1)  # whom no one has sent anything yet
    await stage.house.settled()
    await lee.sees("Not reached, and why")
    await lee.picture("progress-with-reasons")
    await lee.taps("Not reached")
    await lee.sees("By name")
    await lee.sees("Ask them to open it once")
    await lee.picture("not-reached")
    assert await lee.violations() == []
    await lee.taps("Back")
    await lee.sees("Not reached, and why")


async def sends(lee: Client, rule: str, people: int, *, signs_off: bool = False) -> None:
    """Send the briefing to the people a rule names."""
    await lee.says("send briefing")
    await lee.sees("Which briefing?")
    await lee.fills("Or type a rule", rule)
    await lee.picture("choose")
    await lee.taps("Check")
    await lee.sees(f"Send to {people} ")
    await lee.picture("confirm")
    if signs_off:
        await lee.card.get_by_role("checkbox", name="I have re-read this").check()
    await lee.taps(f"Send to {people}")
    await lee.sees(f"For {people} ")


async def sends_to_sam(lee: Client) -> None:
    """Send it to one person, signed off by the sender."""
    await sends(lee, "email=sam@ashford.example", 1, signs_off=True)


async def acts_on_it(sam: Client) -> None:
    """Read a briefing heading by heading, and tell what came of it."""
    await sam.sees("Seven-minute briefing")
    await sam.picture("briefing")
    await sam.folds_open("Background")
    await sam.sees("Seven services knew the family")
    await sam.picture("briefing-folded-open")
    await sam.taps("I have read this")
    await sam.sees("You have read this.")
    await sam.taps("We discussed it")
    await sam.sees("How did the discussion go?")
    await sam.ticks("In the team")
    await sam.fills("How many people took part", "6")
    await sam.fills("What did you agree to change?", "We ask who lives in the home, every time.")
    await sam.picture("discussion")
    await sam.taps("Save")
    await sam.sees("You have told us how it was discussed.")
    await sam.taps("What I will change")
    await sam.sees("One thing you will do differently")
    await sam.fills("What will you do differently?", "See each child alone")
    await sam.fills("By when?", "2026-04-01")
    await sam.picture("intention")
    await sam.taps("Save")
    await sam.sees("You have said what you will do differently.")
    await sam.taps("It was useful")
    await sam.sees("You found this useful.")
    await sam.picture("briefing-acted-on")


async def test_an_evaluator_asks_for_a_summary_and_takes_it_from_the_web(stage: Stage) -> None:
    eve = stage.evaluator
    await eve.says("summary")
    await eve.sees("Which action?")
    await eve.ticks("JSON, for a scrutineer")
    await eve.picture("ask")
    await eve.taps("Make the summary")
    await eve.sees("Your summary is being made")
    await stage.house.lines.until(lambda: eve.file_card() is not None)
    await eve.declines(eve.file_card() or {})
    await eve.sees("Your summary is ready to download")
    await eve.picture("download")
    assert await eve.violations() == []
    [link] = [one for one in eve.frames if "evaluate/download" in one][-1:]
    path = urlsplit(link[link.index("http://localhost:3978/evaluate") :].split('"')[0]).path
    status, content = await stage.house.lines.page(path, {})
    assert status == 200
    assert b'"golden-thread/impact-summary/2"' in content
