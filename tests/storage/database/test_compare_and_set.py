"""A deferred change counts only from what was read, and later units of its batch see it."""

from threading import Event

import pytest
from sqlalchemy import select, update

from storage import tables as t
from storage.database.compare_and_set import Value, compare_and_set
from storage.database.deferred import AlreadyThere
from storage.database.upsert import FEW, add_new
from storage.store import Store
from storage.unit import Unit

SEALED = Value(t.intake, "response", "sealed")


def add(store: Store, *marks: str) -> None:
    rows = [{"response": mark, "sealed": b"as read"} for mark in marks]
    store.act_now(lambda unit: add_new(unit.connection, t.intake, rows))


def rows(unit: Unit) -> dict[str, bytes]:
    return {row.response: row.sealed for row in unit.connection.execute(select(t.intake))}


@pytest.mark.parametrize("count", [1, 2, FEW, FEW + 1])
def test_only_rows_that_are_as_read_are_changed_and_counted(store: Store, count: int) -> None:
    after = {f"row-{number}": f"new {number}".encode() for number in range(count)}
    add(store, *after, "other")
    changes = {mark: (b"as read", new) for mark, new in after.items()} | {"other": (b"else", b"")}

    assert store.act_now(lambda unit: compare_and_set(unit.connection, SEALED, changes)) == count
    assert store.look(rows) == {**after, "other": b"as read"}


def test_a_later_unit_of_the_batch_sees_a_change_and_goes_on_from_it(store: Store) -> None:
    add(store, "old")

    def goes_on(unit: Unit) -> tuple[object, object]:
        seen = unit.deferred.pending(SEALED, "old"), unit.deferred.pending(SEALED, "new")
        unit.deferred.change(SEALED, "old", seen[0] or b"as read", (seen[0] or b"") + b"+")
        unit.deferred.change(SEALED, "new", seen[1], (seen[1] or b"") + b"*")
        return seen

    gate = Event()
    store._committer.submit(lambda _: gate.wait(60))
    units = [store._committer.submit(goes_on) for _ in range(3)]
    gate.set()

    assert [one.result() for one in units] == [(None, None), (b"+", b"*"), (b"++", b"**")]
    assert store.look(rows) == {"old": b"+++", "new": b"***"}


def test_a_unit_that_was_overtaken_runs_again_on_what_is_there_now(store: Store) -> None:
    add(store, "row")
    read = iter([b"stale", b"as read"])

    store.act_now(lambda unit: unit.deferred.change(SEALED, "row", next(read), b"changed"))
    assert store.look(rows) == {"row": b"changed"}


def test_a_unit_that_is_always_overtaken_changes_nothing_and_is_told(store: Store) -> None:
    add(store, "row", "beside it")

    def run(unit: Unit) -> None:
        unit.connection.execute(update(t.intake).values(sealed=b"undone"))
        unit.deferred.change(SEALED, "row", b"never so", b"changed")

    with pytest.raises(AlreadyThere):
        store.act_now(run)
    assert store.look(rows) == {"row": b"as read", "beside it": b"as read"}
