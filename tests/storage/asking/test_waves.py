import asyncio
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import insert, select, update

from dialogs.asking.wave_lifecycle import (
    CATCHING_UP,
    CLOSING,
    OPENING,
    REMINDING,
    open_wave,
    plan_for_event,
)
from scheduler.periodic_tasks import take_in_turn
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.asking.wave import Event
from surveys.problems import Refusal
from surveys.sending.delivery import DeliveryKind
from tests.builders.asking import take_due
from tests.builders.clock import SettableClock
from tests.builders.partnership import ATTENDED, INSTALLATION, Town, a_town

ENDS = datetime(2026, 2, 25, 16, 30, tzinfo=UTC)  # six weeks later the clocks have gone forward


@pytest.fixture
def town(store: Store, clock: SettableClock) -> Town:
    """A town whose event ends five weeks before the clocks go forward, with its waves planned."""
    clock.set(ENDS - timedelta(hours=1))
    made = a_town(store, ENDS)
    made.store.act_now(lambda unit: plan_for_event(unit, _event(unit, made)))
    return made


def _event(unit: Unit, town: Town) -> Event:
    event = unit.learning_events.get(town.ashford.event)
    assert event is not None
    return event


def _waves(town: Town) -> dict[str, tuple[datetime, datetime | None, str]]:
    def look(unit: Unit) -> dict[str, tuple[datetime, datetime | None, str]]:
        code = t.instruments.c.code
        query = select(code, t.waves).join(
            t.instruments, t.instruments.c.version == t.waves.c.instrument_version
        )
        return {
            row.code: (row.opens_at, row.closes_at, row.state)
            for row in unit.connection.execute(query)
        }

    return town.store.look(look)


def _sent(town: Town) -> list[tuple[str, int]]:
    def look(unit: Unit) -> list[tuple[str, int]]:
        found = unit.deliveries.recent(town.ashford.partnership, list(DeliveryKind), 20)
        return sorted(
            (one.kind.value, sum(unit.deliveries.counts(one.id).values())) for one in found
        )

    return town.store.look(look)


def test_waves_follow_an_event_on_the_clock_of_the_wall(town: Town) -> None:
    waves = _waves(town)

    assert waves["post-event"] == (ENDS, ENDS + timedelta(hours=48), "planned")
    # 16:30 in London, as the event
    assert waves["follow-up-6-weeks"][0] == datetime(2026, 4, 8, 15, 30, tzinfo=UTC)
    assert waves["follow-up-3-months"][0] == datetime(2026, 5, 25, 15, 30, tzinfo=UTC)


def test_planning_again_makes_no_second_wave_and_moves_those_not_open_yet(
    town: Town, clock: SettableClock
) -> None:
    later = ENDS + timedelta(days=1)
    moved = t.events.update().where(t.events.c.id == town.ashford.event).values(ends_at=later)
    before = _waves(town)
    town.store.act_now(lambda unit: unit.connection.execute(moved))
    town.store.act_now(lambda unit: plan_for_event(unit, _event(unit, town)))
    after = _waves(town)

    assert after.keys() == before.keys()
    assert after["post-event"][0] == later


def test_a_wave_opens_when_the_event_ends_and_asks_those_who_came(
    town: Town, clock: SettableClock
) -> None:
    assert take_due(town.store, OPENING) == 0
    clock.set(ENDS)

    assert take_due(town.store, OPENING) == 1
    assert _sent(town) == [("survey", len(ATTENDED))]
    assert take_due(town.store, OPENING) == 0


def test_a_wave_that_another_process_opened_meanwhile_is_not_opened_twice(
    town: Town, clock: SettableClock
) -> None:
    clock.set(ENDS)
    [wave] = town.store.look(lambda unit: unit.waves.due_to_open(unit.now))

    assert town.store.act_now(lambda unit: open_wave(unit, INSTALLATION, wave)) is not None
    assert town.store.act_now(lambda unit: open_wave(unit, INSTALLATION, wave)) is None
    assert _sent(town) == [("survey", len(ATTENDED))]


def test_one_reminder_goes_to_those_who_have_not_finished(town: Town, clock: SettableClock) -> None:
    clock.set(ENDS)
    take_due(town.store, OPENING)
    query = select(t.waves.c.id).where(t.waves.c.state == "open")
    wave = town.store.look(lambda unit: unit.connection.scalars(query).one())
    town.store.act_now(
        lambda unit: unit.invitations.set_progress(wave, town.ids["ann"], "finished")
    )
    clock.forward(hours=24)

    assert take_due(town.store, REMINDING) == 1
    assert take_due(town.store, REMINDING) == 0
    assert _sent(town) == [("reminder", len(ATTENDED) - 1), ("survey", len(ATTENDED))]


def test_a_wave_closes_after_its_time(town: Town, clock: SettableClock) -> None:
    clock.set(ENDS)
    take_due(town.store, OPENING)
    clock.forward(hours=47)
    assert take_due(town.store, CLOSING) == 0
    clock.forward(hours=1)

    assert take_due(town.store, CLOSING) == 1
    assert _waves(town)["post-event"][2] == "closed"


def test_a_wave_whose_time_had_passed_before_it_was_planned_is_left_out(
    store: Store, clock: SettableClock
) -> None:
    made = a_town(store, ENDS)
    clock.set(ENDS + timedelta(days=10))
    made.store.act_now(lambda unit: plan_for_event(unit, _event(unit, made)))

    assert "post-event" not in _waves(made)
    assert "follow-up-6-weeks" in _waves(made)


def _came(town: Town, *names: str) -> None:
    """Say that people came to the event, as an import of attendance does."""
    rows = [
        {"event_id": town.ashford.event, "person_id": town.ids[name], "attended": True}
        for name in names
    ]
    town.store.act_now(lambda unit: unit.connection.execute(insert(t.attendance), rows))


def _moved(town: Town, ends_at: datetime) -> None:
    """Move the event and plan its waves again, as an import of events does."""
    moved = update(t.events).where(t.events.c.id == town.ashford.event).values(ends_at=ends_at)
    town.store.act_now(lambda unit: unit.connection.execute(moved))
    town.store.act_now(lambda unit: plan_for_event(unit, _event(unit, town)))


def _asked(town: Town) -> set[int]:
    return set(
        town.store.look(
            lambda unit: unit.connection.scalars(select(t.invitations.c.person_id)).all()
        )
    )


def test_who_is_known_to_have_come_only_after_the_wave_opened_is_asked_once(
    town: Town, clock: SettableClock
) -> None:
    clock.set(ENDS)
    take_due(town.store, OPENING)
    assert take_due(town.store, CATCHING_UP) == 0
    _came(town, "lea", "dee")

    assert take_due(town.store, CATCHING_UP) == 1
    assert take_due(town.store, CATCHING_UP) == 0
    assert _sent(town) == [("survey", 2), ("survey", len(ATTENDED))]
    assert _asked(town) == {town.ids[name] for name in (*ATTENDED, "lea", "dee")}
    eligible = select(t.waves.c.eligible).where(t.waves.c.state == "open")
    assert town.store.look(lambda unit: unit.connection.scalar(eligible)) == len(ATTENDED) + 2


def test_a_wave_that_opened_with_nobody_to_ask_asks_whoever_becomes_known(
    store: Store, clock: SettableClock
) -> None:
    clock.set(ENDS)
    town = a_town(store, ENDS)
    store.act_now(lambda unit: unit.connection.execute(t.attendance.delete()))
    store.act_now(lambda unit: plan_for_event(unit, _event(unit, town)))
    take_due(store, OPENING)
    assert _asked(town) == set()
    _came(town, "ann")
    take_due(store, CATCHING_UP)

    assert _asked(town) == {town.ids["ann"]}


def test_nobody_is_asked_late_by_a_wave_that_is_over_or_that_a_lead_has_counted(
    town: Town, clock: SettableClock
) -> None:
    subject = f"event:{town.ashford.event}"
    choice = {
        "subject": subject,
        "instrument": "supervisor",
        "audience": "",
        "count": len(ATTENDED),
        "once": "1",
    }
    town.say("lea", "confirm-follow-up", **choice)
    clock.set(ENDS)
    take_due(town.store, OPENING)
    clock.forward(hours=48)
    _came(town, "dee")

    assert take_due(town.store, CATCHING_UP) == 0


def test_nobody_is_reminded_of_what_they_were_asked_just_now(
    town: Town, clock: SettableClock
) -> None:
    clock.set(ENDS)
    take_due(town.store, OPENING)
    clock.forward(hours=23)
    _came(town, "lea")
    take_due(town.store, CATCHING_UP)
    clock.forward(hours=1)
    take_due(town.store, REMINDING)

    assert _sent(town) == [("reminder", len(ATTENDED)), ("survey", 1), ("survey", len(ATTENDED))]


def test_a_wave_that_opens_late_does_not_remind_in_the_same_breath(
    town: Town, clock: SettableClock
) -> None:
    clock.set(ENDS + timedelta(hours=30))  # nothing ran for more than a day
    take_due(town.store, OPENING)
    assert take_due(town.store, REMINDING) == 0
    clock.forward(hours=17)

    assert take_due(town.store, REMINDING) == 0, (
        "and its time is over before a reminder would be due"
    )
    assert _sent(town) == [("survey", len(ATTENDED))]


def test_a_wave_whose_whole_time_was_missed_asks_nobody(town: Town, clock: SettableClock) -> None:
    clock.set(ENDS + timedelta(hours=48))

    assert take_due(town.store, OPENING) == 0
    assert _asked(town) == set()


def test_an_event_that_turns_out_to_be_long_past_asks_nobody_at_its_old_time(
    town: Town, clock: SettableClock
) -> None:
    _moved(town, ENDS - timedelta(days=3))
    clock.set(ENDS)

    assert take_due(town.store, OPENING) == 0
    assert _sent(town) == []


def test_an_event_that_was_moved_away_and_back_asks_at_its_time(
    town: Town, clock: SettableClock
) -> None:
    _moved(town, ENDS - timedelta(days=3))
    _moved(town, ENDS)
    clock.set(ENDS)

    assert take_due(town.store, OPENING) == 1


def test_a_wave_that_is_moved_is_called_by_its_new_day(town: Town) -> None:
    _moved(town, ENDS + timedelta(days=3))
    labels = town.store.look(lambda unit: unit.connection.scalars(select(t.waves.c.label)).all())

    assert any("28 February 2026" in label for label in labels)
    assert not any("25 February 2026" in label for label in labels)


def test_a_wave_that_cannot_be_opened_holds_up_no_other(town: Town, clock: SettableClock) -> None:
    broken = (
        update(t.waves).where(t.waves.c.event_id == town.ashford.event).values(rule="@not-there")
    )
    town.store.act_now(lambda unit: unit.connection.execute(broken))
    store = town.store

    def of_bexfield(unit: Unit) -> None:
        event = unit.learning_events.get(town.bexfield.event)
        assert event is not None
        plan_for_event(unit, event)

    store.act_now(of_bexfield)
    clock.set(ENDS)
    with pytest.raises(Refusal):
        asyncio.run(take_in_turn(store, INSTALLATION, OPENING))

    opened = select(t.waves.c.event_id).where(t.waves.c.state == "open")
    assert store.look(lambda unit: unit.connection.scalars(opened).all()) == [town.bexfield.event]
