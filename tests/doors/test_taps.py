"""How many taps and words each errand takes at Microsoft's Agents Playground, counted by tapping.

A tap is a press on a button, a row, a key or a box to tick. What is typed into a box is counted
apart, as a sentence. The table is printed, and a figure above its limit fails.
"""

from collections.abc import Awaitable, Callable
from typing import NamedTuple

import pytest

from storage import tables as t
from storage.unit import Unit
from tests.doors.client import Client
from tests.doors.stage import Stage
from tests.journeys.cast import COUNCIL

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one program and three clients for all

MOST_WORDS = 158 // 2  # before Start, half of what they were
LIMITS = {  # taps, from the card that begins the errand
    "five questions": 7,
    "nine questions": 14,
    "frontline feedback": 9,
    "a briefing to one agency": 3,
    "a follow-up": 3,
    "a summary": 2,
}
NINE = (
    "Yes, I have used it",
    *["Agree"] * 3,
    "7",
    "Put what health and school know together today",
    ("My team",),
    ("Not enough time",),
    "See each child alone",
)
FIVE = (*["Usually"] * 3, ("Not enough time",), "A child was seen alone")
FRONTLINE = (
    "I have used it with a child or family",
    "Yes, straight away",
    "Always",
    "Always",
    ("Not enough time",),
    "More time with families",
    "No",
)


class Errand(NamedTuple):
    """What an errand took; `words` are those read before Start, where it has one."""

    taps: int
    typed: int
    words: int


Errands = dict[str, Errand]
Step = str | tuple[str, ...]


async def test_no_errand_takes_more_taps_or_words_than_its_limit(stage: Stage) -> None:
    took: Errands = {}
    stage.house.store.act_now(_signed_off)
    stage.house.clock.forward(hours=2, minutes=1)
    await stage.practitioner.sees("A short survey")  # that of the event; it is left open
    await follow_up(stage, took)
    await survey(stage, took, "nine questions", "Six weeks on", NINE)
    await asks_managers(stage.lead)
    await survey(stage, took, "five questions", "What you have seen", FIVE)
    await feedback(stage, took)
    await briefing(stage, took)
    await summary(stage, took)

    _print(took)
    assert {name: one.taps for name, one in took.items() if one.taps > LIMITS[name]} == {}
    assert {name: one.words for name, one in took.items() if one.words > MOST_WORDS} == {}
    assert took.keys() == LIMITS.keys()
    assert stage.house.count(t.responses, finished=True) == 3


async def counted(client: Client, errand: Callable[[], Awaitable[object]]) -> int:
    """Run an errand; return how many taps it took."""
    before = client.tapped
    await errand()
    return client.tapped - before


async def follow_up(stage: Stage, took: Errands) -> None:
    lee = stage.lead
    await lee.asks("home")
    await lee.sees("Everything you can do")
    await lee.picture("home")

    async def errand() -> None:
        await lee.taps("Follow up")
        await lee.sees("Or choose something else")
        await lee.picture("follow-up")
        await lee.taps_row("Hearing children")
        await lee.sees("Ask 3 people?")
        await lee.picture("confirm-follow-up")
        await lee.taps("Ask 3")
        await lee.sees("For 3 people")

    took["a follow-up"] = Errand(await counted(lee, errand), 0, 0)


async def survey(
    stage: Stage, took: Errands, name: str, title: str, steps: tuple[Step, ...]
) -> None:
    """Start the survey that has just come, and answer every question of it."""
    sam = stage.practitioner
    await sam.sees(title)
    await sam.page.locator(".ac-adaptiveCard", has_text="Not now").last.wait_for()
    words = await sam.words_before("Start")
    await sam.picture(f"invitation-{name.split(maxsplit=1)[0]}")

    async def errand() -> None:
        await sam.taps("Start")
        await answers(sam, steps)

    taps = await counted(sam, errand)
    took[name] = Errand(taps, 1, words)


async def answers(sam: Client, steps: tuple[Step, ...]) -> None:
    """Give an answer to each question: tick boxes, words in a box, else a row or a key."""
    for at, step in enumerate(steps):
        await sam.card.get_by_text(f"Question {at + 1} of").wait_for()
        if isinstance(step, tuple):
            await sam.ticks(*step)
            await sam.taps("Next")
        elif await sam.card.get_by_label("Your answer").count():
            await sam.fills("Your answer", step)
            await sam.taps("Next")
        else:
            await sam.taps_row(step)
    await sam.card.get_by_text("All done").wait_for()


async def asks_managers(lee: Client) -> None:
    """Have a lead ask one person the five questions for managers; these taps are not counted."""
    await lee.asks("follow up")
    await lee.sees("Or choose something else")
    await lee.ticks(
        "Hearing children – 4 March 2026",
        "What you have seen as a supervisor – 5 questions, about 2 minutes",
    )
    await lee.fills("Or type a rule", "email=sam@ashford.example")
    await lee.taps("Check")
    await lee.sees("Ask 1 ")
    await lee.taps("Ask 1")
    await lee.sees("For 1 ")


async def feedback(stage: Stage, took: Errands) -> None:
    sam = stage.practitioner
    await sam.asks("help")
    await sam.sees("What you can do here")
    await sam.picture("help")

    async def errand() -> None:
        await sam.taps_row("Feedback")
        await sam.sees("How far have you got")
        await sam.picture("feedback")
        await answers(sam, FRONTLINE)

    took["frontline feedback"] = Errand(await counted(sam, errand), 1, 0)


async def briefing(stage: Stage, took: Errands) -> None:
    lee = stage.lead
    await lee.asks("home")
    await lee.sees("Everything you can do")

    async def errand() -> None:
        await lee.taps("Send briefing")
        await lee.sees("Send it to:")
        await lee.picture("send-briefing")
        await lee.taps_row(COUNCIL)
        await lee.sees("Time and channels")
        await lee.picture("confirm-briefing")
        await lee.taps_row("Send to ")
        await lee.sees("Hearing children")
        await lee.page.get_by_role("button", name="Update").last.wait_for()

    took["a briefing to one agency"] = Errand(await counted(lee, errand), 0, 0)


async def summary(stage: Stage, took: Errands) -> None:
    eve = stage.evaluator
    await eve.asks("home")
    await eve.sees("People")

    async def errand() -> None:
        await eve.taps("Summary")
        await eve.sees("Tap an action")
        await eve.taps_row("See children alone")
        await eve.sees("Your summary is being made")

    took["a summary"] = Errand(await counted(eve, errand), 0, 0)


def _signed_off(unit: Unit) -> None:
    """Sign off the briefing, as a lead has done before."""
    [found] = unit.briefing_versions.listed(1, 10)
    unit.briefing_versions.sign_off(found.id, found.version, 1, unit.now)


def _print(took: Errands) -> None:
    print(f"\n{'errand':26} {'taps':>5} {'limit':>6} {'typed':>6} {'words before Start':>19}")
    for name, one in took.items():
        words = one.words or ""
        print(f"{name:26} {one.taps:5} {LIMITS[name]:6} {one.typed:6} {words:>19}")
