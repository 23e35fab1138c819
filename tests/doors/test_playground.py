"""A practitioner, a lead and an evaluator at Microsoft's Agents Playground, as in `make demo`.

They use a real browser. The client has no button for a file card, so that one step, declining the
file, goes by the client's own route. axe-core examines our cards, not the client around them.
Screenshots go to var/artefacts/playground/.
"""

from urllib.parse import urlsplit

import pytest

from storage import tables as t
from surveys.sending.delivery import State
from tests.doors.client import Client
from tests.doors.stage import Stage

# One program, one browser and three clients for all.
pytestmark = pytest.mark.asyncio(loop_scope="module")


async def test_a_practitioner_answers_a_survey(stage: Stage) -> None:
    sam = stage.practitioner
    await sam.picture("welcome")
    stage.house.clock.forward(hours=2, minutes=1)
    await sam.sees("A short survey")
    await sam.picture("invitation")
    await sam.taps("Start")
    await sam.sees("Question 1 of")
    await sam.picture("question")
    await sam.taps("Agree")
    await sam.sees("Question 2 of")
    await sam.taps("Skip")
    await sam.sees("how confident")
    await sam.picture("before")
    await sam.taps("3")
    await sam.sees("Before: 3")
    await sam.picture("now")
    await sam.taps("8")
    await sam.sees("Question 4 of")
    await sam.taps("Skip")
    await sam.sees("Will you do something differently")
    await sam.taps("Yes, and I know what")
    await sam.sees("What is the one thing")
    await sam.fills("Your answer", "See children alone")
    await sam.picture("own-words")
    await sam.taps("Next")
    await sam.ticks("Not enough time", "Our recording system")
    await sam.picture("several")
    await sam.taps("Next")
    await sam.sees("Thank you")
    await sam.picture("thanks")
    assert await sam.violations() == []
    assert stage.house.count(t.answers) == 5
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
    await eve.sees("Tap an action")
    await eve.picture("summary")
    await eve.taps("Other formats")
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
