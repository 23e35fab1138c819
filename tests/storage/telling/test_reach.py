"""Reach: each person counts once, and only people who were reached can have acted."""

from collections import Counter
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, update

from storage import tables as t
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.sending.delivery import REACHED, DeliveryKind, State
from surveys.telling.reach import AgencyReach, ReachStep
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock
from tests.builders.partnership import Town, a_town
from tests.builders.told import a_briefing, place, settle, tell
from tests.databases import copy_sqlite

ACTS = ("followed", "read", "useful", "not-useful", "discussed", "intends")
PEOPLE = ("ann", "bob", "cat", "lea", "dee")


def _reach(town: Town, briefing: int) -> dict[str, AgencyReach]:
    return {one.agency: one for one in town.store.look(lambda unit: unit.reach.of(briefing))}


def _together(town: Town, briefing: int) -> Counter[ReachStep]:
    return sum((Counter(dict(one.counts)) for one in _reach(town, briefing).values()), Counter())


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def test_people_are_counted_by_agency_at_each_step(town: Town) -> None:
    briefing = a_briefing(town)
    dispatch = tell(town, briefing)
    settle(town, dispatch, State.FAILED, "cat")
    for verb in ("read", "useful"):
        town.say("ann", verb, briefing=briefing)
    town.say("bob", "read", briefing=briefing)
    town.say("bob", "discussed", briefing=briefing, once="1", people=4)
    found = _reach(town, briefing)

    council, police = found["Ashford Council"].counts, found["Ashford Police"].counts
    assert (
        council[ReachStep.AUDIENCE],
        council[ReachStep.DELIVERED],
        council[ReachStep.READ],
        council[ReachStep.USEFUL],
    ) == (2, 2, 2, 1)
    assert (
        council[ReachStep.DISCUSSED],
        council[ReachStep.INTENDING],
        council[ReachStep.FOLLOWED],
    ) == (1, 0, 0)
    assert (police[ReachStep.AUDIENCE], police[ReachStep.DELIVERED], police[ReachStep.READ]) == (
        1,
        0,
        0,
    )


def test_a_person_to_whom_it_was_sent_twice_is_one_person(town: Town) -> None:
    briefing = a_briefing(town)
    tell(town, briefing)
    again = tell(town, briefing, once="again")
    settle(town, again, State.FAILED)
    town.say("ann", "read", briefing=briefing)

    assert _together(town, briefing)[ReachStep.AUDIENCE] == 3
    assert _together(town, briefing)[ReachStep.DELIVERED] == 3
    assert _together(town, briefing)[ReachStep.READ] == 1


def test_whoever_was_reached_by_email_counts_as_reached(town: Town) -> None:
    briefing = a_briefing(town)
    dispatch = tell(town, briefing)
    settle(town, dispatch, State.FAILED, "ann", "bob")
    for name, state in (("ann", State.SENT), ("bob", State.FAILED)):
        facts = {"dispatch_id": dispatch, "person_id": town.ids[name], "state": state}
        row = insert(t.letters).values(**facts, due_at=NOON, changed_at=NOON)
        town.store.act_now(lambda unit, row=row: unit.connection.execute(row))
    before = _together(town, briefing)
    town.say("ann", "read", briefing=briefing)
    town.say("bob", "read", briefing=briefing)

    assert before[ReachStep.DELIVERED] == 2
    assert _together(town, briefing)[ReachStep.READ] == 1


def test_a_link_followed_in_an_email_shows_that_the_email_arrived(town: Town) -> None:
    briefing = a_briefing(town)
    dispatch = tell(town, briefing)
    settle(town, dispatch, State.FAILED)
    facts = {"dispatch_id": dispatch, "person_id": town.ids["ann"], "state": State.UNKNOWN}
    row = insert(t.letters).values(**facts, due_at=NOON, changed_at=NOON)
    town.store.act_now(lambda unit: unit.connection.execute(row))
    town.store.act_now(
        lambda unit: unit.messages_received.visited(dispatch, town.ids["ann"], 0, unit.now)
    )

    assert place(town, dispatch, "ann").endswith(".0")
    assert _together(town, briefing)[ReachStep.DELIVERED] == 1


def test_what_the_bot_came_back_with_is_no_part_of_the_funnel(town: Town) -> None:
    briefing = a_briefing(town)
    tell(town, briefing)
    town.say("ann", "intended", briefing=briefing, what="See children alone", by_when="2026-03-04")
    again = tell(town, briefing, rule="role=lead", once="come back")
    kind = (
        update(t.dispatches).where(t.dispatches.c.id == again).values(kind=DeliveryKind.COME_BACK)
    )
    town.store.act_now(lambda unit: unit.connection.execute(kind))
    town.say("ann", "what-came", briefing=briefing, came="partly")
    found = _together(town, briefing)

    assert (found[ReachStep.AUDIENCE], found[ReachStep.INTENDING], found[ReachStep.HAPPENED]) == (
        3,
        1,
        1,
    )


@pytest.mark.parametrize(("came", "happened"), [("done", 1), ("partly", 1), ("not", 0)])
def test_what_came_of_it_counts_where_something_did(town: Town, came: str, happened: int) -> None:
    briefing = a_briefing(town)
    tell(town, briefing)
    town.say("ann", "intended", briefing=briefing, what="See children alone", by_when="2026-03-04")
    town.say("ann", "what-came", briefing=briefing, came=came)

    assert _together(town, briefing)[ReachStep.HAPPENED] == happened


def test_briefings_sent_are_listed_the_latest_first_and_only_ones_own(town: Town) -> None:
    first, second = a_briefing(town), a_briefing(town, "B8")
    tell(town, second, once="second")
    tell(town, first, once="first")
    listed = town.store.look(lambda unit: unit.reach.sent(town.ashford.partnership, 10))

    assert [number for number, _, _ in listed] == [first, second]
    assert town.store.look(lambda unit: unit.reach.sent(town.bexfield.partnership, 10)) == []


@pytest.fixture(scope="module")
def sqlite_town(sqlite_template: Path, tmp_path_factory: pytest.TempPathFactory) -> Town:
    return a_town(
        Store(
            copy_sqlite(sqlite_template, tmp_path_factory.mktemp("reach")),
            new_keyring(),
            SettableClock(),
        )
    )


SENDS = st.lists(
    st.lists(st.none() | st.sampled_from(list(State)), min_size=5, max_size=5),
    min_size=1,
    max_size=3,
)
DONE = st.lists(st.tuples(st.sampled_from(PEOPLE), st.sampled_from(ACTS)), max_size=20, unique=True)


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(sends=SENDS, done=DONE)
def test_whatever_was_sent_and_done_nobody_answers_who_was_not_reached(
    sqlite_town: Town, sends: Sequence[Sequence[State | None]], done: Sequence[tuple[str, str]]
) -> None:
    town = sqlite_town
    counts = town.store.act_now(lambda unit: _told_at_random(unit, town, sends, done))
    told = {name for states in sends for name, state in zip(PEOPLE, states, strict=True) if state}
    reached = {
        name
        for states in sends
        for name, state in zip(PEOPLE, states, strict=True)
        if state in REACHED
    }

    assert counts[ReachStep.AUDIENCE] == len(told)
    assert counts[ReachStep.DELIVERED] == len(reached)
    for act, step in zip(ACTS, tuple(ReachStep)[2:], strict=False):
        assert counts[step] == sum(1 for name, one in done if one == act and name in reached)
        assert counts[step] <= counts[ReachStep.DELIVERED] <= counts[ReachStep.AUDIENCE]


def _told_at_random(
    unit: Unit, town: Town, sends: Sequence[Sequence[State | None]], done: Sequence[tuple[str, str]]
) -> Counter[ReachStep]:
    """Put sends and acts there as they come, count them, and take them away again."""
    briefing = town.ashford.briefing
    dispatches = [_a_send(unit, town, number, states) for number, states in enumerate(sends)]
    acted = [
        {"briefing_id": briefing, "person_id": town.ids[name], "act": act, "at": NOON}
        for name, act in done
    ]
    stored.rows(unit, t.acts, acted)
    found = sum(
        (Counter(dict(one.counts)) for one in unit.reach.of(briefing)), Counter[ReachStep]()
    )
    unit.connection.execute(delete(t.acts))
    for table in (t.deliveries, t.lanes):
        unit.connection.execute(delete(table).where(table.c.dispatch_id.in_(dispatches)))
    unit.connection.execute(delete(t.dispatches))
    return found


def _a_send(unit: Unit, town: Town, number: int, states: Sequence[State | None]) -> int:
    facts = {
        "partnership_id": town.ashford.partnership,
        "once": str(number),
        "kind": DeliveryKind.BRIEFING,
        "title": "B",
    }
    said = {
        "rule": "everyone",
        "content": "{}",
        "reply": "ShowBriefing",
        "briefing_id": town.ashford.briefing,
    }
    dispatch = stored.a_row(unit, t.dispatches, **facts, **said, asked_at=NOON, state="open")
    lane = stored.a_row(unit, t.lanes, dispatch_id=dispatch, tenant_id="", canary=False)
    mine = {"dispatch_id": dispatch, "lane_id": lane, "due_at": NOON, "changed_at": NOON}
    told = [(name, state) for name, state in zip(PEOPLE, states, strict=True) if state]
    stored.rows(
        unit,
        t.deliveries,
        [{**mine, "person_id": town.ids[name], "state": state} for name, state in told],
    )
    return dispatch
