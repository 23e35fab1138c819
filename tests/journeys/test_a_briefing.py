"""A briefing: counted, confirmed, fanned out, sent past every kind of failure, never sent twice."""

import time
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import select

from bot.network import sessions
from scheduler.delivery_queue import QueueName
from scheduler.leases import LEASES
from storage import tables as t
from surveys.sending.delivery import State
from tests.builders.clock import NOON, UNLIMITED, SettableClock
from tests.journeys.cast import PRACTITIONERS
from tests.journeys.house import House, open_house
from tests.journeys.person import RE_READ, Person, reads
from tests.stand_ins.activities import TENANT
from tests.stand_ins.connector import Treatment, throttled

LEASE = LEASES[QueueName.MESSAGES]
SIX = PRACTITIONERS[3:9]  # those with nothing else under way


async def sent_by(lead: Person, *failures: Treatment | str, rule: str) -> None:
    """Have a lead send the briefing; the first messages meet `failures`, one each."""
    await lead.says("send briefing")
    await lead.taps("preview-briefing", briefing="Hearing children", rule=rule)
    lead.lines.connector.script(*failures)
    await lead.signs_off_and_sends()


async def test_a_lead_sees_the_count_confirms_and_everybody_gets_it_once(
    either_house: House,
) -> None:
    house = either_house
    lee, *others = await house.people("lee", *SIX)
    await lee.says("Send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    assert "Send to 10 people?" in reads(lee.card)
    assert "Children were seen with their parents." in reads(lee.card)
    confirming = lee.tap("confirm-briefing", word=RE_READ)
    await lee.sends(confirming)
    assert "For 10 people." in reads(lee.card)
    await lee.sends(confirming | {"id": "f:second tap"})
    assert house.count(t.dispatches) == 1
    counts = await house.settled()
    assert sum(counts.values()) == 10
    assert counts == {State.SENT: 9, State.SKIPPED: 1}  # the newcomer has no address in Teams yet
    assert [len(one.posts()) for one in others] == [2] * 6  # the greeting and the briefing
    await lee.says("not reached")
    assert "They have not opened the app in Teams yet" in reads(lee.card)


async def test_a_chat_opened_for_somebody_who_never_wrote_is_kept(house: House) -> None:
    [lee] = await house.people("lee")
    before = house.count(t.chats)
    await sent_by(lee, rule="role=practitioner")
    await house.settled()
    opened = len(house.lines.connector.seen("open"))
    assert opened > 0
    assert house.count(t.chats) == before + opened


async def test_the_card_of_the_lead_is_updated_at_a_few_steps(house: House) -> None:
    [lee] = await house.people("lee")
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="All practitioners")
    card = lee.shown_as
    await lee.signs_off_and_sends()
    await house.settled()
    updates = house.lines.connector.seen
    await house.lines.until(
        lambda: (
            bool(updates("update")) and b'"title":"sent","value":"9"' in updates("update")[-1].body
        )
    )
    await house.lines.until(lambda: house.count(t.dispatches, card_shows=100) == 1)
    assert {one.path.rsplit("/", 1)[1] for one in updates("update")} == {card}
    assert 1 <= len(updates("update")) <= 4


async def test_an_act_of_the_reader_proves_that_it_arrived(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await sent_by(lee, rule="email=ali@ashford.example")
    await ali.gets("Hearing children")
    await ali.taps("read")
    assert "You have read this." in reads(ali.card)
    await ali.taps("intend")
    await ali.taps("intended", what="Ask each child alone", by_when="2026-04-01")
    assert "You have said what you will do differently." in reads(ali.card)
    assert house.standing() == {State.PROVEN: 1}
    assert house.count(t.acts) == 2


async def test_each_failure_is_told_apart_and_no_message_is_posted_twice(house: House) -> None:
    lee, *others = await house.people("lee", *SIX)
    failures = ("blocked-by-user", "not-in-roster", "accepted-then-502", "unavailable", "dropped")
    await sent_by(lee, *failures, rule=" or ".join(f"email={name}@ashford.example" for name in SIX))
    counts = await house.settled()
    assert counts == {State.SENT: 1, State.FAILED: 2, State.UNKNOWN: 3}
    assert [len(one.posts()) for one in others] == [2] * 6
    await lee.says("not reached")
    for count, why in (
        ("1 person", "They have blocked the app in Teams."),
        ("1 person", "The app is not installed for them in Teams."),
        ("3 people", "We lost Teams’ reply. The message may have arrived."),
    ):
        assert f"**{count}**: {why}" in reads(lee.card)


async def test_a_connector_that_hangs_leaves_it_unknown_and_pages_quick(
    sqlite_url: str, tmp_path: Path, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Fifteen seconds, shortened so that the test does not wait for them.
    monkeypatch.setattr(sessions, "TOTAL_SECONDS", 0.5)
    async with open_house(sqlite_url, tmp_path / "keys.json", clock) as house:
        lee, ali = await house.people("lee", "ali")
        await sent_by(lee, "hanging", rule="email=ali@ashford.example")
        await house.lines.until(lambda: house.standing() == {State.SENDING: 1})
        assert (await house.lines.page("/healthz"))[0] == 200
        assert await house.settled() == {State.UNKNOWN: 1}
        assert len(ali.posts()) == 2


async def test_a_throttled_message_waits_its_time_and_goes_once(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await sent_by(lee, throttled("1"), rule="email=ali@ashford.example")
    await house.lines.until(
        lambda: len(ali.posts()) == 2 and house.standing() == {State.PENDING: 1}
    )
    await house.next_round()
    assert len(ali.posts()) == 2  # its second has not passed
    await in_time(house)
    assert house.standing() == {State.SENT: 1}
    assert ali.posts()[2].at - ali.posts()[1].at >= 1.0
    assert len(ali.posts()) == 3


async def in_time(house: House) -> None:
    """Let time pass, a second a round, until nothing waits."""
    while house.standing().keys() & {State.PENDING, State.SENDING}:
        house.clock.forward(seconds=1)
        await house.next_round()


async def test_waiting_for_a_pause_uses_up_no_try(house: House) -> None:
    lee, *_ = await house.people("lee", *SIX)
    await sent_by(
        lee, throttled("1"), rule=" or ".join(f"email={name}@ashford.example" for name in SIX)
    )
    await in_time(house)
    assert house.standing() == {State.SENT: 6}


async def test_who_has_said_stop_is_left_out(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await ali.says("stop")
    await sent_by(lee, rule="email=ali@ashford.example")
    assert await house.settled() == {State.SKIPPED: 1}
    await lee.says("not reached")
    assert "They asked not to be contacted here." in reads(lee.card)


async def test_who_has_taken_the_app_away_is_not_written_to(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await ali.removes()
    before = len(ali.posts())
    await sent_by(lee, rule="email=ali@ashford.example")
    assert await house.settled() == {State.FAILED: 1}
    assert len(ali.posts()) == before


async def test_a_briefing_waits_for_the_morning(
    sqlite_url: str, tmp_path: Path, clock: SettableClock
) -> None:
    clock.set(NOON + timedelta(hours=9))
    async with open_house(
        sqlite_url, tmp_path / "keys.json", clock, GT_QUIET_HOURS="20:00-07:00"
    ) as house:
        lee, dot = await house.people("lee", "dot")
        await lee.says("send briefing")
        await lee.taps(
            "preview-briefing", briefing="Hearing children", rule="email=dot@ashford.example"
        )
        ends = "from Thursday at 7\N{NO-BREAK SPACE}am UK time, when quiet hours end"
        assert f"Sent once, {ends}." in reads(lee.card)
        await lee.signs_off_and_sends()
        assert f"What is waiting goes out {ends}." in reads(lee.card)
        await house.next_round()
        assert house.standing() == {State.PENDING: 1}
        assert len(dot.posts()) == 1
        clock.set(NOON + timedelta(hours=19, minutes=1))
        assert await house.settled() == {State.SENT: 1}
        assert len(dot.posts()) == 2


async def test_what_a_dead_worker_was_sending_is_unknown_and_never_sent_again(
    either_house: House,
) -> None:
    house = either_house
    lee, ali = await house.people("lee", "ali")
    still = house.clock.now + timedelta(hours=1)
    await lee.says("send briefing")
    await lee.taps(
        "preview-briefing", briefing="Hearing children", rule="email=ali@ashford.example"
    )
    house.store.act_now(lambda unit: unit.deliveries.pause_tenant(TENANT, still))
    await lee.signs_off_and_sends()
    slots = replace(UNLIMITED, at=time.time())
    taken = house.store.act_now(
        lambda unit: unit.claims.take("another worker", still, 10, LEASE, slots)
    )
    assert len(taken) == 1  # and here that worker dies
    house.clock.set(still + LEASE + timedelta(seconds=1))
    assert await house.settled() == {State.UNKNOWN: 1}
    await house.next_round()
    assert len(ali.posts()) == 1  # the greeting alone
    await lee.says("not reached")
    assert "The program stopped while sending. The message may have arrived." in reads(lee.card)


async def test_everyone_needs_the_number_typed(house: House) -> None:
    [lee] = await house.people("lee")
    await lee.says("send briefing")
    await lee.taps("preview-briefing", briefing="Hearing children", audience="Everyone")
    await lee.signs_off_and_sends(typed="12")
    assert "The number you typed is not the number of people." in reads(lee.card)
    assert house.count(t.dispatches) == 0
    await lee.signs_off_and_sends(typed="13")
    assert house.count(t.dispatches) == 1


async def test_a_practitioner_cannot_send_by_a_leads_card(house: House) -> None:
    lee, ali = await house.people("lee", "ali")
    await lee.says("send briefing")
    ali.card = await lee.taps(
        "preview-briefing", briefing="Hearing children", audience="All practitioners"
    )
    await ali.taps("confirm-briefing")
    assert house.count(t.dispatches) == 0


async def test_a_receipt_from_teams_proves_arrival_but_not_that_anyone_read_it(
    either_house: House,
) -> None:
    house = either_house
    lee, ali, bea = await house.people("lee", "ali", "bea")
    await sent_by(lee, rule="email=ali@ashford.example or email=bea@ashford.example")
    await ali.gets("Hearing children")
    assert await house.settled() == {State.SENT: 2}
    query = select(t.deliveries.c.activity_id).join(
        t.people, t.people.c.id == t.deliveries.c.person_id
    )
    [came_as] = house.store.look(
        lambda unit: list(
            unit.connection.scalars(query.where(t.people.c.email == "ali@ashford.example"))
        )
    )
    shown = {
        "name": "application/vnd.microsoft.readReceipt",
        "value": {"lastReadMessageId": came_as},
    }
    await house.lines.post(ali.activity("event", **shown))
    await house.lines.post(
        bea.activity("event", name=shown["name"], value={"lastReadMessageId": "another"})
    )
    assert house.standing() == {State.PROVEN: 1, State.SENT: 1}
    assert house.count(t.acts) == 0
