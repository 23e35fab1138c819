"""The figures by which the program is watched, on both databases."""

from datetime import UTC, date, datetime, timedelta

from sqlalchemy import insert

from dialogs.figures import Figures, figures
from dialogs.trust.texts_to_read import TextsWaiting
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.asking.lexicon import ConcernClass
from surveys.sending.delivery import DeliveryKind, State
from tests.builders.clock import NOON, SettableClock
from tests.builders.concerns import a_concern, take_on
from tests.builders.partnership import INSTALLATION, TENANT, a_town
from tests.scheduler.conftest import context_of
from tests.scheduler.office import NO_CONNECTION, Office, Script


def _now(store: Store) -> Figures:
    return store.look(lambda unit: figures(unit, INSTALLATION))


def _office(store: Store, clock: SettableClock) -> Office:
    script = Script()
    return Office(a_town(store), context_of(store, script, clock), script, clock)


def test_an_empty_installation_counts_nothing(store: Store) -> None:
    found = _now(store)

    assert (sum(found.deliveries.values()), found.oldest_due, found.intake) == (0, {}, 0)
    assert found.concerns.still_open.total() == 0
    assert (found.texts, found.oldest_text) == (TextsWaiting(0, 0), None)


def test_messages_are_counted_by_door_and_state_and_the_oldest_due_is_told(
    store: Store, clock: SettableClock
) -> None:
    office = _office(store, clock)
    office.queue(DeliveryKind.ALERT, "role=lead")
    office.deliver()
    office.queue(DeliveryKind.NOTE, "role=practitioner", once="later")
    clock.forward(minutes=20)
    found = _now(store)

    assert found.deliveries["teams", "sent"] == 2
    assert found.deliveries["teams", "pending"] == 3
    assert found.oldest_due == {"teams": NOON}
    assert found.sends["open"] == 2


def test_a_message_that_an_answer_has_proved_counts_as_sent(
    store: Store, clock: SettableClock
) -> None:
    office = _office(store, clock)
    dispatch = office.queue(DeliveryKind.NOTE)
    office.deliver()
    store.act_now(lambda unit: unit.deliveries.prove_by_receipt(TENANT, "aad-ann", "1"))

    assert office.stands(dispatch) == {State.PROVEN: 1}
    assert _now(store).deliveries["teams", "sent"] == 1


def test_sends_that_were_over_long_ago_are_not_counted(store: Store, clock: SettableClock) -> None:
    office = _office(store, clock)
    dispatch = office.queue(DeliveryKind.NOTE)
    office.deliver()
    store.act_now(lambda unit: unit.lanes.finish())
    assert office.state_of(dispatch) == "done"
    clock.forward(days=8)

    assert sum(_now(store).deliveries.values()) == 0


def test_the_synthetic_concern_is_counted_nowhere(store: Store, clock: SettableClock) -> None:
    office = _office(store, clock)
    office.queue(DeliveryKind.WATCH)
    found = _now(store)

    assert (sum(found.deliveries.values()), found.sends, found.oldest_due) == (0, {}, {})


def test_an_address_and_a_tenant_that_are_paused_are_counted_until_the_pause_ends(
    store: Store, clock: SettableClock
) -> None:
    office = _office(store, clock)
    office.script.does = lambda _: NO_CONNECTION
    office.queue(DeliveryKind.NOTE)
    office.deliver()
    store.act_now(lambda unit: unit.deliveries.pause_tenant("t", unit.now + timedelta(seconds=60)))
    paused = _now(store)
    clock.forward(minutes=5)
    over = _now(store)

    assert (paused.tenants_paused, paused.addresses_paused) == (1, 1)
    assert (over.tenants_paused, over.addresses_paused) == (0, 0)


def test_concerns_are_counted_by_class_and_how_soon_they_were_taken_on(
    store: Store, clock: SettableClock
) -> None:
    office = _office(store, clock)
    a_concern(store, "Ashford", ConcernClass.RED)
    a_concern(store, "Bexfield", ConcernClass.RED, mark="2")
    a_concern(store, "Ashford", ConcernClass.GREEN, mark="3")
    clock.forward(minutes=16)
    before = _now(store)
    take_on(store, 1, office.town.ids["lea"])
    after = _now(store)

    assert before.concerns.still_open == {"red": 2, "green": 1}
    assert before.concerns.late == {"red": 2}
    assert after.concerns.late == {"red": 1}
    assert after.concerns.new == {"red": 1, "green": 1}
    assert after.acknowledged == [("red", timedelta(minutes=16))]
    assert after.alerts_not_reached == 2


def test_what_waits_for_the_sweep_is_counted_in_whole_hundreds(store: Store) -> None:
    rows = [{"response": f"mark-{n}", "sealed": b""} for n in range(199)]
    store.act_now(lambda unit: unit.connection.execute(insert(t.intake), rows))

    assert _now(store).intake == 100


def test_texts_to_read_are_counted_and_the_oldest_is_told(
    store: Store, clock: SettableClock
) -> None:
    town = a_town(store)
    act = {
        "briefing_id": town.ashford.briefing,
        "person_id": town.ids["ann"],
        "act": "plans",
        "at": datetime(2026, 3, 2, 9, tzinfo=UTC),
        "words": b"sealed",
    }
    store.act_now(lambda unit: unit.connection.execute(insert(t.acts).values(**act)))
    found = _now(store)

    assert found.texts.texts == 1
    assert found.oldest_text == date(2026, 3, 2)


def test_a_process_beats_until_it_is_stopped_and_one_that_is_silent_is_told_for_a_day(
    store: Store, clock: SettableClock
) -> None:
    def beat(unit: Unit) -> None:
        unit.heartbeats.beat("clock", unit.now)
        unit.heartbeats.beat_process("here:1", unit.now)

    store.act_now(beat)
    store.act_now(lambda unit: unit.heartbeats.beat_process("here:2", unit.now))
    assert set(_now(store).processes) == {"here:1", "here:2"}
    store.act_now(lambda unit: unit.heartbeats.end_process("here:2"))
    assert (_now(store).processes, _now(store).tasks) == ({"here:1": NOON}, {"clock": NOON})
    clock.forward(hours=25)
    store.act_now(lambda unit: unit.heartbeats.beat_process("here:3", unit.now))

    assert list(_now(store).processes) == ["here:3"]
