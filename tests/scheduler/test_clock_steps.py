"""A clock that jumped ahead and came back leaves nothing waiting for the wrong time."""

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dialogs.ports import Delivered, RetryLater
from scheduler.clock import ScheduledClock
from scheduler.clock_steps import look_at_the_clock
from scheduler.delivery_queue import QueueName
from scheduler.leases import LEASES
from scheduler.periodic_tasks import PeriodicTask
from storage import tables as t
from storage.clock_steps import LONGEST_PAUSE, TOLERATED
from storage.store import Store
from storage.unit import Unit
from surveys.people import ChatState
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from surveys.sending.quiet_hours import parse_quiet
from tests.builders.clock import NOON, UNLIMITED, SettableClock
from tests.builders.partnership import INSTALLATION, TENANT, a_town
from tests.scheduler.conftest import context_of
from tests.scheduler.office import HELLO, Office, Script

LEASE = LEASES[QueueName.MESSAGES]
BUSY = RetryLater(60.0, throttled=False, reason="busy")
A_DAY = timedelta(days=1)


@pytest.fixture
def both(store: Store, clock: SettableClock) -> Office:
    """An office on each of the two databases; the time is that of its clock everywhere."""
    script = Script()

    def wall() -> float:
        return clock.now.timestamp()

    context = replace(context_of(store, script, clock), wall=wall)
    return Office(a_town(store), context, script, clock)


def look(office: Office) -> bool:
    return office.town.store.act_now(lambda unit: look_at_the_clock(unit, INSTALLATION))


def back_to_noon(office: Office) -> None:
    """Put the clock back, and let the program go on for less than a minute."""
    office.clock.set(NOON)
    assert look(office)
    office.script.does = lambda address: Delivered("1", address.conversation_id or "")
    office.deliver()
    office.clock.forward(seconds=59)
    office.deliver()


def rows(office: Office, table: Any) -> list[Any]:
    return list(office.town.store.look(lambda unit: unit.connection.execute(table.select()).all()))


def test_what_was_put_off_by_the_wrong_time_goes_within_a_minute(both: Office) -> None:
    look(both)
    alert = both.queue(DeliveryKind.ALERT, "role=lead")
    briefing = both.queue()
    both.clock.forward(days=1)
    look(both)
    both.script.does = lambda _: BUSY
    both.deliver()
    assert both.stands(briefing) == {State.PENDING: 1}
    back_to_noon(both)

    assert both.stands(briefing) == {State.SENT: 1}
    assert both.stands(alert) == {State.SENT: 2}


def test_what_was_asked_for_by_the_wrong_time_goes_within_a_minute(both: Office) -> None:
    both.clock.forward(days=1)  # no tick has seen it: the send itself tells
    briefing = both.queue()
    back_to_noon(both)

    assert both.stands(briefing) == {State.SENT: 1}
    found = both.town.store.look(lambda unit: unit.deliveries.dispatch(briefing))
    assert found is not None
    assert (found.asked_at, found.due_at) == (NOON, NOON)


def test_a_time_that_a_lead_has_set_stays(both: Office) -> None:
    later = NOON + timedelta(days=3)

    def queue(unit: Unit) -> int:
        new = NewDispatch(
            both.town.ashford.partnership,
            "set",
            DeliveryKind.BRIEFING,
            "Hello",
            "role=practitioner",
            Frozen("Said", HELLO),
        )
        people = unit.audience(new.partnership_id, new.rule)
        return unit.deliveries.open(new, people, later, unit.now)[0]

    both.clock.forward(days=1)
    look(both)
    dispatch = both.town.store.act_now(queue)
    back_to_noon(both)
    assert both.stands(dispatch) == {State.PENDING: 3}
    both.clock.set(later)
    both.deliver()
    assert both.stands(dispatch) == {State.SENT: 3}


def test_quiet_hours_are_looked_at_anew(both: Office) -> None:
    both.context = replace(both.context, quiet=parse_quiet("20:00-07:00", ""))
    look(both)
    briefing = both.queue()
    both.clock.forward(days=1, hours=9)  # nine in the evening, by the wrong time
    look(both)
    both.deliver()
    assert both.stands(briefing) == {State.PENDING: 1}
    back_to_noon(both)
    assert both.stands(briefing) == {State.SENT: 1}


def test_a_lease_of_a_process_that_died_meanwhile_ends_within_a_minute(both: Office) -> None:
    look(both)
    alert = both.queue(DeliveryKind.ALERT, "role=lead")
    both.clock.forward(days=1)
    look(both)
    store = both.town.store
    store.act_now(lambda unit: unit.claims.take("died", unit.now, 9, LEASE, UNLIMITED))
    both.clock.set(NOON)
    assert look(both)
    both.clock.forward(seconds=61)
    store.act_now(lambda unit: unit.claims.expire(unit.now))
    both.deliver()
    assert both.stands(alert) == {State.SENT: 2}


def test_pauses_and_rate_slots_of_the_wrong_time_hold_nothing_up(both: Office) -> None:
    look(both)
    both.clock.forward(days=1)
    look(both)
    both.town.store.act_now(
        lambda unit: unit.deliveries.pause_tenant(TENANT, unit.now + LONGEST_PAUSE)
    )
    both.town.store.act_now(
        lambda unit: unit.address_pauses.pause("https://x", unit.now, lambda _: LONGEST_PAUSE)
    )
    slots = replace(UNLIMITED, at=both.clock.now.timestamp())
    both.town.store.act_now(lambda unit: unit.claims.reserve_slot("other", unit.now, slots))
    both.clock.set(NOON)
    briefing = both.queue()
    back_to_noon(both)
    assert both.stands(briefing) == {State.SENT: 1}
    assert (rows(both, t.tenant_pauses), rows(both, t.address_pauses)) == ([], [])
    assert all(row.next_at <= both.clock.now.timestamp() for row in rows(both, t.tenant_turns))


def test_emails_posts_and_updates_of_cards_are_due_again(both: Office) -> None:
    look(both)
    briefing = both.queue()
    both.deliver()
    tomorrow = NOON + A_DAY
    store, person = both.town.store, both.town.ids["ann"]
    key = {"dispatch_id": briefing, "person_id": person}

    def arrange(unit: Unit) -> None:
        waits = {"state": State.PENDING, "due_at": tomorrow, "changed_at": tomorrow}
        unit.connection.execute(t.letters.insert().values(**key, **waits))
        unit.connection.execute(t.card_updates.insert().values(**key, due_at=tomorrow))
        channel = {"tenant_id": TENANT, "service_url": "https://smba.example", "team_id": "t"}
        named = {"team": "Practice", "name": "General", "state": "installed", "seen_at": NOON}
        unit.connection.execute(
            t.channels.insert().values(id=1, conversation_id="19:c", **channel, **named)
        )
        unit.connection.execute(
            t.posts.insert().values(dispatch_id=briefing, channel_id=1, **waits)
        )

    store.act_now(arrange)
    both.clock.set(tomorrow)
    look(both)
    both.clock.set(NOON)
    assert look(both)
    for table in (t.letters, t.card_updates, t.posts):
        assert [row.due_at for row in rows(both, table)] == [NOON], table.name


def test_a_chat_that_was_shut_by_the_wrong_time_is_shut_no_longer_than_a_week(
    both: Office,
) -> None:
    look(both)
    both.clock.forward(days=1)
    look(both)
    store = both.town.store
    blocked = (TENANT, "aad-ann", ChatState.BLOCKED)
    store.act_now(lambda unit: unit.people.mark_chat(*blocked, unit.now))
    both.clock.set(NOON)
    look(both)
    chat = both.chat("ann")
    assert chat is not None
    assert chat.since == NOON


def test_a_clock_that_goes_on_as_it_should_changes_nothing(both: Office) -> None:
    look(both)
    both.clock.forward(seconds=10)
    briefing = both.queue()
    both.script.does = lambda _: BUSY
    both.deliver()
    due = select(t.deliveries.c.due_at).where(t.deliveries.c.dispatch_id == briefing)
    before = both.town.store.look(lambda unit: unit.connection.scalar(due))
    for seconds in (1, 5, -TOLERATED.total_seconds() + 1):  # another machine's clock is behind
        both.clock.forward(seconds=seconds)
        assert not look(both)
    assert both.town.store.look(lambda unit: unit.connection.scalar(due)) == before


async def test_the_timer_goes_on_when_the_clock_it_goes_by_is_put_back() -> None:
    ticks = asyncio.Event()
    seen: list[int] = []

    async def tick() -> None:
        seen.append(1)
        ticks.set()

    clock = ScheduledClock([PeriodicTask("one", 1, tick)], 0.02, lambda *_: None)
    clock.start()
    await asyncio.wait_for(ticks.wait(), 10)
    # so it is when the clock is put back by a day: the next tick is a day off by the clock
    clock._job.modify(next_run_time=datetime.now(UTC) + A_DAY)
    seen.clear()
    ticks.clear()
    await asyncio.wait_for(ticks.wait(), 10)
    await clock.stop()
    assert seen
