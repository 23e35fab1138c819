"""Which progress cards are out of date: found with few rows, and none shows stale facts."""

from collections.abc import Callable
from datetime import timedelta

import pytest

from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Claim, NewDispatch, Settled, Waiting
from surveys.sending.frozen import Frozen
from surveys.sending.progress import IN_FLIGHT, NEWS, Progress
from tests.builders.clock import NOON, UNLIMITED
from tests.builders.partnership import Town, a_town

MINUTE = timedelta(minutes=1)


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def with_card(town: Town) -> int:
    """Send something to the seven people of Ashford; its card is in the chat of the lead."""
    new = NewDispatch(
        town.ashford.partnership,
        "b",
        DeliveryKind.BRIEFING,
        "Hearing",
        "everyone",
        Frozen("Said", "{}"),
        asked_by=town.ids["lea"],
    )

    def run(unit: Unit) -> int:
        dispatch, _ = unit.deliveries.open(
            new, unit.audience(new.partnership_id, "everyone"), unit.now, unit.now
        )
        unit.progress_cards.put(dispatch, "card-1")
        return dispatch

    return town.store.act_now(run)


def takes(town: Town, most: int) -> list[Settled[Claim]]:
    claims = town.store.act_now(
        lambda unit: unit.claims.take("w", unit.now, most, MINUTE, UNLIMITED)
    )
    return [Settled(claim, State.SENT, activity_id="a") for claim in claims]


def settles(town: Town, outcomes: list[Settled[Claim]]) -> None:
    town.store.act_now(lambda unit: unit.claims.settle("w", outcomes, unit.now))


def watched(town: Town, resting: tuple[int, ...] = ()) -> list[Progress]:
    return town.store.look(lambda unit: unit.progress_cards.watched(resting))


def behind(town: Town, resting: tuple[int, ...] = ()) -> list[int]:
    return [one.dispatch.id for one in watched(town, resting) if one.is_behind]


def draw(town: Town, dispatch: int, meanwhile: Callable[[Unit], object] = lambda _: None) -> int:
    """Draw a card; returns what it then shows."""

    def look(unit: Unit) -> Progress:
        found = unit.deliveries.dispatch(dispatch)
        assert found is not None
        return unit.progress_cards.of(found)

    progress = town.store.look(look)
    town.store.act_now(meanwhile)
    town.store.act_now(lambda unit: unit.progress_cards.shown(progress))
    return town.store.look(look).dispatch.card_shows


def test_a_card_is_behind_only_when_it_has_come_a_step_further(town: Town) -> None:
    dispatch = with_card(town)
    assert behind(town) == []
    settles(town, takes(town, 4))
    assert behind(town) == [dispatch]
    assert draw(town, dispatch) == 50
    assert behind(town) == []


def test_a_card_that_rests_is_not_counted_until_something_is_done_about_its_send(
    town: Town,
) -> None:
    dispatch = with_card(town)
    settles(town, takes(town, 4))
    assert watched(town, resting=(dispatch,)) == []
    town.store.act_now(lambda unit: unit.changes.pause(dispatch))
    assert behind(town, resting=(dispatch,)) == [dispatch]


def test_a_paused_card_is_drawn_at_once_and_when_what_was_being_sent_has_come_back(
    town: Town,
) -> None:
    dispatch = with_card(town)
    flying = takes(town, 2)
    town.store.act_now(lambda unit: unit.deliveries.pause(dispatch, "canary-failed"))
    assert behind(town) == [dispatch]
    assert draw(town, dispatch) == IN_FLIGHT
    assert behind(town) == []
    settles(town, flying)
    assert behind(town) == [dispatch]
    assert draw(town, dispatch) == 25
    assert watched(town) == []
    town.store.act_now(lambda unit: unit.changes.resume(dispatch))
    assert behind(town) == [dispatch]


def test_a_cancelled_card_comes_to_its_last_step(town: Town) -> None:
    dispatch = with_card(town)
    town.store.act_now(lambda unit: unit.changes.stop(dispatch, "cancelled", unit.now))
    assert behind(town) == [dispatch]
    assert draw(town, dispatch) == 100
    assert watched(town) == []


def test_what_was_done_while_a_card_was_being_drawn_is_drawn_again(town: Town) -> None:
    dispatch = with_card(town)
    assert draw(town, dispatch, meanwhile=lambda unit: unit.changes.pause(dispatch)) == NEWS
    assert behind(town) == [dispatch]


def test_a_card_on_which_the_lead_looks_at_something_else_is_left_alone(town: Town) -> None:
    dispatch = with_card(town)
    town.store.act_now(lambda unit: unit.progress_cards.leave(dispatch, town.ids["dee"]))
    assert len(watched(town)) == 1
    town.store.act_now(lambda unit: unit.progress_cards.leave(dispatch, town.ids["lea"]))
    assert watched(town) == []


def test_what_waits_is_told_apart_by_when_it_is_due(town: Town) -> None:
    dispatch = with_card(town)
    asleep, tired = [replaced.claim for replaced in takes(town, 2)]
    morning = NOON + timedelta(hours=19)
    later = [
        Settled(asleep, State.PENDING, due_at=morning + MINUTE),
        Settled(tired, State.PENDING, due_at=morning),
    ]
    settles(town, later)
    assert town.store.look(
        lambda unit: unit.deliveries.waiting(dispatch, unit.now + MINUTE)
    ) == Waiting(5, 2, morning)
