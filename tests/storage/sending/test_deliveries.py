from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import text, update

from storage import tables as t
from storage.database.deferred import DeferredWrites
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import Claim, NewDispatch, Settled
from surveys.sending.frozen import Frozen
from tests.builders.clock import NOON, UNLIMITED, SettableClock
from tests.builders.partnership import TENANT, Town, a_town

LEASE = timedelta(seconds=60)
EVERYONE = 7  # people of Ashford


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def _new(town: Town, once: str = "1", kind: DeliveryKind = DeliveryKind.BRIEFING) -> NewDispatch:
    return NewDispatch(
        partnership_id=town.ashford.partnership,
        once=once,
        kind=kind,
        title="Hearing children",
        rule="everyone",
        says=Frozen("Said", "{}"),
        briefing_id=town.ashford.briefing,
    )


def _send(
    town: Town,
    once: str = "1",
    kind: DeliveryKind = DeliveryKind.BRIEFING,
    at: datetime = NOON,
    rule: str = "everyone",
) -> tuple[int, bool]:
    def run(unit: Unit) -> tuple[int, bool]:
        return unit.deliveries.open(
            _new(town, once, kind), unit.audience(town.ashford.partnership, rule), at, unit.now
        )

    return town.store.act_now(run)


def _claim(town: Town, most: int = 100, worker: str = "w1") -> list[Claim]:
    return town.store.act_now(
        lambda unit: unit.claims.take(worker, unit.now, most, LEASE, UNLIMITED)
    )


def _settle(town: Town, outcomes: Sequence[Settled[Claim]], worker: str = "w1") -> None:
    town.store.act_now(lambda unit: unit.claims.settle(worker, outcomes, unit.now))


def _counts(town: Town, dispatch: int) -> dict[State, int]:
    counts = town.store.look(lambda unit: unit.deliveries.counts(dispatch))
    return {state: count for state, count in counts.items() if count}


def test_a_dispatch_has_one_row_for_each_person_of_its_audience(town: Town) -> None:
    dispatch, made = _send(town)

    assert made
    assert _counts(town, dispatch) == {State.PENDING: EVERYONE}


def test_a_second_request_finds_the_first_and_adds_nobody(town: Town) -> None:
    first = _send(town)
    second = _send(town)

    assert (first[0], False) == second
    assert _counts(town, first[0]) == {State.PENDING: EVERYONE}


def test_a_claim_takes_no_more_than_asked_and_nothing_twice(town: Town) -> None:
    dispatch, _ = _send(town)
    first, second, third = _claim(town, 4), _claim(town, 4), _claim(town, 4)

    assert [len(first), len(second), len(third)] == [4, 3, 0]
    assert len({claim.person_id for claim in (*first, *second)}) == EVERYONE
    assert _counts(town, dispatch) == {State.SENDING: EVERYONE}


def test_what_is_not_due_yet_is_left(town: Town, clock: SettableClock) -> None:
    _send(town, at=NOON + timedelta(hours=1))

    assert _claim(town) == []
    clock.forward(hours=1)
    assert len(_claim(town)) == EVERYONE


def test_alerts_go_before_everything_that_has_waited_longer(town: Town) -> None:
    _send(town, at=NOON - timedelta(days=1))
    alert, _ = _send(town, "2", DeliveryKind.ALERT, rule="role=lead")
    first = _claim(town, 3)

    assert [claim.dispatch_id for claim in first].count(alert) == 2
    assert len(first) == 3


def test_a_claim_says_where_each_person_is_reached(town: Town) -> None:
    _send(town, rule="email=ann@ashford.example")
    [claim] = _claim(town)

    assert claim.chat is not None
    assert (claim.chat.conversation_id, claim.aad_object_id, claim.attempt) == (
        "chat-ann",
        "aad-ann",
        1,
    )


def test_nobody_sends_to_a_tenant_that_asked_for_a_pause(town: Town, clock: SettableClock) -> None:
    _send(town)
    town.store.act_now(
        lambda unit: unit.deliveries.pause_tenant(TENANT, unit.now + timedelta(seconds=30))
    )

    assert _claim(town) == []
    clock.forward(seconds=31)
    assert len(_claim(town)) == EVERYONE


def test_a_paused_dispatch_waits(town: Town) -> None:
    dispatch, _ = _send(town)
    town.store.act_now(lambda unit: unit.deliveries.pause(dispatch, "not_registered"))

    assert _claim(town) == []


def test_a_lease_that_ran_out_is_unknown_and_never_sent_again(
    town: Town, clock: SettableClock
) -> None:
    dispatch, _ = _send(town)
    _claim(town)
    clock.forward(seconds=61)

    assert town.store.act_now(lambda unit: unit.claims.expire(unit.now)) == EVERYONE
    assert _counts(town, dispatch) == {State.UNKNOWN: EVERYONE}
    assert _claim(town) == []


def test_an_alert_whose_lease_ran_out_is_sent_again(town: Town, clock: SettableClock) -> None:
    _send(town, kind=DeliveryKind.ALERT, rule="role=lead")
    _claim(town)
    clock.forward(seconds=61)
    town.store.act_now(lambda unit: unit.claims.expire(unit.now))

    assert [claim.attempt for claim in _claim(town, worker="w2")] == [2, 2]


def test_a_worker_whose_lease_is_lost_writes_no_outcome(town: Town, clock: SettableClock) -> None:
    dispatch, _ = _send(town, kind=DeliveryKind.ALERT, rule="role=lead")
    stale = _claim(town)
    clock.forward(seconds=61)
    town.store.act_now(lambda unit: unit.claims.expire(unit.now))
    _claim(town, worker="w1")
    _settle(town, [Settled(claim, State.FAILED, "blocked") for claim in stale])

    assert _counts(town, dispatch) == {State.SENDING: 2}


def test_what_a_person_does_proves_that_the_message_arrived(town: Town) -> None:
    dispatch, _ = _send(town)
    claims = _claim(town)
    _settle(town, [Settled(claim, State.UNKNOWN, "lost_reply") for claim in claims])
    town.store.act_now(
        lambda unit: unit.deliveries.prove(town.ids["ann"], briefing_id=town.ashford.briefing)
    )

    assert _counts(town, dispatch) == {State.UNKNOWN: EVERYONE - 1, State.PROVEN: 1}


def test_whoever_was_not_reached_is_named_with_the_reason(town: Town) -> None:
    dispatch, _ = _send(town, rule='agency="Ashford Police"')
    claims = _claim(town)
    _settle(town, [Settled(claim, State.FAILED, "blocked") for claim in claims])
    missed = town.store.look(lambda unit: unit.deliveries.not_reached(dispatch))

    assert [(one.name, one.agency, one.reason) for one in missed] == [
        ("Cat", "Ashford Police", "blocked"),
        ("Dee", "Ashford Police", "blocked"),
    ]


OUTCOMES = st.sampled_from([State.SENT, State.PENDING, State.UNKNOWN, State.FAILED, State.SKIPPED])
STEPS = st.lists(
    st.tuples(st.sampled_from(["claim", "settle", "expire", "prove", "wait"]), OUTCOMES),
    max_size=12,
)


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(steps=STEPS)
def test_every_person_of_the_audience_stands_in_exactly_one_state(
    town: Town, clock: SettableClock, steps: list[tuple[str, State]]
) -> None:
    town.store.act_now(lambda unit: unit.connection.execute(t.deliveries.delete()))
    dispatch, _ = _send(town, once=f"once-{clock.forward(hours=1)}", at=clock.now)
    held: list[Claim] = []
    for step, state in steps:
        held = _walk(town, clock, step, state, held)

    assert sum(_counts(town, dispatch).values()) == EVERYONE


def _walk(
    town: Town, clock: SettableClock, step: str, state: State, held: list[Claim]
) -> list[Claim]:
    match step:
        case "claim":
            return [*held, *_claim(town, 2)]
        case "settle":
            _settle(town, [Settled(claim, state, due_at=clock.now) for claim in held[:2]])
            return held[2:]
        case "prove":
            town.store.act_now(
                lambda unit: unit.deliveries.prove(
                    town.ids["ann"], briefing_id=town.ashford.briefing
                )
            )
        case "expire":
            town.store.act_now(lambda unit: unit.claims.expire(unit.now))
        case _:
            clock.forward(seconds=45)
    return held


def _somebody_waits(store: Store) -> bool:
    waiting = text("SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'")
    return store.look(lambda unit: unit.connection.scalars(waiting).one()) > 0


def test_two_claimers_at_once_never_share_a_row(postgresql: Any, keyring, clock) -> None:
    with postgresql.fresh() as url:
        one, two = Store(url, keyring, clock), Store(url, keyring, clock)
        town = a_town(one)
        _send(town)
        with ThreadPoolExecutor(1) as aside, two._writing.begin() as second:
            with one._writing.begin() as first:
                mine = one._unit(first, DeferredWrites()).claims.take(
                    "w1", NOON, 4, LEASE, UNLIMITED
                )
                theirs = aside.submit(
                    two._unit(second, DeferredWrites()).claims.take, "w2", NOON, 4, LEASE, UNLIMITED
                )
                while not _somebody_waits(two):  # its rows are chosen, and it waits for its slots
                    assert not theirs.done()
            taken = [mine, theirs.result()]
        one.close()
        two.close()

    people = [claim.person_id for claims in taken for claim in claims]
    assert (len(taken[0]), len(taken[1])) == (4, 3)
    assert len(people) == len(set(people))


def test_opting_out_is_seen_when_the_message_is_claimed(town: Town) -> None:
    _send(town, rule="email=ann@ashford.example")
    opt = update(t.people).where(t.people.c.id == town.ids["ann"]).values(opted_out=True)
    town.store.act_now(lambda unit: unit.connection.execute(opt))
    [claim] = _claim(town)

    assert claim.opted_out
