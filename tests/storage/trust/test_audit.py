from collections.abc import Callable
from typing import Any

import pytest
from sqlalchemy import delete, select, update

from storage import tables as t
from storage.store import Store
from storage.trust.audit import first_bad_entry
from storage.unit import Unit
from tests.builders import stored


@pytest.fixture
def partnership(store: Store) -> int:
    """A partnership with five audit entries from three commits, beside another with one."""

    def arrange(unit: Unit) -> int:
        here, there = stored.a_partnership(unit, "Ashford"), stored.a_partnership(unit, "Bexfield")
        unit.record(there, "clock", "open wave", "wave:9")
        return here

    made = store.act_now(arrange)
    for number in (1, 2):
        store.act_now(_records(made, f"read:{number}", f"answer:{number}"))
    store.act_now(_records(made, "stop"))
    return made


def _records(partnership: int, *acts: str) -> Callable[[Unit], None]:
    def run(unit: Unit) -> None:
        for act in acts:
            unit.record(partnership, "person:7", act, "briefing:1")

    return run


def _first_bad(store: Store, partnership: int) -> int | None:
    return store.look(lambda unit: first_bad_entry(unit.connection, partnership))


def _entry(seq: int) -> tuple[Any, ...]:
    return t.audit.c.seq == seq, t.audit.c.actor == "person:7"


def test_an_untouched_trail_fits(store: Store, partnership: int) -> None:
    assert _first_bad(store, partnership) is None


def test_entries_are_numbered_without_gaps_in_each_partnership(
    store: Store, partnership: int
) -> None:
    numbers = select(t.audit.c.partnership_id, t.audit.c.seq).order_by(
        t.audit.c.partnership_id, t.audit.c.seq
    )
    found = store.look(lambda unit: [tuple(row) for row in unit.connection.execute(numbers)])

    assert [seq for where, seq in found if where == partnership] == [1, 2, 3, 4, 5]
    assert [seq for where, seq in found if where != partnership] == [1]


@pytest.mark.parametrize(
    "change",
    [
        {"act": "nothing"},
        {"actor": "person:8"},
        {"subject": "briefing:2"},
        {"hash": "0" * 64},
        {"previous": "0" * 64},
    ],
    ids=lambda change: next(iter(change)),
)
def test_an_entry_that_was_edited_is_named(
    store: Store, partnership: int, change: dict[str, str]
) -> None:
    store.act_now(
        lambda unit: unit.connection.execute(update(t.audit).where(*_entry(3)).values(**change))
    )

    assert _first_bad(store, partnership) == 3


def test_an_entry_whose_time_was_moved_is_named(store: Store, partnership: int) -> None:
    moved = update(t.audit).where(*_entry(2))
    store.act_now(lambda unit: unit.connection.execute(moved.values(at=unit.now.replace(hour=1))))

    assert _first_bad(store, partnership) == 2


def test_an_entry_that_was_taken_out_is_named(store: Store, partnership: int) -> None:
    store.act_now(lambda unit: unit.connection.execute(delete(t.audit).where(*_entry(4))))

    assert _first_bad(store, partnership) == 4


def test_entries_cut_off_at_the_end_are_named(store: Store, partnership: int) -> None:
    store.act_now(lambda unit: unit.connection.execute(delete(t.audit).where(*_entry(5))))

    assert _first_bad(store, partnership) == 5
