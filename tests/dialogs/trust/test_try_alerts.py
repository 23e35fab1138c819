"""Testing alerts: who gets a test, who confirms it, and when it is over."""

import pytest
from sqlalchemy import select

from dialogs.replies import Said
from dialogs.trust.try_alerts import end_tests
from storage import tables as t
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.delivery import State
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town


def a_test(town: Town, by: str = "lea") -> int:
    """Ask for a test; returns its number."""
    town.say(by, "test-alert")
    newest = select(t.alert_tests.c.id).order_by(t.alert_tests.c.id.desc()).limit(1)
    return town.store.look(lambda unit: unit.connection.scalars(newest).one())


def waiting(town: Town) -> list[int]:
    """How many messages of tests wait in Teams, and how many e-mails."""

    def count(unit: Unit) -> list[int]:
        doors = (t.deliveries, t.letters)
        return [
            len(unit.connection.execute(select(door).filter_by(state=State.PENDING)).all())
            for door in doors
        ]

    return town.store.look(count)


@pytest.mark.parametrize("by", ["lea", "ada"])
def test_a_test_goes_to_every_lead_by_every_door(town: Town, by: str) -> None:
    a_test(town, by)

    assert waiting(town) == [2, 2]


def test_the_first_lead_to_confirm_makes_it_pass_and_nothing_more_goes_out(town: Town) -> None:
    test = a_test(town)
    assert town.store.look(passed) is None
    first, second = (town.say(name, "confirm-test", test=test) for name in ("dee", "lea"))

    assert isinstance(first, Said)
    assert isinstance(second, Said)
    assert (first.title, second.title) == ("The alert test has passed", "This test is over")
    assert town.store.act_now(end_tests) == 1
    assert waiting(town) == [0, 0]
    assert town.store.look(passed) is not None
    acts = select(t.audit.c.act).where(t.audit.c.actor == f"person:{town.ids['dee']}")
    assert town.store.look(lambda unit: unit.connection.scalars(acts).all()) == [
        "alert test passed"
    ]


def passed(unit: Unit) -> object:
    """When Ashford last passed a test; it is the first partnership."""
    return unit.alert_tests.last_passed(1)


def test_a_test_that_no_one_confirms_is_over_after_a_day(town: Town, clock: SettableClock) -> None:
    test = a_test(town)
    clock.forward(hours=23)
    assert town.store.act_now(end_tests) == 0
    clock.forward(hours=2)
    assert town.store.act_now(end_tests) == 1
    assert waiting(town) == [0, 0]
    town.say("lea", "confirm-test", test=test)

    assert town.store.look(passed) is None


@pytest.mark.parametrize("name", ["lou", "ada", "ann"])
def test_no_one_else_confirms_a_test(quick_town: Town, name: str) -> None:
    test = a_test(quick_town)

    with pytest.raises(Refusal):
        quick_town.say(name, "confirm-test", test=test)
    assert quick_town.store.look(passed) is None
