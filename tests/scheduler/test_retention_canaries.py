"""The clock proves that what is over goes: it plants rows of each kind, and says what stays."""

import asyncio
from types import MappingProxyType

import pytest
from sqlalchemy import false, func, select

from bot.console.check_installation import look_inside
from scheduler.retention import RetentionOverdue, end_what_is_over
from storage import tables as t
from storage.retention import retention_rows
from storage.retention.expiries import EXPIRIES
from storage.retention.expiry import Expiry, row_deleted
from storage.store import Store
from storage.trust.audit import first_bad_entry
from storage.unit import Unit
from surveys.sending.calendar import no_holidays
from surveys.trust.retention import Retained
from tests.builders.clock import SettableClock
from tests.builders.partnership import Town, a_town


@pytest.fixture
def town(store: Store) -> Town:
    return a_town(store)


def _round(town: Town, clock: SettableClock, minutes: float = 10) -> None:
    asyncio.run(end_what_is_over(town.store))
    clock.forward(minutes=minutes)


def _planted(town: Town) -> dict[str, bool]:
    """Return by kind whether its canary is gone."""
    canaries = t.retention_canaries.c
    query = select(canaries.kind, canaries.gone_at)
    rows = town.store.look(lambda unit: unit.connection.execute(query).all())
    return {row.kind: row.gone_at is not None for row in rows}


def _overdue(unit: Unit) -> list[Retained]:
    return unit.retention_canaries.overdue(unit.now)


def test_a_canary_of_each_kind_is_planted_and_goes(town: Town, clock: SettableClock) -> None:
    _round(town, clock)
    assert _planted(town) == {}
    _round(town, clock)
    assert _planted(town) == dict.fromkeys(Retained, False)
    _round(town, clock)
    assert _planted(town) == dict.fromkeys(Retained, True)

    for _ in range(3):
        clock.forward(days=1)
        _round(town, clock)
        assert set(_planted(town).values()) == {False}
        _round(town, clock)
        assert set(_planted(town).values()) == {True}
    assert town.store.look(_overdue) == []


def test_a_kind_that_is_not_deleted_is_named_by_log_check_and_readiness(
    town: Town, clock: SettableClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    never = Expiry(t.chats, lambda _over: false(), row_deleted)
    broken = {**EXPIRIES, Retained.CONVERSATIONS: (never,)}
    monkeypatch.setattr(retention_rows, "EXPIRIES", MappingProxyType(broken))
    for _ in range(3):
        _round(town, clock)
    clock.forward(hours=2)

    with pytest.raises(RetentionOverdue, match="conversations"):
        _round(town, clock)
    assert town.store.look(_overdue) == [Retained.CONVERSATIONS]
    found = {one.name: one for one in town.store.look(lambda u: look_inside(u, no_holidays))}
    assert not found["retention"].ok
    assert "not deleted in time: conversations" in found["retention"].words


def test_rounds_that_have_stopped_are_noticed(town: Town, clock: SettableClock) -> None:
    for _ in range(3):
        _round(town, clock)
    clock.forward(days=3)

    assert town.store.look(_overdue) == sorted(Retained)


def test_canaries_are_in_no_list_and_change_no_figure(town: Town, clock: SettableClock) -> None:
    def seen(unit: Unit) -> object:
        place, action = town.ashford.partnership, town.ashford.action
        evidence = unit.evidence.gather(place, action, unit.today)
        others = [one.ref for one in unit.concerns.still_open()]
        return unit.people.partnerships(), evidence, others, len(unit.people.listed(place))

    before = town.store.look(seen)
    for _ in range(4):
        _round(town, clock)

    assert town.store.look(seen) == before
    every = select(func.count()).select_from(t.partnerships)
    assert town.store.look(lambda unit: unit.connection.scalars(every).one()) == 3
    assert town.store.look(lambda unit: unit.people.partnership("retention canary")) is None


def test_the_trails_fit_with_canaries_in_theirs(town: Town, clock: SettableClock) -> None:
    for _ in range(4):
        _round(town, clock)

    def bad(unit: Unit) -> list[int | None]:
        places = unit.retention.partnerships()
        return [first_bad_entry(unit.connection, one, unit.keyring.audit) for one in places]

    assert town.store.look(bad) == [None, None, None]
