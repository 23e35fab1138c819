"""Typed words over signed HTTP: read as phones write them, and never an action by a likeness."""

from sqlalchemy import select

from storage import tables as t
from tests.journeys.cast import email
from tests.journeys.house import House
from tests.journeys.person import reads


def _has_stopped(house: House, name: str) -> bool:
    query = select(t.people.c.opted_out).where(t.people.c.email == email(name))
    return house.store.look(lambda unit: unit.connection.scalars(query).one())


async def test_stop_in_other_words_asks_and_a_tap_stops(either_house: House) -> None:
    house = either_house
    [ali] = await house.people("ali")
    for words in ("Stop please", "<at>Golden Thread</at> STOP.", "unsubscribe\u200e", "“Opt out”"):
        await ali.says(words)
        assert "Stop all messages?" in reads(ali.card)
        assert not _has_stopped(house, "ali")
    await ali.taps("stop")
    assert "Messages are stopped" in reads(ali.card)
    assert _has_stopped(house, "ali")
    await ali.says("Start, please!")
    assert not _has_stopped(house, "ali")


async def test_a_slip_is_offered_the_nearest_word_as_a_button(house: House) -> None:
    [lee] = await house.people("lee")
    await lee.says("\u2066Concers\u2069 🙏")
    assert "Did you mean “concerns”?" in reads(lee.card)
    await lee.taps("concerns")
    assert "There are no open concerns" in reads(lee.card)


async def test_help_me_says_whom_to_call(house: House) -> None:
    [ali] = await house.people("ali")
    await ali.says("help me")
    assert "No one reads what is typed here" in reads(ali.card)
    assert "999" in reads(ali.card)
    assert house.count(t.concerns) == 0
    await ali.says("help me, he has a knife")
    assert "999" in reads(ali.card)
    assert house.count(t.concerns) == 1


async def test_a_rule_typed_on_a_phone_finds_the_people(either_house: House) -> None:
    [lee] = await either_house.people("lee")
    await lee.says("Send briefing.")
    await lee.taps("preview-briefing", briefing="Hearing children", rule="Agency=‘Ashford Polcie’ ")
    assert "There is no agency “Ashford Polcie”. Did you mean “Ashford Police”?" in reads(lee.card)
    await lee.taps(
        "preview-briefing",
        briefing="Hearing children",
        rule="Agency=“ashford police” AND\N{NO-BREAK SPACE}role=practitioner.",
    )
    assert "Send to 5 people?" in reads(lee.card)
