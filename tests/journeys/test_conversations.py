"""A chat on two phones: every card is known with its version, and an old one changes nothing."""

import asyncio
import json
from datetime import timedelta
from typing import Any

import pytest

from storage import tables as t
from surveys.sending.delivery import State
from tests.journeys.house import House
from tests.journeys.person import RE_READ, Person, reads
from tests.journeys.test_after_sending import ALI, all_updated, cards_put, changes_text
from tests.journeys.test_an_answer import asked

MINE = "email=ali@ashford.example"


async def previews(lead: Person, rule: str = MINE) -> dict[str, Any]:
    """Have a lead check a briefing before sending; returns the tap that would send it."""
    await lead.says("send briefing")
    await lead.taps("preview-briefing", briefing="Hearing children", rule=rule)
    box = {"word": "I have re-read this and nobody could be identified"}
    return lead.tap("confirm-briefing", **box)


def again(tapped: dict[str, Any], at: int) -> dict[str, Any]:
    """The same tap from another phone: Teams gives it an id of its own."""
    return tapped | {"id": f"f:phone-{at}"}


async def test_an_old_card_gets_the_one_that_is_shown_and_overwrites_no_answer(
    either_house: House,
) -> None:
    sam = await asked(either_house)
    on_the_other_phone = sam.tap("answer", value="Disagree")
    await sam.taps("answer", value="Agree")
    shown = await sam.taps("answer", value="Strongly agree")

    assert await sam.sends(again(on_the_other_phone, 1)) == shown
    assert either_house.count(t.answers, value='"disagree"') == 0
    assert either_house.count(t.answers) == 2


async def test_skip_on_an_old_card_takes_nothing_back_from_a_finished_survey(
    house: House,
) -> None:
    sam = await asked(house)
    await sam.taps("answer", value="Agree")
    skip, later = sam.tap("skip"), sam.tap("later")
    while "skip" in reads(sam.card):
        await sam.taps("skip")
    answers = house.count(t.answers)

    for at, tapped in enumerate((skip, later)):
        assert "Thank you" in reads(await sam.sends(again(tapped, at)))
    assert house.count(t.answers) == answers == 1
    assert house.count(t.responses, finished=True) == 1


@pytest.mark.parametrize("verb", ["skip", "back", "later", "answer"])
async def test_a_survey_finished_on_one_card_is_finished_on_the_others(
    house: House, verb: str
) -> None:
    sam = await asked(house)
    await sam.taps("answer", value="Agree")
    filled = {"value": "Strongly disagree"} if verb == "answer" else {}
    on_the_invitation = sam.tap(verb, **filled)
    await sam.says("my surveys")
    await sam.taps("open-survey")
    while "skip" in reads(sam.card):
        await sam.taps("skip")
    assert "Thank you" in reads(sam.card)

    assert "Thank you" in reads(await sam.sends(on_the_invitation))
    assert house.count(t.answers) == 1


async def test_a_check_card_that_was_left_sends_nothing_from_another_phone(
    either_house: House,
) -> None:
    lee, _ = await either_house.people("lee", "ali")
    confirm = await previews(lee)
    await lee.taps("home")

    assert "Ashford" in reads(await lee.sends(again(confirm, 1)))
    assert either_house.count(t.dispatches, title="Hearing children") == 0


async def test_a_decision_is_good_once(house: House) -> None:
    lee, _ = await house.people("lee", "ali")
    confirm = await previews(lee)
    await lee.sends(confirm)
    assert await house.settled() == {State.SENT: 1}

    assert "For 1 person." in reads(await lee.sends(again(confirm, 1)))
    assert house.count(t.dispatches, title="Hearing children") == 1


async def test_a_check_card_is_shown_again_after_fifteen_minutes_and_sends_at_the_next_tap(
    either_house: House,
) -> None:
    house = either_house
    lee, _ = await house.people("lee", "ali")
    for wait in (timedelta(minutes=15), timedelta(days=90)):
        confirm = await previews(lee)
        house.clock.now += wait

        card = await lee.sends(confirm)
        assert "nothing was sent or changed" in card["body"][0]["text"]
        assert "Send to 1 person?" in reads(card)
        assert house.count(t.dispatches, title="Hearing children") == 0
    await lee.signs_off_and_sends()
    assert await house.settled() == {State.SENT: 1}


async def test_a_check_card_from_before_versions_is_shown_again(house: House) -> None:
    lee, _ = await house.people("lee", "ali")
    confirm = await previews(lee)
    del confirm["value"]["action"]["data"]["message"]

    assert "nothing was sent or changed" in reads(await lee.sends(confirm))
    await lee.signs_off_and_sends()
    assert await house.settled() == {State.SENT: 1}


async def test_every_phone_is_shown_what_was_tapped_once_the_taps_have_ended(
    either_house: House,
) -> None:
    house = either_house
    sam = await asked(house)
    await sam.taps("answer", value="Agree")
    shown = await sam.taps("answer", value="Strongly agree")
    assert cards_put(house, sam) == []

    house.clock.forward(seconds=3)
    await house.lines.until(lambda: cards_put(house, sam) != [])
    [put] = cards_put(house, sam)
    assert put == shown
    every = house.count(t.chat_messages)
    await house.lines.until(lambda: house.count(t.chat_messages, put_at=None) == every)


async def test_a_card_that_cannot_be_put_now_is_put_later(house: House) -> None:
    sam = await asked(house)
    house.lines.connector.script("throttled", "unavailable", kind="update")
    shown = await sam.taps("answer", value="Agree")
    while not cards_put(house, sam):
        house.clock.forward(seconds=30)
        await house.next_round()

    assert len(house.lines.connector.seen("update")) == 3
    assert cards_put(house, sam)[-1] == shown


async def test_what_was_typed_comes_back_on_the_same_card_with_what_is_wrong(
    house: House,
) -> None:
    lee, _ = await house.people("lee", "ali")
    await previews(lee)
    await lee.taps("preview-briefing")  # the card that asks for a time
    confirm = lee.tap("confirm-briefing", word=RE_READ)
    confirm["value"]["action"]["data"] |= {"day": "31/02/2026"}

    card = await lee.sends(confirm)
    boxes = {one["id"]: one.get("value") for one in _inputs(card["body"])}
    assert "We could not read the date." in card["body"][0]["text"]
    assert (boxes["day"], boxes["word"]) == ("31/02/2026", "true")
    assert house.count(t.dispatches, title="Hearing children") == 0


def _inputs(parts: list[dict[str, Any]]) -> list[dict[str, Any]]:
    found = [inner for part in parts for inner in (part, *_inputs(part.get("items", [])))]
    return [part for part in found if part.get("type", "").startswith("Input.")]


async def test_days_and_times_are_read_as_people_here_write_them(house: House) -> None:
    lee, _ = await house.people("lee", "ali")
    confirm = await previews(lee)
    confirm["value"]["action"]["data"] |= {"day": "9/3/26", "at_time": "9.30am"}

    assert "Monday 9 March 2026 at 9.30\N{NO-BREAK SPACE}am" in reads(await lee.sends(confirm))


async def test_a_submit_without_its_boxes_is_asked_again(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await lee.sends(await previews(lee))
    await house.settled()
    ali.looks()
    await ali.taps("intend")
    bare = ali.tap("intended")
    bare["value"]["action"]["data"] = {
        name: value
        for name, value in bare["value"]["action"]["data"].items()
        if name in {"verb", "briefing", "message"}
    }

    card = await ali.sends(bare)
    assert "Something is not filled in." in card["body"][0]["text"]
    assert house.count(t.acts, act="intends") == 0
    await ali.taps("intended", what="Ask who lives in the home", by_when="2026-05-01")
    assert house.count(t.acts, act="intends") == 1


async def test_nothing_in_the_rows_of_a_chat_leads_to_answers_without_a_name(
    house: House,
) -> None:
    sam = (await house.people("sam"))[0]
    await sam.says("feedback")
    first = sam.tap("answer")
    shown = await sam.sends(first)
    ticket = first["value"]["action"]["data"]["ticket"]

    assert ticket in json.dumps(shown)
    assert house.count(t.chat_messages, reply=None, put_at=None) == 1
    assert await sam.sends(again(first, 1)) == shown


async def test_a_tap_on_a_text_that_was_changed_shows_the_new_one_and_counts_for_nothing(
    either_house: House,
) -> None:
    house = either_house
    lee, ali, bea = await house.people("lee", "ali", "bea")
    await lee.sends(await previews(lee, f"{ALI} or email=bea@ashford.example"))
    await house.settled()
    ali.looks()
    bea.looks()
    await bea.taps("intend")
    old = [(ali, ali.tap("read")), (bea, bea.tap("show-briefing"))]
    house.clock.forward(minutes=1)
    await changes_text(house, lee)
    await all_updated(house)

    for one, tapped in old:
        assert "See every child alone" in reads(await one.sends(tapped))
    assert house.count(t.acts, act="read") == 0
    for one in (ali, bea):
        one.card = cards_put(house, one)[-1]
        await one.taps("read")
    assert house.count(t.acts, act="read") == 2


async def test_a_card_of_somebody_elses_chat_is_out_of_date_in_ones_own(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await lee.says("help")
    ali.card = lee.card

    assert "This card is out of date" in reads(await ali.taps("my-surveys"))


async def test_of_two_taps_at_once_one_counts_and_the_other_gets_its_card(
    either_house: House,
) -> None:
    sam = await asked(either_house)
    agree, disagree = (sam.tap("answer", value=words) for words in ("Agree", "Disagree"))

    first, second = await asyncio.gather(
        *(either_house.lines.post(one) for one in (agree, again(disagree, 1)))
    )
    assert first == second
    assert either_house.count(t.answers) == 1
