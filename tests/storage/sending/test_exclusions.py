"""Who is asked too often, over all partnerships, and the invitations of people left out."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import func, insert, select, update

from dialogs.asking.wave_lifecycle import CATCHING_UP, OPENING, REMINDING, plan_for_event
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.people import Chat, ChatState
from surveys.sending.delivery import DeliveryKind, State
from surveys.sending.dispatch import NewDispatch
from surveys.sending.frozen import Frozen
from tests.builders.asking import take_due
from tests.builders.clock import SettableClock
from tests.builders.partnership import ATTENDED, INSTALLATION, TENANT, Town, a_town

NO_CAP = replace(INSTALLATION, most_asks=0)


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def _asks(
    town: Town,
    name: str,
    times: int = 4,
    kind: DeliveryKind = DeliveryKind.SURVEY,
    state: State = State.SENT,
) -> None:
    """Ask someone so many times now."""

    def run(unit: Unit) -> None:
        person = unit.people.person(town.ids[name])
        assert person is not None
        people = select(t.people.c.id).where(t.people.c.id == person.id)
        for _ in range(times):
            number = unit.connection.scalars(select(func.count()).select_from(t.dispatches)).one()
            once = f"{name}:{kind}:{number}"
            new = NewDispatch(person.partnership_id, once, kind, "Before", "", Frozen("Said", "{}"))
            dispatch, _ = unit.deliveries.open(new, people, unit.now, unit.now)
            mine = update(t.deliveries).where(t.deliveries.c.dispatch_id == dispatch)
            unit.connection.execute(mine.values(state=state))

    town.store.act_now(run)


def _tired(town: Town, most: int = 4) -> set[str]:
    found = town.store.look(
        lambda unit: set(unit.connection.scalars(unit.exclusions.asked_too_often(most)))
    )
    return {name for name, number in town.ids.items() if number in found}


def _change(town: Town, name: str, **facts: object) -> None:
    changed = update(t.people).where(t.people.c.id == town.ids[name]).values(**facts)
    town.store.act_now(lambda unit: unit.connection.execute(changed))


def _plan(town: Town) -> None:
    def run(unit: Unit) -> None:
        event = unit.learning_events.get(town.ashford.event)
        assert event is not None
        plan_for_event(unit, event)

    town.store.act_now(run)


def _ledger(town: Town) -> dict[str, str]:
    rows = town.store.look(lambda unit: unit.connection.execute(select(t.invitations)).all())
    by_person = {row.person_id: row.state for row in rows}
    return {name: by_person[number] for name, number in town.ids.items() if number in by_person}


def _last_counts(town: Town, kind: DeliveryKind = DeliveryKind.SURVEY) -> dict[State, int]:
    def look(unit: Unit) -> dict[State, int]:
        [last] = unit.deliveries.recent(town.ashford.partnership, [kind], 1)
        return {
            state: number for state, number in unit.deliveries.counts(last.id).items() if number
        }

    return town.store.look(look)


def test_whoever_has_been_asked_four_times_is_asked_too_often(town: Town) -> None:
    _asks(town, "ann", 4)
    _asks(town, "bob", 3)

    assert _tired(town) == {"ann"}
    assert _tired(town, 3) == {"ann", "bob"}


def test_an_ask_counts_for_thirty_days(town: Town, clock: SettableClock) -> None:
    _asks(town, "ann", 4)
    clock.forward(days=29, hours=23)
    assert _tired(town) == {"ann"}
    clock.forward(hours=1)

    assert _tired(town) == set()


@pytest.mark.parametrize("state", list(State))
def test_what_has_not_gone_out_and_never_will_is_no_ask(town: Town, state: State) -> None:
    _asks(town, "ann", 4, state=state)

    assert _tired(town) == (set() if state in {State.FAILED, State.SKIPPED} else {"ann"})


@pytest.mark.parametrize(
    "kind", [DeliveryKind.BRIEFING, DeliveryKind.REMINDER, DeliveryKind.NOTE, DeliveryKind.ALERT]
)
def test_briefings_and_reminders_are_no_asks(town: Town, kind: DeliveryKind) -> None:
    _asks(town, "ann", 4, kind)

    assert _tired(town) == set()


def test_one_human_in_two_partnerships_is_counted_as_one(town: Town) -> None:
    _change(town, "ben", aad_object_id="aad-ann")
    _asks(town, "ann", 2)
    _asks(town, "ben", 2)

    assert _tired(town) == {"ann", "ben"}


def test_the_same_id_in_another_tenant_is_another_human(town: Town) -> None:
    _change(town, "ben", aad_object_id="aad-ann", tenant_id="tenant-2")
    _asks(town, "ann", 2)
    _asks(town, "ben", 2)

    assert _tired(town) == set()


@pytest.mark.parametrize("known", [(None, None), ("aad-ann", None), (None, "aad-ann")])
def test_who_has_the_same_e_mail_is_the_same_human_where_an_id_is_not_known(
    town: Town, known: tuple[str | None, str | None]
) -> None:
    for name, entra_id in zip(("ann", "ben"), known, strict=True):
        tenant = TENANT if entra_id else None
        _change(town, name, aad_object_id=entra_id, tenant_id=tenant, email="ann@ashford.example")
    _asks(town, "ann", 2)
    _asks(town, "ben", 2)

    assert _tired(town) == {"ann", "ben"}


def test_two_humans_who_share_an_e_mail_are_told_apart_by_their_ids(town: Town) -> None:
    _change(town, "ben", email="ann@ashford.example")
    _asks(town, "ann", 2)
    _asks(town, "ben", 2)

    assert _tired(town) == set()


def test_a_wave_leaves_out_who_is_asked_too_often_and_says_why(town: Town) -> None:
    _asks(town, "ann", 4)
    _plan(town)
    take_due(town.store, OPENING)

    assert _ledger(town) == {"ann": "left out", "bob": "asked", "cat": "asked"}
    assert _last_counts(town) == {State.PENDING: 2, State.SKIPPED: 1}
    frozen = select(t.dispatches.c.audience).where(t.dispatches.c.wave_id.is_not(None))
    assert town.store.look(lambda unit: unit.connection.scalars(frozen).all()) == [3]
    reasons = select(t.deliveries.c.reason).where(t.deliveries.c.person_id == town.ids["ann"])
    found = town.store.look(lambda unit: unit.connection.scalars(reasons).all())
    assert "asked_too_often" in found


def test_who_is_left_out_does_not_count_among_those_who_could_answer(
    town: Town, clock: SettableClock
) -> None:
    _asks(town, "ann", 4)
    _plan(town)
    take_due(town.store, OPENING)
    today = clock.now.date()
    evidence = town.store.look(
        lambda unit: unit.evidence.gather(town.ashford.partnership, town.ashford.action, today)
    )

    [asked] = evidence.asked
    assert asked.eligible == 2
    assert [(one.agency, one.eligible) for one in asked.by_agency] == [
        ("Ashford Council", 1),
        ("Ashford Police", 1),
    ]


def test_who_is_left_out_is_not_reminded(town: Town, clock: SettableClock) -> None:
    _asks(town, "ann", 4)
    _plan(town)
    take_due(town.store, OPENING)
    clock.forward(hours=24)
    take_due(town.store, REMINDING)

    assert sum(_last_counts(town, DeliveryKind.REMINDER).values()) == 2


def test_who_is_left_out_finds_nothing_to_answer(town: Town) -> None:
    _asks(town, "ann", 4)
    _plan(town)
    take_due(town.store, OPENING)

    def look(unit: Unit) -> tuple[int, object]:
        wave = unit.connection.scalars(select(t.waves.c.id).where(t.waves.c.state == "open")).one()
        asking = unit.invitations.asking(wave, [town.ids["ann"]])
        return len(unit.invitations.of_people([town.ids["ann"]])), asking and asking.person_id

    assert town.store.look(look) == (0, None)


def test_who_is_left_out_is_not_asked_later_as_if_new(town: Town, clock: SettableClock) -> None:
    for name in ATTENDED:
        _asks(town, name, 4)
    _plan(town)
    take_due(town.store, OPENING)

    assert take_due(town.store, CATCHING_UP, NO_CAP) == 0
    assert set(_ledger(town).values()) == {"left out"}


def test_newcomers_are_asked_and_left_out_like_those_before_them(town: Town) -> None:
    for name in ATTENDED:
        _asks(town, name, 4)
    _plan(town)
    take_due(town.store, OPENING)
    for name in ("dee", "lea"):
        _asks(town, name, 4 if name == "dee" else 1)
        row = {"event_id": town.ashford.event, "person_id": town.ids[name], "attended": True}
        town.store.act_now(
            lambda unit, row=row: unit.connection.execute(insert(t.attendance), [row])
        )
        take_due(town.store, CATCHING_UP)

    ledger = _ledger(town)
    assert (ledger["dee"], ledger["lea"]) == ("left out", "asked")
    eligible = select(t.waves.c.eligible).where(t.waves.c.state == "open")
    assert town.store.look(lambda unit: unit.connection.scalar(eligible)) == 1


def test_without_a_cap_everybody_is_asked(town: Town) -> None:
    _asks(town, "ann", 40)
    _plan(town)
    take_due(town.store, OPENING, NO_CAP)

    assert _last_counts(town) == {State.PENDING: 3}


def test_the_asks_of_one_wave_count_for_the_next(town: Town) -> None:
    _plan(town)
    take_due(town.store, OPENING)

    assert _tired(town, 1) == set(ATTENDED)


def _reasons(town: Town, most: int = 4) -> dict[str, int]:
    def look(unit: Unit) -> dict[str, int]:
        return dict(
            unit.exclusions.counted(
                unit.audience(town.ashford.partnership, "role=practitioner"), most
            )
        )

    return town.store.look(look)


def _see(town: Town, name: str, state: str) -> None:
    chat = Chat(
        f"aad-{name}",
        TENANT,
        f"29:{name}",
        f"chat-{name}",
        "https://smba.example/teams",
        ChatState(state),
    )
    town.store.act_now(lambda unit: unit.people.see(chat, unit.now))


def test_each_reason_is_counted_before_a_send_and_nobody_twice(town: Town) -> None:
    _change(town, "ann", opted_out=True, away_until=date(2027, 1, 1))
    _see(town, "bob", "blocked")
    _see(town, "cat", "removed")

    assert _reasons(town) == {"opted_out": 1, "blocked": 1, "not_installed": 1}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        ({"aad_object_id": None}, {"no_address": 1}),
        ({"away_until": date(2026, 3, 5)}, {"away": 1}),
        ({"away_until": date(2026, 3, 4)}, {}),
        ({}, {}),
    ],
)
def test_who_is_away_is_back_on_the_first_day_they_named(
    town: Town, facts: dict[str, object], reason: dict[str, int]
) -> None:
    if facts:
        _change(town, "ann", **facts)

    assert _reasons(town) == reason


def test_who_was_asked_too_often_is_counted_for_a_survey_alone(town: Town) -> None:
    _asks(town, "ann", 4)

    assert _reasons(town, 4) == {"asked_too_often": 1}
    assert _reasons(town, 0) == {}


def test_people_are_listed_by_agency_and_name_a_page_at_a_time(town: Town) -> None:
    _change(town, "bob", opted_out=True)

    def look(unit: Unit, start: int) -> list[tuple[str, str, str | None]]:
        people = unit.audience(town.ashford.partnership, "role=practitioner")
        return [
            (one.name, one.agency, one.reason)
            for one in unit.exclusions.listed(people, 4, start, 2)
        ]

    council, police = "Ashford Council", "Ashford Police"
    assert town.store.look(lambda unit: look(unit, 0)) == [
        ("Ann", council, None),
        ("Bob", council, "opted_out"),
    ]
    assert town.store.look(lambda unit: look(unit, 2)) == [("Cat", police, None)]
