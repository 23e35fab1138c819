"""Changes to a send after its confirmation, on both databases: few statements at any size."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select, update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.changes import CANCELLED, WITHDRAWN, OldCards
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch, Settled
from surveys.sending.frozen import Frozen
from tests.builders.clock import SettableClock
from tests.builders.partnership import TENANT, Town, a_town

LEASE = timedelta(minutes=1)
PEOPLE = ("ann", "bob", "cat", "lea", "dee", "eve", "ada")  # everyone of Ashford


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def queue(town: Town, once: str = "1") -> int:
    """Open a dispatch to everyone of Ashford; its briefing is the town's."""
    new = NewDispatch(
        town.ashford.partnership,
        once,
        DeliveryKind.BRIEFING,
        "Hello",
        "everyone",
        Frozen("Said", '{"title":"Old","text":"x"}'),
        briefing_id=town.ashford.briefing,
        asked_by=town.ids["lea"],
    )

    def run(unit: Unit) -> int:
        return unit.deliveries.open(
            new, unit.audience(new.partnership_id, "everyone"), unit.now, unit.now
        )[0]

    return town.store.act_now(run)


def put(town: Town, dispatch: int, state: State, *names: str, **facts: object) -> None:
    """Make it so that these people's messages stand in a state."""
    people = [town.ids[name] for name in names]
    mine = update(t.deliveries).where(
        t.deliveries.c.dispatch_id == dispatch, t.deliveries.c.person_id.in_(people)
    )
    town.store.act_now(lambda unit: unit.connection.execute(mine.values(state=state, **facts)))


def counts(town: Town, dispatch: int) -> dict[State, int]:
    found = town.store.look(lambda unit: unit.deliveries.counts(dispatch))
    return {state: number for state, number in found.items() if number}


def change(town: Town, dispatch: int, content: str = '{"title":"New","text":"y"}') -> int:
    by = town.ids["lea"]
    return town.store.act_now(
        lambda unit: unit.changes.say_instead(dispatch, Frozen("Said", content), by, unit.now)
    )


def queued_cards(town: Town, dispatch: int) -> set[str]:
    query = select(t.card_updates.c.person_id).where(t.card_updates.c.dispatch_id == dispatch)
    people = set(town.store.look(lambda unit: list(unit.connection.scalars(query))))
    return {name for name, number in town.ids.items() if number in people}


def test_what_waits_is_skipped_and_what_is_being_sent_finishes(town: Town) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENDING, "ann")
    put(town, dispatch, State.SENT, "bob", activity_id="1")

    skipped = town.store.act_now(lambda unit: unit.changes.stop(dispatch, CANCELLED, unit.now))

    assert skipped == 5
    assert counts(town, dispatch) == {State.SENDING: 1, State.SENT: 1, State.SKIPPED: 5}
    missed = town.store.look(lambda unit: unit.deliveries.not_reached(dispatch))
    assert {one.reason for one in missed} == {"cancelled"}


def test_another_send_is_not_touched_by_a_cancellation(town: Town) -> None:
    one, other = queue(town, "1"), queue(town, "2")

    town.store.act_now(lambda unit: unit.changes.stop(one, CANCELLED, unit.now))

    assert counts(town, other) == {State.PENDING: len(PEOPLE)}


def test_what_comes_back_to_wait_after_a_cancellation_is_skipped_too(town: Town) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENDING, "ann")
    town.store.act_now(lambda unit: unit.changes.stop(dispatch, WITHDRAWN, unit.now))
    put(town, dispatch, State.PENDING, "ann")

    assert town.store.act_now(lambda unit: unit.changes.skip_leftovers(unit.now)) == 1
    assert counts(town, dispatch) == {State.SKIPPED: len(PEOPLE)}


def test_emails_and_posts_that_wait_are_cancelled_with_it(town: Town) -> None:
    dispatch = queue(town)

    def wait(unit: Unit) -> None:
        facts = {
            "dispatch_id": dispatch,
            "state": State.PENDING,
            "due_at": unit.now,
            "changed_at": unit.now,
        }
        unit.connection.execute(insert(t.letters).values(person_id=town.ids["ann"], **facts))
        channel = {
            "tenant_id": TENANT,
            "service_url": "https://x",
            "team_id": "t",
            "team": "T",
            "name": "G",
        }
        at = {"conversation_id": "19:a", "state": "installed", "seen_at": unit.now}
        [key] = unit.connection.execute(
            insert(t.channels).values(**channel, **at)
        ).inserted_primary_key or [0]
        unit.connection.execute(insert(t.posts).values(channel_id=key, **facts))

    town.store.act_now(wait)
    town.store.act_now(lambda unit: unit.changes.stop(dispatch, CANCELLED, unit.now))

    for table in (t.letters, t.posts):
        assert (
            town.store.look(lambda unit, table=table: unit.connection.scalar(select(table.c.state)))
            == "skipped"
        )


def held(town: Town, dispatch: int) -> bool:
    query = select(t.lanes.c.held).where(t.lanes.c.dispatch_id == dispatch)
    return town.store.look(lambda unit: any(unit.connection.scalars(query)))


def hold(town: Town, dispatch: int) -> None:
    lanes = update(t.lanes).where(t.lanes.c.dispatch_id == dispatch)
    town.store.act_now(lambda unit: unit.connection.execute(lanes.values(held=True)))


def test_a_lead_who_resumes_what_they_paused_leaves_the_canary_to_be_judged(town: Town) -> None:
    dispatch = queue(town)
    hold(town, dispatch)

    assert town.store.act_now(lambda unit: unit.changes.pause(dispatch))
    assert not town.store.act_now(lambda unit: unit.changes.pause(dispatch)), (
        "a second time changes nothing"
    )
    assert town.store.act_now(lambda unit: unit.changes.resume(dispatch))
    assert held(town, dispatch)


def test_a_lead_who_resumes_lets_those_go_whom_a_failed_canary_held_back(town: Town) -> None:
    dispatch = queue(town)
    hold(town, dispatch)
    town.store.act_now(lambda unit: unit.deliveries.pause(dispatch, "canary-failed"))

    assert town.store.act_now(lambda unit: unit.changes.resume(dispatch))
    assert not held(town, dispatch)
    found = town.store.look(lambda unit: unit.deliveries.dispatch(dispatch))
    assert found is not None
    assert (found.state, found.paused_because) == ("open", None)


def test_a_new_text_keeps_the_old_and_queues_every_card_that_shows_it(town: Town) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENT, "ann", activity_id="1")
    put(town, dispatch, State.PROVEN, "bob", activity_id="2")
    put(town, dispatch, State.SENDING, "cat")
    put(town, dispatch, State.UNKNOWN, "dee")
    put(town, dispatch, State.FAILED, "eve")

    assert change(town, dispatch) == 1
    assert queued_cards(town, dispatch) == {"ann", "bob", "cat"}
    assert (
        town.store.look(lambda unit: unit.changes.text(dispatch).says.content)
        == '{"title":"New","text":"y"}'
    )
    old = town.store.look(lambda unit: unit.connection.execute(select(t.dispatch_texts)).one())
    assert (old.revision, old.content, old.changed_by) == (
        0,
        '{"title":"Old","text":"x"}',
        town.ids["lea"],
    )


def test_who_saw_the_old_text_is_known_after_their_card_was_changed(
    town: Town, clock: SettableClock
) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENT, "ann", "bob", activity_id="1")
    read = {"briefing_id": town.ashford.briefing, "act": "read"}
    town.store.act_now(
        lambda unit: unit.connection.execute(
            insert(t.acts).values(person_id=town.ids["bob"], at=unit.now, **read)
        )
    )
    clock.forward(minutes=1)
    change(town, dispatch)
    clock.forward(minutes=1)
    town.store.act_now(
        lambda unit: unit.connection.execute(
            insert(t.acts).values(person_id=town.ids["ann"], at=unit.now, **read)
        )
    )
    put(town, dispatch, State.SENT, "cat", activity_id="3", shows=1)
    claims = town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE))
    town.store.act_now(
        lambda unit: unit.card_updates.settle(
            [Settled(one, State.SENT, revision=1) for one in claims]
        )
    )

    seen = town.store.look(lambda unit: unit.changes.saw_old_text(dispatch))
    assert [(one.name, one.read, one.shows_new) for one in seen] == [
        ("Bob", True, True),
        ("Ann", False, True),
    ]
    assert town.store.look(lambda unit: unit.changes.old_cards(dispatch)) == OldCards(2, 0, 2)
    assert queued_cards(town, dispatch) == set()


def test_a_card_is_taken_by_one_worker_until_its_lease_runs_out(
    town: Town, clock: SettableClock
) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENT, "ann", activity_id="1")
    change(town, dispatch)

    def claim() -> int:
        return len(town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE)))

    assert (claim(), claim()) == (1, 0)
    clock.forward(seconds=61)
    assert claim() == 1


def test_a_card_whose_text_was_changed_again_meanwhile_stays_in_the_queue(
    town: Town, clock: SettableClock
) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENT, "ann", activity_id="1")
    change(town, dispatch)
    claims = town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE))
    change(town, dispatch, "{}")
    town.store.act_now(
        lambda unit: unit.card_updates.settle(
            [Settled(one, State.SENT, revision=1) for one in claims]
        )
    )

    assert queued_cards(town, dispatch) == {"ann"}
    assert town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE)) == [], (
        "the first put ends first"
    )
    clock.forward(seconds=61)
    [again] = town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE))
    town.store.act_now(
        lambda unit: unit.card_updates.settle([Settled(again, State.SENT, revision=2)])
    )
    assert queued_cards(town, dispatch) == set()
    shown = select(t.deliveries.c.shows, t.deliveries.c.showed_first).where(
        t.deliveries.c.activity_id == "1"
    )
    assert town.store.look(lambda unit: tuple(unit.connection.execute(shown).one())) == (2, 0)


def test_cards_of_a_paused_tenant_wait(town: Town, clock: SettableClock) -> None:
    dispatch = queue(town)
    put(town, dispatch, State.SENT, "ann", activity_id="1")
    change(town, dispatch)
    town.store.act_now(
        lambda unit: unit.deliveries.pause_tenant(TENANT, unit.now + timedelta(seconds=30))
    )

    assert town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE)) == []
    clock.forward(seconds=31)
    assert len(town.store.act_now(lambda unit: unit.card_updates.claim(unit.now, 10, LEASE))) == 1
