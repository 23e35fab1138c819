"""Someone who could not be reached gets what still holds as soon as they can be, and only once."""

from datetime import timedelta
from pathlib import Path

import pytest

from bot.teams.development_connector import Treatment
from storage import tables as t
from surveys.people import ChatState
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.shut_chats import RESTS
from tests.builders.clock import NOON, SettableClock
from tests.journeys.cast import NEWCOMER, email
from tests.journeys.house import House, open_house
from tests.journeys.person import Person, reads


async def sent(house: House, *failures: Treatment | str, to: str, kind: str = "message") -> Person:
    """Have a lead send the briefing; the first requests of a kind meet `failures`."""
    [lee] = await house.people("lee")
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule=f"email={email(to)}")
    house.lines.connector.script(*failures, kind=kind)
    await lee.signs_off_and_sends()
    await house.settled()
    return lee


async def writes(person: Person, words: str = "hello") -> None:
    await person.lines.post(person.activity("message", text=words))


async def once(person: Person, words: str = "Hearing children") -> None:
    """Wait until a person has got one message with these words, before or after a greeting."""
    await person.lines.until(lambda: sum(words in reads(one) for one in person.messages()) == 1)


async def nothing_more(house: House, person: Person) -> None:
    """Wait until no one is left to whom something missed could go, and see that nothing came."""
    await house.lines.until(lambda: house.count(t.newly_reachable) == 0)
    before = len(person.messages())
    await house.next_round()
    assert len(person.messages()) == before


async def test_who_opens_the_app_after_a_send_gets_the_briefing_and_not_only_a_welcome(
    either_house: House,
) -> None:
    house, kim = either_house, either_house.person(NEWCOMER)
    lee = await sent(house, to=NEWCOMER)
    assert house.standing() == {State.SKIPPED: 1}
    house.lines.connector.script(
        Treatment(200, body=kim.on_roster_as(email("kim"))), kind="members"
    )
    await kim.installs()
    await once(kim)
    await once(kim, "Hello Kim")
    await house.lines.until(lambda: house.standing() == {State.SENT: 1})
    updates = house.lines.connector.seen
    await house.lines.until(
        lambda: bool(updates("update")) and b'"title":"sent"' in updates("update")[-1].body
    )
    await nothing_more(house, kim)
    await lee.says("not reached")
    assert "have not opened the app" not in reads(lee.card)


async def test_who_had_removed_the_app_gets_the_open_survey_when_they_add_it_again(
    either_house: House,
) -> None:
    house = either_house
    [sam] = await house.people("sam")
    await sam.removes()
    house.clock.forward(hours=2, minutes=1)
    reason = {"state": State.FAILED, "reason": "not_installed"}
    await house.lines.until(lambda: house.count(t.deliveries, **reason) == 1)
    await sam.installs()
    await once(sam, "A short survey")
    await house.lines.until(
        lambda: house.standing(DeliveryKind.SURVEY) == {State.SENT: 2, State.SKIPPED: 1}
    )
    await nothing_more(house, sam)
    assert house.count(t.deliveries, **reason) == 0


async def test_who_has_answered_by_then_or_comes_when_it_is_closed_is_asked_no_more(
    house: House,
) -> None:
    [sam] = await house.people("sam")
    await sam.removes()
    house.clock.forward(hours=2, minutes=1)
    reason = {"state": State.FAILED, "reason": "not_installed"}
    await house.lines.until(lambda: house.count(t.deliveries, **reason) == 1)
    house.clock.forward(hours=49)
    await house.lines.until(lambda: house.count(t.waves, state="closed") == 1)
    await sam.installs()
    await nothing_more(house, sam)
    assert house.count(t.deliveries, **reason) == 1


@pytest.mark.parametrize(
    ("failure", "why"),
    [
        ("blocked-by-user", "blocked"),
        ("writes-blocked", "blocked"),
        ("not-in-roster", "not_installed"),
        ("disabled-by-admin", "disabled"),
        ("undecryptable", "chat_refused"),
        ("forbidden-without-code", "chat_refused"),
    ],
)
async def test_who_could_not_be_written_to_gets_the_briefing_when_they_write(
    house: House, failure: str, why: str
) -> None:
    [ali] = await house.people("ali")
    await sent(house, failure, to="ali")
    assert house.count(t.deliveries, state=State.FAILED, reason=why) == 1
    assert house.count(t.chats, state=why) == 1
    await writes(ali)
    await once(ali)
    assert await house.settled() == {State.SENT: 1}
    await nothing_more(house, ali)


async def test_a_403_that_says_nothing_we_know_opens_the_chat_anew_with_the_next_send(
    house: House,
) -> None:
    await house.people("ali")
    await sent(house, "undecryptable", to="ali")
    assert house.lines.connector.seen("open") == []
    await sent(house, to="ali")
    assert len(house.lines.connector.seen("open")) == 1
    assert house.standing() == {State.SENT: 1}
    await house.next_round()  # they have the briefing now, so that the first does not go out again
    assert house.count(t.deliveries, state=State.FAILED, reason="chat_refused") == 1


async def test_an_administrator_who_switched_the_app_off_is_named_to_the_lead(
    house: House,
) -> None:
    await house.people("ali")
    lee = await sent(house, "disabled-by-admin", to="ali")
    await lee.says("not reached")
    assert "An administrator has switched the app off for them in Teams." in reads(lee.card)


async def test_who_has_blocked_the_app_is_tried_again_with_a_send_a_week_later(
    house: House,
) -> None:
    [ali] = await house.people("ali")
    await sent(house, "blocked-by-user", to="ali")
    tried = len(ali.posts())
    await sent(house, to="ali")
    assert house.standing() == {State.FAILED: 1}
    assert len(ali.posts()) == tried, "nothing is tried so soon"
    house.clock.forward(days=RESTS.days, seconds=1)
    await sent(house, to="ali")
    assert house.standing() == {State.SENT: 1}
    assert house.count(t.chats, state=ChatState.BLOCKED) == 0
    await house.next_round()
    await once(ali)  # they have it, so that the two before do not go out again


async def test_who_wanted_no_messages_gets_what_still_holds_when_they_start_again(
    house: House,
) -> None:
    [ali] = await house.people("ali")
    await ali.says("stop")
    await sent(house, to="ali")
    assert house.count(t.deliveries, state=State.SKIPPED, reason="opted_out") == 1
    await writes(ali, "start")
    await once(ali)


async def test_who_still_wants_no_messages_gets_nothing_by_adding_the_app(house: House) -> None:
    [ali] = await house.people("ali")
    await ali.says("stop")
    await ali.removes()
    await sent(house, to="ali")
    await ali.installs()
    await nothing_more(house, ali)
    assert house.count(t.deliveries, state=State.SKIPPED, reason="opted_out") == 1


async def test_a_briefing_that_was_withdrawn_or_is_two_weeks_old_holds_no_more(
    house: House,
) -> None:
    [ali] = await house.people("ali")
    await ali.removes()
    await sent(house, to="ali")
    house.clock.forward(days=14, seconds=1)
    await ali.installs()
    await nothing_more(house, ali)
    await ali.removes()
    lee = await sent(house, to="ali")
    await lee.taps("change-send")
    await lee.taps("withdraw-send")
    await lee.taps("confirm-withdraw", why="It is out of date")
    await ali.installs()
    await nothing_more(house, ali)


async def test_what_was_missed_waits_for_the_end_of_the_quiet_hours(
    sqlite_url: str, tmp_path: Path, clock: SettableClock
) -> None:
    quiet = {"GT_QUIET_HOURS": "19:00-07:00"}
    async with open_house(sqlite_url, tmp_path / "keys.json", clock, **quiet) as house:
        [ali] = await house.people("ali")
        await ali.removes()
        await sent(house, to="ali")
        house.clock.set(NOON.replace(hour=20))
        await ali.installs()
        await house.lines.until(lambda: house.standing() == {State.PENDING: 1})
        await nothing_more(house, ali)
        house.clock.set(NOON + timedelta(days=1))
        await once(ali)


async def test_one_bad_chat_of_sixty_stops_nobody(house: House) -> None:
    await house.people("ali", "bea", "cai", "dot", "eli", "fay", "gus")
    [lee] = await house.people("lee")
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", rule="role=practitioner")
    house.lines.connector.script("bad-request", "bad-request", kind="open")  # pat and sam
    await lee.signs_off_and_sends()
    counts = await house.settled(DeliveryKind.BRIEFING)
    assert counts == {State.SENT: 7, State.FAILED: 2, State.SKIPPED: 1}
    assert house.count(t.dispatches, state="paused") == 0
    await lee.says("not reached")
    assert "Teams did not let us open a chat with them." in reads(lee.card)
