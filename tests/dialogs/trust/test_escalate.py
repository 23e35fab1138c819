"""A concern that no one takes on: who is told next, once each, and that it ends."""

import json
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from dialogs.replies import ConcernList
from dialogs.trust.escalate import plan_steps, take_steps
from storage import tables as t
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from tests.builders.clock import SettableClock
from tests.builders.concerns import a_concern
from tests.builders.partnership import INSTALLATION, Town


def a_tick(town: Town) -> int:
    """What the clock does at each tick; returns how many steps were taken."""

    def tend(unit: Unit) -> int:
        taken = take_steps(unit, INSTALLATION)
        plan_steps(unit, INSTALLATION)
        return taken

    return town.store.act_now(tend)


def told(town: Town) -> list[tuple[str, list[str]]]:
    """What each alert says, by kind, and whom it goes to."""
    names = {number: name for name, number in town.ids.items()}

    def look(unit: Unit) -> list[tuple[str, list[str]]]:
        alerts = unit.connection.execute(
            select(t.dispatches.c.id, t.dispatches.c.reply)
            .where(t.dispatches.c.concern_id.is_not(None))
            .order_by(t.dispatches.c.id)
        ).all()
        people = {
            one.id: unit.connection.scalars(
                select(t.letters.c.person_id).where(t.letters.c.dispatch_id == one.id)
            ).all()
            for one in alerts
        }
        return [(one.reply, sorted(names[p] for p in people[one.id])) for one in alerts]

    return town.store.look(look)


def test_a_red_concern_goes_up_step_by_step(town: Town, clock: SettableClock) -> None:
    a_concern(town.store, "Ashford")
    for _ in range(100):  # an hour and 40 minutes
        a_tick(town)
        clock.forward(minutes=1)

    assert told(town) == [
        ("ConcernAlert", ["dee", "lea"]),
        ("ConcernAlert", ["dee"]),
        ("ConcernAlert", ["dee"]),
        ("ConcernUnanswered", ["ada"]),
    ]
    clock.forward(minutes=10)
    assert a_tick(town) == 1
    assert told(town)[-1] == ("ConcernAlert", ["dee", "lea"])


def test_a_step_says_why_it_comes_and_by_when_and_is_in_the_trail(
    quick_town: Town, clock: SettableClock
) -> None:
    a_concern(quick_town.store, "Ashford")
    a_tick(quick_town)
    clock.forward(minutes=15)
    a_tick(quick_town)

    query = select(t.dispatches.c.content).order_by(t.dispatches.c.id.desc()).limit(1)
    acts = select(t.audit.c.act).where(t.audit.c.actor == "program")
    content, trail = quick_town.store.look(
        lambda unit: (unit.connection.scalars(query).one(), unit.connection.scalars(acts).all())
    )
    said = json.loads(content)
    assert "You are next in line" in said["told_because"]
    assert said["deadline"] == "4 March 2026 at 12.15 pm"
    assert trail == ["concern raised", "concern to deputy"]


def test_a_step_is_taken_once_however_often_it_is_looked_at(
    town: Town, clock: SettableClock
) -> None:
    a_concern(town.store, "Ashford")
    a_tick(town)
    clock.forward(minutes=15)

    assert [a_tick(town) for _ in range(3)] == [1, 0, 0]


def test_a_concern_that_someone_has_goes_no_further(town: Town, clock: SettableClock) -> None:
    a_concern(town.store, "Ashford")
    a_tick(town)
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    town.say("lea", "have-this", concern=concern.id)
    town.store.act_now(lambda unit: unit.alerts.end_answered(unit.now))
    clock.forward(days=3)

    assert a_tick(town) == 0
    assert len(told(town)) == 1


def test_what_was_said_at_each_step_stays_true(town: Town, clock: SettableClock) -> None:
    a_concern(town.store, "Ashford", ConcernClass.AMBER)
    clock.forward(days=2)
    for _ in range(4):
        a_tick(town)
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())

    town.say("lea", "concern-step", concern=concern.id, step="class-raised")
    first, deputy, *_, unanswered = says(town)[:4]
    assert {one["grade"] for one in says(town)} == {"red"}
    assert (first["told_because"], first["deadline"]) == ("", "")
    assert "You are next in line" in deputy["told_because"]
    assert deputy["deadline"] == "4 March 2026 at 12.15 pm"
    assert "acknowledged_by" not in unanswered

    town.say("lea", "have-this", concern=concern.id)
    first, deputy, *_, unanswered = says(town)[:4]
    assert deputy["told_because"] == deputy["deadline"] == ""
    assert deputy["acknowledged_by"] == "Lea"
    assert unanswered["text"] == f"Lea is dealing with {concern.ref}."


def says(town: Town) -> list[dict[str, Any]]:
    """What the alerts say now, in the order in which they went out."""
    query = select(t.dispatches.c.content).where(t.dispatches.c.kind == "alert")
    ordered = query.order_by(t.dispatches.c.id)
    return town.store.look(
        lambda unit: [json.loads(content) for content in unit.connection.scalars(ordered)]
    )


def test_after_a_long_stop_every_step_of_the_ladder_and_one_repeat_go_out(
    town: Town, clock: SettableClock
) -> None:
    a_concern(town.store, "Ashford")
    clock.forward(days=2)

    for _ in range(9):
        a_tick(town)
    assert [kind for kind, _ in told(town)] == [
        *["ConcernAlert"] * 3,
        "ConcernUnanswered",
        "ConcernAlert",
    ]


def test_a_deputy_who_is_away_is_passed_over_and_hours_are_the_partnerships(
    quick_town: Town, clock: SettableClock
) -> None:
    def arrange(unit: Unit) -> None:
        ben = update(t.people).where(t.people.c.id == quick_town.ids["bob"])
        unit.connection.execute(ben.values(roles=";lead;"))
        unit.people.leave([quick_town.ids["bob"]], unit.now.date() + timedelta(days=7))

    quick_town.store.act_now(arrange)  # bob is the first on the roster, then lea, then dee
    a_concern(quick_town.store, "Ashford")
    a_tick(quick_town)
    clock.forward(minutes=15)
    a_tick(quick_town)

    assert told(quick_town)[-1] == ("ConcernAlert", ["lea"])


def test_where_there_is_one_lead_and_no_administrator_the_lead_is_told_at_each_step(
    quick_town: Town, clock: SettableClock
) -> None:
    a_concern(quick_town.store, "Bexfield")
    for _ in range(4):
        a_tick(quick_town)
        clock.forward(minutes=15)

    assert told(quick_town) == [("ConcernAlert", ["lou"])] * 4


@pytest.mark.parametrize(
    ("grade", "due"),
    [
        (ConcernClass.RED, "4 March 2026 at 12.15 pm"),
        (ConcernClass.AMBER, "4 March 2026 at 4 pm"),
        (ConcernClass.GREEN, "5 March 2026 at 5 pm"),
    ],
)
def test_the_list_shows_the_deadline_of_each_class(
    quick_town: Town, grade: ConcernClass, due: str
) -> None:
    a_concern(quick_town.store, "Ashford", grade)
    reply = quick_town.say("lea", "concerns")

    assert isinstance(reply, ConcernList)
    assert [one.deadline for one in reply.concerns] == [due]


def test_the_list_begins_with_what_is_overdue(quick_town: Town, clock: SettableClock) -> None:
    older = a_concern(quick_town.store, "Ashford", ConcernClass.GREEN, mark="1")
    newer = a_concern(quick_town.store, "Ashford", ConcernClass.RED, mark="2")
    clock.forward(minutes=16)
    reply = quick_town.say("lea", "concerns")

    assert isinstance(reply, ConcernList)
    assert [one.ref for one in reply.concerns] == [newer, older]


def test_a_lead_whom_a_concern_names_is_told_at_no_step(town: Town, clock: SettableClock) -> None:
    mine = update(t.people).where(t.people.c.id == town.ids["lea"]).values(name="Lea Hartley")
    town.store.act_now(lambda unit: unit.connection.execute(mine))
    ref = a_concern(town.store, "Ashford", words="Mrs Hartley hit me, quicksilver marmalade")
    for _ in range(130):
        a_tick(town)
        clock.forward(minutes=1)
    home = town.say("lea", "home")

    assert len(told(town)) > 4
    assert not any("lea" in names for _, names in told(town))
    assert ref not in home.model_dump_json()
    assert ref in town.say("dee", "home").model_dump_json()


def test_a_class_that_is_raised_brings_the_next_step_forward(
    town: Town, clock: SettableClock
) -> None:
    a_concern(town.store, "Ashford", ConcernClass.AMBER)
    a_tick(town)
    [concern] = town.store.look(lambda unit: unit.concerns.still_open())
    clock.forward(minutes=20)
    a_tick(town)
    assert len(told(town)) == 1
    town.say("lea", "concern-step", concern=concern.id, step="class-raised")
    a_tick(town)
    a_tick(town)

    assert [names for _, names in told(town)] == [["dee", "lea"], ["dee"]]
