"""An answer: from a tap in Teams to a row, and back as the next card, over signed HTTP."""

import asyncio
import json
from typing import Any

import pytest

from storage import tables as t
from surveys.sending.delivery import DeliveryKind, State
from tests.journeys.cast import NEWCOMER, email
from tests.journeys.house import SWEPT, House
from tests.journeys.person import Person, chosen, reads
from tests.stand_ins.connector import Treatment


async def asked(house: House, name: str = "sam") -> Person:
    """Somebody who came to the event, with the survey open at its first question."""
    [person] = await house.people(name)
    house.clock.forward(hours=2, minutes=1)
    await person.gets("A short survey")
    await person.taps("open-survey")
    assert "Question 1 of" in reads(person.card)
    return person


async def test_the_clock_opens_a_survey_and_it_is_answered_question_by_question(
    either_house: House,
) -> None:
    sam = await asked(either_house)
    await sam.taps("answer", value="Agree")
    await sam.taps("answer", value="Strongly agree")
    assert "how confident" in reads(sam.card).lower()
    await sam.taps("back")
    assert chosen(sam.card) == ["✓ Strongly agree"]
    await sam.taps("answer", value="Disagree")
    await sam.taps("later")
    assert "Your answers so far are kept." in reads(sam.card)
    await sam.says("my surveys")
    await sam.taps("open-survey")
    assert "Question 3 of" in reads(sam.card)
    await sam.taps("answer", before="3")
    await sam.taps("answer", now="7")
    await sam.taps("skip")
    await sam.taps("answer", value="Yes, and I know what")
    await sam.taps("answer", value="See children alone, by June")
    await sam.taps("answer", value="Not enough time + Our recording system")
    assert "Thank you" in reads(sam.card)
    assert either_house.count(t.answers) == 6
    assert either_house.count(t.texts) == 1
    assert either_house.count(t.answers, question="useful", value='"disagree"') == 1
    assert either_house.count(t.responses, finished=True) == 1
    assert either_house.count(t.deliveries, state=State.PROVEN) == 1
    assert "Finished" in reads(await sam.says("/My Surveys"))


async def test_a_repeat_under_the_same_id_gets_the_same_card_and_later_the_present_one(
    house: House,
) -> None:
    sam = await asked(house)
    tapped = sam.tap("answer", value="Agree")
    first = await sam.sends(tapped)
    assert await sam.sends(tapped) == first
    second = await sam.taps("answer", value="Strongly agree")
    assert await sam.sends(tapped) == second != first
    assert house.count(t.answers) == 2


async def test_a_repeat_under_a_new_id_keeps_one_answer_and_gets_the_same_card(
    house: House,
) -> None:
    sam = await asked(house)
    tapped = sam.tap("answer", value="Agree")
    first = await sam.sends(tapped)
    assert await sam.sends(tapped | {"id": "f:another"}) == first
    assert house.count(t.answers) == 1


async def test_words_repeated_under_the_same_id_are_answered_once(house: House) -> None:
    [sam] = await house.people("sam")
    said = sam.activity("message", text="help")
    await asyncio.gather(*(house.lines.post(said) for _ in range(5)))
    assert len(sam.messages()) == 2  # the greeting, and one answer


@pytest.mark.parametrize("same_id", [True, False], ids=["one id", "an id each"])
async def test_fifty_at_once_keep_one_answer_and_get_one_reply(
    either_house: House, same_id: bool
) -> None:
    sam = await asked(either_house)
    tapped = sam.tap("answer", value="Agree")
    fifty = [tapped | ({} if same_id else {"id": f"f:fifty-{at}"}) for at in range(50)]
    replies: list[Any] = await asyncio.gather(*(either_house.lines.post(one) for one in fifty))
    assert len({json.dumps(reply) for reply in replies}) == 1
    assert "Question 2 of" in reads(replies[0])
    assert either_house.count(t.answers) == 1
    assert either_house.count(t.responses) == 1


async def test_an_older_client_gets_the_next_question_as_a_message(house: House) -> None:
    sam = await asked(house)
    await house.lines.post(sam.tap_of_an_older_client("answer", value="Agree"))
    assert "Question 2 of" in reads(sam.looks())
    assert house.count(t.answers) == 1


async def test_a_card_of_a_closed_survey_says_so_and_keeps_nothing(house: House) -> None:
    sam = await asked(house)
    tapped = sam.tap("answer", value="Agree")
    house.clock.forward(hours=49)
    await house.lines.until(lambda: house.count(t.waves, state="closed") == 1)
    card = await sam.sends(tapped)
    assert "This survey has closed." in reads(card)
    assert house.count(t.answers) == 0


async def test_somebody_who_was_not_asked_cannot_answer_by_another_persons_card(
    house: House,
) -> None:
    sam = await asked(house)
    [ali] = await house.people("ali")
    ali.card = sam.card
    assert "Question 2 of" not in reads(await ali.taps("answer", value="Agree"))
    assert house.count(t.answers) == 0


async def test_a_stranger_is_told_that_they_are_not_on_the_list(house: House) -> None:
    stranger = house.person("stranger")
    await stranger.says("summary")
    assert "We can’t find you on the list of people" in reads(stranger.card)
    assert house.count(t.chats) == 0


async def test_a_person_is_linked_by_their_email_at_the_first_word(house: House) -> None:
    kim = house.person(NEWCOMER)
    member = Treatment(200, body=kim.on_roster_as(email(NEWCOMER)))
    house.lines.connector.script(member, kind="members")
    assert "Ashford" in reads(await kim.says("help"))
    assert "What you can do here" in reads(await kim.says("help"))
    assert len(house.lines.connector.seen("members")) == 1
    assert house.count(t.people, aad_object_id=kim.object_id) == 1


@pytest.mark.parametrize(
    "failure", ["throttled", "not-registered", "not-in-roster", "unavailable", "redirect", "busy"]
)
async def test_a_look_up_that_fails_says_so_and_never_that_someone_is_not_on_the_list(
    house: House, failure: str
) -> None:
    kim = house.person(NEWCOMER)
    member = Treatment(200, body=kim.on_roster_as(email(NEWCOMER)))
    house.lines.connector.script(failure, member, kind="members")
    said = reads(await kim.says("help"))
    assert "We cannot check just now whether you are on" in said
    assert "can’t find you" not in said
    assert house.count(t.people, aad_object_id=kim.object_id) == 0
    assert "Ashford" in reads(await kim.says("help"))


async def test_an_answer_that_cannot_be_saved_is_said_to_be_unsaved_and_nothing_half_is_kept(
    house: House,
) -> None:
    sam = await asked(house)
    await house.settled(DeliveryKind.SURVEY)  # or another chat is opened meanwhile
    tapped, before = sam.tap("answer", value="Agree"), rows(house)
    house.store.act_now(lambda unit: unit.connection.exec_driver_sql("PRAGMA max_page_count = 1"))
    for at in range(200):  # what is free in the file is used up first
        before = rows(house)
        if "This was not saved." in reads(await sam.sends(tapped | {"id": f"f:full-{at}"})):
            break
    assert "This was not saved." in reads(sam.card)
    assert rows(house) == before
    house.store.act_now(
        lambda unit: unit.connection.exec_driver_sql("PRAGMA max_page_count = 1000000")
    )
    assert "Question 2 of" in reads(await sam.sends(tapped))
    assert house.count(t.answers) == 1


def rows(house: House) -> dict[str, int]:
    """How many rows each table has, but for what the clocks write and what waits for the sweep."""
    beside = {*SWEPT, t.heartbeats, t.newly_reachable}
    written = (table for table in t.metadata.sorted_tables if table not in beside)
    return {table.name: house.count(table) for table in written}
