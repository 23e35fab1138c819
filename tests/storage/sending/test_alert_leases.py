"""A worker that has stopped holds an alert back no longer than 30 seconds, by whatever door."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.clock import UNLIMITED, SettableClock
from tests.builders.concerns import a_concern, take_on
from tests.builders.emails import NOT_INSTALLED, a_missed_briefing
from tests.builders.partnership import Town, a_town

USUAL = timedelta(seconds=90)


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def states(town: Town, door: str, kind: DeliveryKind) -> list[str]:
    """The states of the messages of a class at a door."""
    table = t.metadata.tables[door]
    query = (
        select(table.c.state)
        .join(t.dispatches, t.dispatches.c.id == table.c.dispatch_id)
        .where(t.dispatches.c.kind == kind)
    )
    return town.store.look(lambda unit: list(unit.connection.scalars(query)))


def a_worker_dies(town: Town) -> None:
    """Have one worker take on everything there is, and never be heard of again."""

    def take(unit: Unit) -> int:
        mail = unit.emails.claim("died", unit.now, ["1", "2", "3"], USUAL)
        return len(unit.claims.take("died", unit.now, 9, USUAL, UNLIMITED)) + len(mail)

    assert town.store.act_now(take) == 5


def leases_end(town: Town) -> None:
    town.store.act_now(
        lambda unit: (unit.claims.expire(unit.now), unit.emails.expire_leases(unit.now))
    )


def test_an_alert_is_free_again_after_thirty_seconds_and_nothing_else_is(
    town: Town, clock: SettableClock
) -> None:
    a_missed_briefing(town, {"ann": NOT_INSTALLED})
    town.store.act_now(lambda unit: unit.emails.enlist(unit.now, 9))
    a_concern(town.store, "Ashford")
    a_worker_dies(town)

    clock.forward(seconds=29)
    leases_end(town)
    assert states(town, "deliveries", DeliveryKind.ALERT) == [State.SENDING] * 2
    clock.forward(seconds=2)
    leases_end(town)
    assert states(town, "deliveries", DeliveryKind.ALERT) == [State.PENDING] * 2
    assert states(town, "letters", DeliveryKind.ALERT) == [State.PENDING] * 2
    assert states(town, "letters", DeliveryKind.BRIEFING) == [State.SENDING]
    again = town.store.act_now(lambda unit: unit.claims.take("w", unit.now, 9, USUAL, UNLIMITED))
    assert len(again) == 2

    clock.forward(seconds=90)
    leases_end(town)
    assert states(town, "letters", DeliveryKind.BRIEFING) == [State.UNKNOWN]


def test_an_alert_of_a_concern_that_someone_has_is_claimed_by_no_door(town: Town) -> None:
    a_concern(town.store, "Ashford")
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    take_on(town.store, concern.id, town.ids["lea"])

    def take(unit: Unit) -> int:
        mail = unit.emails.claim("w", unit.now, ["1", "2"], USUAL)
        return len(unit.claims.take("w", unit.now, 9, USUAL, UNLIMITED)) + len(mail)

    assert town.store.act_now(take) == 0
    assert town.store.act_now(lambda unit: unit.alerts.end_answered(unit.now)) == 1
    assert states(town, "deliveries", DeliveryKind.ALERT) == [State.SKIPPED] * 2
    assert states(town, "letters", DeliveryKind.ALERT) == [State.SKIPPED] * 2
    assert town.store.act_now(lambda unit: unit.alerts.end_answered(unit.now)) == 0


def test_what_was_under_way_when_someone_took_it_on_is_not_sent_again(
    town: Town, clock: SettableClock
) -> None:
    a_concern(town.store, "Ashford")
    town.store.act_now(lambda unit: unit.claims.take("died", unit.now, 9, USUAL, UNLIMITED))
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    take_on(town.store, concern.id, town.ids["lea"])
    assert town.store.act_now(lambda unit: unit.alerts.end_answered(unit.now)) == 0
    clock.forward(seconds=31)
    leases_end(town)
    again = town.store.act_now(lambda unit: unit.claims.take("w", unit.now, 9, USUAL, UNLIMITED))
    assert again == []
    assert town.store.act_now(lambda unit: unit.alerts.end_answered(unit.now)) == 1
