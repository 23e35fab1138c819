"""Every kind of question at Microsoft's Agents Playground: answered by its client, and stored."""

import json

import pytest
from sqlalchemy import select

from storage import tables as t
from storage.unit import Unit
from tests.builders import stored
from tests.builders.every_kind import every_kind
from tests.doors.stage import Stage
from tests.journeys.cast import email

pytestmark = pytest.mark.asyncio(loop_scope="module")  # one program and three clients for all


def asks_sam(unit: Unit) -> None:
    made = every_kind(mode="named")
    unit.instruments.add(made, unit.now)
    wave = stored.a_wave(
        unit,
        1,
        action_id=1,
        instrument_version=made.version,
        voice=made.voice.value,
        label="Every kind",
        opens_at=unit.now,
        closes_at=None,
    )
    sam = unit.connection.scalars(select(t.people.c.id).where(t.people.c.email == email("sam")))
    stored.rows(unit, t.invitations, [{"wave_id": wave, "person_id": sam.one(), "state": "asked"}])


async def test_every_kind_is_answered_on_cards(stage: Stage) -> None:
    sam = stage.practitioner
    stage.house.store.act_now(asks_sam)
    await sam.asks("my surveys")
    await sam.taps_row("Every kind")
    await sam.sees("About your visits")
    await sam.fills("Your answer (visits)", "12")
    await sam.taps("Next")
    await sam.sees("When did you see the child?")
    await sam.fills("Your answer", "2026-01-05")
    await sam.taps("Next")
    await sam.sees("Tap what comes first.")
    await sam.taps_row("A checklist")
    await sam.sees("Tap what comes next.")
    await sam.taps_row("Time")
    await sam.sees("3: Talking it over")
    await sam.picture("order")
    await sam.taps("Next")
    await sam.sees("Children are seen alone.")
    await sam.taps_row("Often")
    await sam.sees("Their words are written down.")
    await sam.taps_row("Never")
    await sam.sees("How much do you like it?")
    await sam.taps_row("Loads")
    await sam.sees("What gets in the way?")
    await sam.ticks("Time", "None of these")
    await sam.taps("Next")
    await sam.sees("Please choose one or the other.")
    await sam.picture("chosen-alone")
    await sam.card.get_by_role("checkbox", name="Time").uncheck()
    await sam.taps("Next")
    await sam.sees("Where do you work?")
    box = sam.card.get_by_role("combobox", name="Your answer")
    await box.press_sequentially("Place 60")
    await sam.picture("long-list")
    await sam.page.get_by_role("option", name="Place 60").click()
    await sam.taps("Next")
    await sam.sees("All done")
    rows = select(t.answers.c.question, t.answers.c.value)
    values = stage.house.store.look(
        lambda unit: {r.question: json.loads(r.value) for r in unit.connection.execute(rows)}
    )
    assert values == {
        "visits": 12,
        "seen": "2026-01-05",
        "order": ["tools", "time", "talk"],
        "team-alone": "often",
        "team-words": "never",
        "like": "loads",
        "stops": ["none"],
        "place": "p60",
    }
