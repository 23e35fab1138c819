"""The bot comes back to what people said they would do: once, at nine of a working day, with none
of their words."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest
from sqlalchemy import select, update

from dialogs.replies import ComeBack, thaw
from dialogs.telling.plan_check_in import come_back, due
from scheduler.plan_check_ins import come_back_to_plans
from storage import tables as t
from surveys.sending.delivery import POLICIES, DeliveryKind, State
from tests.builders.clock import SettableClock
from tests.builders.partnership import INSTALLATION, Town
from tests.builders.told import a_briefing, settle, states, tell

FRIDAY, SATURDAY, MONDAY = "2026-03-06", "2026-03-07", "2026-03-09"


@pytest.fixture
def briefing(town: Town) -> int:
    number = a_briefing(town)
    tell(town, number)
    return number


@pytest.fixture
def quick(quick_town: Town) -> int:
    number = a_briefing(quick_town)
    tell(quick_town, number)
    return number


def _plan(town: Town, briefing: int, by_when: str, *names: str) -> None:
    for name in names:
        town.say(name, "intended", briefing=briefing, what=f"The words of {name}", by_when=by_when)


def _sends(town: Town) -> list[int]:
    query = (
        select(t.dispatches.c.id)
        .where(t.dispatches.c.kind == DeliveryKind.COME_BACK)
        .order_by(t.dispatches.c.id)
    )
    return list(town.store.look(lambda unit: unit.connection.scalars(query).all()))


def _asked(town: Town) -> list[set[str]]:
    return [set(states(town, dispatch)) for dispatch in _sends(town)]


def _at(day: str, hour: int, minute: int = 0) -> datetime:
    return datetime.fromisoformat(day).replace(hour=hour, minute=minute, tzinfo=UTC)


def test_the_calendar_is_asked_only_about_a_day_with_a_plan(
    town: Town, briefing: int, clock: SettableClock
) -> None:
    asked: list[date] = []
    here = replace(INSTALLATION, is_holiday=lambda day: asked.append(day) or False)
    _plan(town, briefing, MONDAY, "ann")
    for day in (FRIDAY, MONDAY):
        clock.set(_at(day, 9))
        town.store.look(lambda unit: due(unit, here))
    assert asked == [date.fromisoformat(MONDAY)]


async def test_everybody_whose_date_has_come_is_asked_once(
    town: Town, briefing: int, clock: SettableClock
) -> None:
    _plan(town, briefing, FRIDAY, "ann", "bob")
    _plan(town, briefing, MONDAY, "cat")
    clock.set(_at(FRIDAY, 9))
    for _ in range(3):
        await come_back_to_plans(town.store, INSTALLATION)
    assert _asked(town) == [{"ann", "bob"}]
    clock.set(_at(MONDAY, 9))
    await come_back_to_plans(town.store, INSTALLATION)

    assert _asked(town) == [{"ann", "bob"}, {"cat"}]


def test_two_processes_that_find_the_same_plans_ask_once(
    town: Town, briefing: int, clock: SettableClock
) -> None:
    _plan(town, briefing, FRIDAY, "ann")
    clock.set(_at(FRIDAY, 9))
    found = [town.store.look(lambda unit: due(unit, INSTALLATION)) for _ in range(2)]
    made = [town.store.act_now(lambda unit: come_back(unit, briefing)) for _ in found]

    assert found == [[briefing], [briefing]]
    assert made[1] is None
    assert _asked(town) == [{"ann"}]


@pytest.mark.parametrize(
    ("moment", "comes"),
    [
        (_at(FRIDAY, 8, 59), False),
        (_at(FRIDAY, 9), True),
        (_at(SATURDAY, 12), False),
        (_at(MONDAY, 9), True),
        (
            datetime(2026, 3, 30, 8, 0, tzinfo=UTC),
            True,
        ),  # in summer time nine o'clock is eight in UTC
        (datetime(2026, 3, 30, 7, 59, tzinfo=UTC), False),
    ],
)
def test_it_comes_at_nine_in_the_morning_of_a_working_day(
    quick_town: Town, quick: int, clock: SettableClock, moment: datetime, comes: bool
) -> None:
    _plan(quick_town, quick, FRIDAY, "ann")
    clock.set(moment)

    assert quick_town.store.look(lambda unit: due(unit, INSTALLATION)) == ([quick] if comes else [])


def test_it_does_not_come_on_a_bank_holiday(
    quick_town: Town, quick: int, clock: SettableClock
) -> None:
    _plan(quick_town, quick, FRIDAY, "ann")
    clock.set(_at(MONDAY, 9))
    holiday = replace(INSTALLATION, is_holiday=lambda day: day == date(2026, 3, 9))

    assert quick_town.store.look(lambda unit: due(unit, holiday)) == []


def test_what_is_frozen_holds_no_word_of_anybody(
    quick_town: Town, quick: int, clock: SettableClock
) -> None:
    _plan(quick_town, quick, FRIDAY, "ann")
    clock.set(_at(FRIDAY, 9))
    dispatch = quick_town.store.act_now(lambda unit: come_back(unit, quick)) or 0
    frozen = quick_town.store.look(lambda unit: unit.deliveries.content(dispatch))

    assert isinstance(thaw(frozen), ComeBack)
    assert "The words of" not in frozen.content


def test_a_plan_without_a_date_is_left_in_peace(
    quick_town: Town, quick: int, clock: SettableClock
) -> None:
    _plan(quick_town, quick, "", "ann")
    clock.set(_at("2027-03-08", 9))

    assert quick_town.store.look(lambda unit: due(unit, INSTALLATION)) == []


def test_what_somebody_said_of_their_own_accord_is_not_asked_again(
    quick_town: Town, quick: int, clock: SettableClock
) -> None:
    _plan(quick_town, quick, FRIDAY, "ann")
    quick_town.say("ann", "what-came", briefing=quick, came="done")
    clock.set(_at(FRIDAY, 9))

    assert quick_town.store.look(lambda unit: due(unit, INSTALLATION)) == []


def test_nobody_is_asked_about_a_briefing_that_was_withdrawn(
    quick_town: Town, quick: int, clock: SettableClock
) -> None:
    _plan(quick_town, quick, FRIDAY, "ann")
    gone = update(t.dispatches).values(state="withdrawn")
    quick_town.store.act_now(lambda unit: unit.connection.execute(gone))
    clock.set(_at(FRIDAY, 9))

    assert quick_town.store.look(lambda unit: due(unit, INSTALLATION)) == []


async def test_a_new_date_is_come_back_to_as_well(
    town: Town, briefing: int, clock: SettableClock
) -> None:
    _plan(town, briefing, FRIDAY, "ann")
    clock.set(_at(FRIDAY, 9))
    await come_back_to_plans(town.store, INSTALLATION)
    town.say("ann", "what-came", briefing=briefing, came="not")
    town.say("ann", "new-date", briefing=briefing, by_when=MONDAY)
    clock.set(_at(MONDAY, 9))
    await come_back_to_plans(town.store, INSTALLATION)

    assert _asked(town) == [{"ann"}, {"ann"}]


async def test_an_answer_shows_that_the_question_arrived_and_reading_the_briefing_does_not(
    town: Town, briefing: int, clock: SettableClock
) -> None:
    _plan(town, briefing, FRIDAY, "ann", "bob")
    clock.set(_at(FRIDAY, 9))
    await come_back_to_plans(town.store, INSTALLATION)
    [dispatch] = _sends(town)
    settle(town, dispatch, State.UNKNOWN)
    town.say("ann", "what-came", briefing=briefing, came="partly")
    town.say("bob", "read", briefing=briefing)

    assert states(town, dispatch) == {"ann": State.PROVEN, "bob": State.UNKNOWN}


def test_it_goes_at_most_once_in_nobodys_quiet_hours_and_not_to_who_said_stop() -> None:
    policy = POLICIES[DeliveryKind.COME_BACK]
    assert (policy.must_arrive, policy.any_hour, policy.canary) == (False, False, False)
