from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select

from dialogs.open_waves import close_due, open_due, open_wave, plan_for_event, remind_due
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.asking.wave import Event
from surveys.telling.delivery import Kind
from tests.builders.clock import SettableClock
from tests.builders.partnership import ATTENDED, Town, a_town

ENDS = datetime(2026, 2, 25, 16, 30, tzinfo=UTC)  # six weeks later the clocks have gone forward


@pytest.fixture
def town(store: Store, clock: SettableClock) -> Town:
    """A town whose event ends five weeks before the clocks go forward, with its waves planned."""
    clock.set(ENDS - timedelta(hours=1))
    made = a_town(store, ENDS)
    made.store.act_now(lambda unit: plan_for_event(unit, _event(unit, made)))
    return made


def _event(unit: Unit, town: Town) -> Event:
    event = unit.waves.event(town.ashford.event)
    assert event is not None
    return event


def _waves(town: Town) -> dict[str, tuple[datetime, datetime | None, str]]:
    def look(unit: Unit) -> dict[str, tuple[datetime, datetime | None, str]]:
        code = t.instruments.c.code
        query = select(code, t.waves).join(t.instruments, t.instruments.c.version == t.waves.c.instrument_version)
        return {row.code: (row.opens_at, row.closes_at, row.state) for row in unit.connection.execute(query)}

    return town.store.look(look)


def _sent(town: Town) -> list[tuple[str, int]]:
    def look(unit: Unit) -> list[tuple[str, int]]:
        found = unit.deliveries.recent(town.ashford.partnership, list(Kind), 20)
        return sorted((one.kind.value, sum(unit.deliveries.counts(one.id).values())) for one in found)

    return town.store.look(look)


def test_waves_follow_an_event_on_the_clock_of_the_wall(town: Town) -> None:
    waves = _waves(town)

    assert waves["post-event"] == (ENDS, ENDS + timedelta(hours=48), "planned")
    assert waves["follow-up-6-weeks"][0] == datetime(2026, 4, 8, 15, 30, tzinfo=UTC)  # 16:30 in London, as the event
    assert waves["follow-up-3-months"][0] == datetime(2026, 5, 25, 15, 30, tzinfo=UTC)


def test_planning_again_makes_no_second_wave_and_moves_those_not_open_yet(town: Town, clock: SettableClock) -> None:
    later = ENDS + timedelta(days=1)
    moved = t.events.update().where(t.events.c.id == town.ashford.event).values(ends_at=later)
    before = _waves(town)
    town.store.act_now(lambda unit: unit.connection.execute(moved))
    town.store.act_now(lambda unit: plan_for_event(unit, _event(unit, town)))
    after = _waves(town)

    assert after.keys() == before.keys()
    assert after["post-event"][0] == later


def test_a_wave_opens_when_the_event_ends_and_asks_those_who_came(town: Town, clock: SettableClock) -> None:
    assert town.store.act_now(open_due) == 0
    clock.set(ENDS)

    assert town.store.act_now(open_due) == 1
    assert _sent(town) == [("survey", len(ATTENDED))]
    assert town.store.act_now(open_due) == 0


def test_a_wave_that_another_process_opened_meanwhile_is_not_opened_twice(town: Town, clock: SettableClock) -> None:
    clock.set(ENDS)
    [wave] = town.store.look(lambda unit: unit.waves.due_to_open(unit.now))

    assert town.store.act_now(lambda unit: open_wave(unit, wave)) is not None
    assert town.store.act_now(lambda unit: open_wave(unit, wave)) is None
    assert _sent(town) == [("survey", len(ATTENDED))]


def test_one_reminder_goes_to_those_who_have_not_finished(town: Town, clock: SettableClock) -> None:
    clock.set(ENDS)
    town.store.act_now(open_due)
    query = select(t.waves.c.id).where(t.waves.c.state == "open")
    wave = town.store.look(lambda unit: unit.connection.scalars(query).one())
    town.store.act_now(lambda unit: unit.waves.set_progress(wave, town.ids["ann"], "finished"))
    clock.forward(hours=24)

    assert town.store.act_now(remind_due) == 1
    assert town.store.act_now(remind_due) == 0
    assert _sent(town) == [("reminder", len(ATTENDED) - 1), ("survey", len(ATTENDED))]


def test_a_wave_closes_after_its_time(town: Town, clock: SettableClock) -> None:
    clock.set(ENDS)
    town.store.act_now(open_due)
    clock.forward(hours=47)
    assert town.store.act_now(close_due) == 0
    clock.forward(hours=1)

    assert town.store.act_now(close_due) == 1
    assert _waves(town)["post-event"][2] == "closed"


def test_a_wave_whose_time_had_passed_before_it_was_planned_is_left_out(store: Store, clock: SettableClock) -> None:
    made = a_town(store, ENDS)
    clock.set(ENDS + timedelta(days=10))
    made.store.act_now(lambda unit: plan_for_event(unit, _event(unit, made)))

    assert "post-event" not in _waves(made)
    assert "follow-up-6-weeks" in _waves(made)
