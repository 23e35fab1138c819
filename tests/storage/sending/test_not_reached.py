"""People whom sends have not reached: counted by reason, and listed a page at a time."""

import pytest
from sqlalchemy import update

from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch, WhyMissed
from surveys.sending.frozen import Frozen
from tests.builders import stored
from tests.builders.clock import NOON
from tests.builders.partnership import Town, a_town

STANDS = {
    "ann": (State.UNKNOWN, "lost_reply"),
    "bob": (State.UNKNOWN, "lost_reply"),
    "cat": (State.FAILED, "blocked"),
    "lea": (State.SENT, None),
    "dee": (State.SKIPPED, "opted_out"),
}
EMAIL = {"due_at": NOON, "changed_at": NOON, "attempt": 1}


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def sent(town: Town, once: str = "b") -> int:
    """Send something that reached one person and missed four; two wait."""
    new = NewDispatch(
        town.ashford.partnership,
        once,
        DeliveryKind.BRIEFING,
        "Hearing",
        "everyone",
        Frozen("Said", "{}"),
    )

    def run(unit: Unit) -> int:
        dispatch, _ = unit.deliveries.open(
            new, unit.audience(new.partnership_id, "everyone"), unit.now, unit.now
        )
        for name, (state, reason) in STANDS.items():
            mine = update(t.deliveries).where(t.deliveries.c.dispatch_id == dispatch)
            theirs = mine.where(t.deliveries.c.person_id == town.ids[name])
            unit.connection.execute(theirs.values(state=state, reason=reason))
        return dispatch

    return town.store.act_now(run)


def writes(town: Town, dispatch: int, name: str, state: State, reason: str | None = None) -> None:
    facts = {"dispatch_id": dispatch, "person_id": town.ids[name], "state": state, "reason": reason}
    town.store.act_now(lambda unit: stored.rows(unit, t.letters, [EMAIL | facts]))


def test_reasons_are_counted_largest_first_with_those_who_had_an_email(town: Town) -> None:
    dispatch = sent(town)
    writes(town, dispatch, "ann", State.SENT)
    writes(town, dispatch, "cat", State.FAILED, "address-refused")
    assert town.store.look(lambda unit: unit.not_reached.why([dispatch])) == [
        WhyMissed(State.UNKNOWN, "lost_reply", 2, 1),
        WhyMissed(State.FAILED, "blocked", 1, 0),
        WhyMissed(State.SKIPPED, "opted_out", 1, 0),
    ]


def test_somebody_missed_twice_for_one_reason_is_one_person(town: Town) -> None:
    both = [sent(town), sent(town, "c")]
    assert town.store.look(lambda unit: unit.not_reached.count(both)) == dict.fromkeys(both, 4)
    assert [one.people for one in town.store.look(lambda unit: unit.not_reached.why(both))] == [
        2,
        1,
        1,
    ]
    assert len(town.store.look(lambda unit: unit.not_reached.people(both))) == 4
    assert town.store.look(lambda unit: unit.not_reached.entries(both)) == 4


def test_people_are_listed_page_by_page_and_nobody_is_left_out(town: Town) -> None:
    dispatch = sent(town)
    every = town.store.look(lambda unit: unit.not_reached.people([dispatch]))
    pages = [
        town.store.look(lambda unit, at=at: unit.not_reached.people([dispatch], 3, at))
        for at in (0, 3)
    ]
    assert [len(page) for page in pages] == [3, 1]
    assert pages[0] + pages[1] == every


def test_what_became_of_the_email_stands_beside_the_reason(town: Town) -> None:
    dispatch = sent(town)
    writes(town, dispatch, "cat", State.FAILED, "address-refused")
    found = {
        one.name: (one.email_state, one.email_reason)
        for one in town.store.look(lambda unit: unit.not_reached.people([dispatch]))
    }
    assert found["Cat"] == (State.FAILED, "address-refused")
    assert found["Ann"] == (None, None)


def test_of_no_send_there_is_nobody(town: Town) -> None:
    assert town.store.look(lambda unit: unit.not_reached.people([])) == []
    assert town.store.look(lambda unit: unit.not_reached.entries([])) == 0
