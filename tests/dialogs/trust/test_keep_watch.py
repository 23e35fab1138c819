"""The watch: a synthetic concern that goes the whole way and disturbs no one."""

import asyncio
from datetime import timedelta

import pytest
from sqlalchemy import func, select

from dialogs.trust.keep_watch import is_missing, keep_watch, last_came
from dialogs.turn import Installation
from scheduler.delivery_context import DeliveryContext
from scheduler.messages import deliver_due
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys import library
from surveys.sending.quiet_hours import Quiet
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import Town, a_town
from tests.scheduler.office import Script

HOUR = timedelta(hours=1)
HERE = Installation("https://gt.example", 10, library.lexicon(), watch_every=HOUR)


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def tend(town: Town) -> int:
    return town.store.act_now(lambda unit: keep_watch(unit, HERE))


def deliver(town: Town, clock: SettableClock) -> Script:
    """Send what is due; returns what was sent to people."""
    script = Script()
    context = DeliveryContext(
        town.store,
        script,
        lambda reply, at: b"{}",
        HERE,
        Quiet(None, None, frozenset()),
        clock,
        "w1",
        rate=1e9,
    )
    asyncio.run(deliver_due(context))
    return script


def rows(town: Town) -> list[int]:
    """How many rows there are of all that an alert is made of."""

    def count(unit: Unit) -> list[int]:
        tables = (t.concerns, t.dispatches, t.lanes, t.deliveries, t.letters, t.alert_steps)
        return [
            unit.connection.scalars(select(func.count()).select_from(table)).one()
            for table in tables
        ]

    return town.store.look(count)


def test_a_synthetic_concern_goes_the_whole_way_to_no_one(town: Town, clock: SettableClock) -> None:
    tend(town)
    assert rows(town) == [1, 1, 1, 1, 0, 0]
    assert deliver(town, clock).sent == []
    assert tend(town) == 1
    assert tend(town) == 0
    assert town.store.look(last_came) == NOON
    assert not town.store.look(lambda unit: is_missing(unit, HERE))


def test_it_leaves_nothing_but_the_last_one_whose_number_no_other_message_gets(
    town: Town, clock: SettableClock
) -> None:
    numbers: set[int] = set()
    for _ in range(3):
        tend(town)
        deliver(town, clock)
        tend(town)
        assert rows(town) == [1, 1, 1, 1, 0, 0]
        numbers |= set(town.store.look(dispatches))
        clock.forward(minutes=60)
    assert len(numbers) == 3  # a drawn card is known by the number of its dispatch


def dispatches(unit: Unit) -> list[int]:
    return list(unit.connection.scalars(select(t.dispatches.c.id)))


def test_no_lead_sees_it_and_no_one_is_told(town: Town, clock: SettableClock) -> None:
    tend(town)

    def look(unit: Unit) -> tuple[object, ...]:
        return (
            unit.concerns.still_open(),
            unit.concerns.all_of(1),
            unit.alerts.unplanned(),
            unit.alerts.not_reached(unit.now),
        )

    clock.forward(hours=3)
    assert town.store.look(look) == ([], [], [], [])


def test_one_goes_each_hour_and_never_two_at_once(town: Town, clock: SettableClock) -> None:
    came = 0
    for _ in range(12):  # three hours
        came += tend(town)
        deliver(town, clock)
        came += tend(town)
        clock.forward(minutes=15)

    assert came == 3
    tend(town)
    tend(town)
    assert rows(town)[0] == 1


def test_it_is_missing_when_it_stays_away_and_when_none_is_raised(
    town: Town, clock: SettableClock
) -> None:
    def missing(unit: Unit) -> bool:
        return is_missing(unit, HERE)

    assert not town.store.look(missing)  # nothing has run yet
    tend(town)
    clock.forward(minutes=11)
    assert town.store.look(missing)
    deliver(town, clock)
    tend(town)
    assert not town.store.look(missing)
    clock.forward(minutes=60)
    assert town.store.look(missing)


def test_where_there_is_no_lead_there_is_nothing_to_watch(sqlite_store: Store) -> None:
    assert sqlite_store.act_now(lambda unit: keep_watch(unit, HERE)) == 0
    assert not sqlite_store.look(lambda unit: is_missing(unit, HERE))
