"""A service address that cannot be reached waits, for every process; the tenant does not."""

from datetime import timedelta

import pytest
from sqlalchemy import update

from scheduler.delivery_queue import QueueName
from scheduler.leases import LEASES
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch, RateSlots
from surveys.sending.frozen import Frozen
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, Town, a_town
from tests.scheduler.office import HELLO

DOWN = "https://smba.example/down"
SLOTS = RateSlots(1e9, 0.0, 0.1, TENANT)
MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def move(town: Town, name: str, address: str) -> None:
    theirs = t.chats.c.aad_object_id == f"aad-{name}"
    town.store.act_now(
        lambda unit: unit.connection.execute(
            update(t.chats).where(theirs).values(service_url=address)
        )
    )


def claimed(town: Town, worker: str) -> set[int]:
    """What a process takes on now."""
    lease = LEASES[QueueName.MESSAGES]
    found = town.store.act_now(lambda unit: unit.claims.take(worker, unit.now, 50, lease, SLOTS))
    return {claim.person_id for claim in found}


def pause(unit: Unit) -> None:
    unit.address_pauses.pause(DOWN, unit.now, lambda times: MINUTE * (times + 1))


def test_no_process_claims_what_goes_to_a_paused_address(town: Town, clock: SettableClock) -> None:
    move(town, "ann", DOWN)
    town.store.act_now(lambda unit: _queue(unit, town))
    town.store.act_now(pause)
    assert claimed(town, "one") == {town.ids["bob"], town.ids["cat"]}
    assert claimed(town, "two") == set()
    [lane] = town.store.look(lambda unit: unit.connection.execute(t.lanes.select()).all())
    assert lane.next_due == clock.now + MINUTE, "nobody looks at it until the pause is over"
    clock.forward(seconds=61)
    assert claimed(town, "two") == {town.ids["ann"]}


def test_a_pause_grows_while_it_fails_and_begins_anew_after_a_while(
    town: Town, clock: SettableClock
) -> None:
    def until() -> timedelta:
        town.store.act_now(pause)
        row = town.store.look(lambda unit: unit.connection.execute(t.address_pauses.select()).one())
        return row.until - clock.now

    assert until() == MINUTE
    assert until() == MINUTE, "of those in flight together only the first counts"
    clock.forward(seconds=61)
    assert until() == MINUTE * 2
    clock.forward(minutes=4)
    assert until() == MINUTE


def _queue(unit: Unit, town: Town) -> int:
    new = NewDispatch(
        town.ashford.partnership,
        "once",
        DeliveryKind.NOTE,
        "Hello",
        "role=practitioner",
        Frozen("Said", HELLO),
    )
    people = unit.audience(new.partnership_id, new.rule)
    return unit.deliveries.open(new, people, unit.now, unit.now)[0]
