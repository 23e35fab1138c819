"""Tests the alerts of a partnership: a marked alert goes to every lead, and a lead confirms it.

Only a confirmed test counts as passed; it is what a public link needs (`dialogs.trust.link_gate`).
"""

from datetime import timedelta

from dialogs.replies import AlertTest, Reply, Said, freeze
from dialogs.trust.by_every_door import tell_by_every_door
from dialogs.turn import Command, Id, Nothing, Turn
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.people import Role
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from surveys.sending.dispatch import NewDispatch

TRIED_FOR = timedelta(days=1)  # then a test that no lead has confirmed is over


class OfTest(Command):
    """A command about one test."""

    test: Id


def ask_for_test(turn: Turn, _command: Nothing) -> Reply:
    """Send a test to every lead of the speaker's partnerships, in Teams and by e-mail."""
    for person in turn.people(Role.LEAD, Role.ADMINISTRATOR):
        send_test(turn.unit, person.partnership_id, person.partnership, f"person:{person.id}")
    return Said(
        title="A test alert is on its way",
        text="Every lead gets it in Teams and by e-mail. It has worked once a lead confirms it.",
    )


def send_test(unit: Unit, partnership_id: int, partnership: str, actor: str) -> int:
    """Queue a test to every lead, by every door; return its number."""
    test = unit.alert_tests.begin(partnership_id, actor, unit.now)
    reply = AlertTest(test=test, partnership=partnership, asked=moment_in_words(unit.now))
    new = NewDispatch(
        partnership_id=partnership_id,
        once=f"alert-test:{test}",
        kind=DeliveryKind.ALERT,
        title="Test alert",
        rule=f"role={Role.LEAD.value}",
        says=freeze(reply),
    )
    unit.alert_tests.sent(test, tell_by_every_door(unit, new))
    unit.record(partnership_id, actor, "alert test asked for", f"alert-test:{test}")
    return test


def confirm(turn: Turn, command: OfTest) -> Reply:
    """Confirm that a test came; the first lead to do so makes it pass."""
    place = turn.unit.alert_tests.partnership_of(command.test)
    lead = turn.speaker.within(place) if place is not None else None
    if lead is None or not lead.may(Role.LEAD):
        raise Refusal("not-found")
    if turn.unit.alert_tests.confirm(command.test, lead.partnership_id, lead.id, turn.unit.now):
        turn.record(lead, "alert test passed", f"alert-test:{command.test}")
        return Said(
            title="The alert test has passed", text="Thank you. Nothing more goes out for it."
        )
    return Said(
        title="This test is over", text="Another lead has confirmed it, or it is over a day old."
    )


def end_tests(unit: Unit) -> int:
    """End the tests that have passed or lasted a day; return how many."""
    return unit.alert_tests.end(unit.now - TRIED_FOR, unit.now)
