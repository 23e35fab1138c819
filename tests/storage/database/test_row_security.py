"""The second lock: what a narrowed unit can see and write on PostgreSQL, in every table.

Tables come from the metadata, so that a new one without the lock, or a reason for none, fails.
"""

from collections.abc import Callable, Iterator, Mapping
from threading import Event as Gate
from typing import Any

import pytest
from sqlalchemy import Connection, Table, and_, delete, event, func, insert, select, text, update
from sqlalchemy.exc import ProgrammingError

from storage import tables as t
from storage.database import row_security
from storage.database.engine import EVERY, SETTING, make_engine
from storage.store import Store
from storage.trust.encryption import new_keyring
from storage.unit import Unit
from surveys.problems import Refusal
from tests.builders.clock import SettableClock
from tests.builders.every_table import Rows, a_row_in_every_table
from tests.databases import Cluster, as_owner

LOCKED = sorted(row_security.locked(t.metadata))
WITHOUT = {
    **dict.fromkeys(row_security.QUEUES, "ids and states that the clock sends from"),
    "activities": "of a conversation, before anyone knows whose it is",
    "address_pauses": "of the installation",
    "backups": "of the installation",
    "app_packages": "of the installation",
    "channels": "of Teams, not of a partnership",
    "chat_messages": "of a human's chat, whatever their partnerships; encrypted",
    "chats": "of a human, whatever their partnerships",
    "heartbeats": "of the installation",
    "instruments": "of the installation",
    "intake": "nothing in it says of which survey a row is",
    "key_marks": "of the installation",
    "occurrences": "names of jobs, and moments",
    "retention_canaries": "of the installation",
    "restores": "of the installation",
    "tenant_pauses": "of the installation",
    "tenant_refusals": "of the installation",
    "tenant_steps": "of the installation",
    "tenant_turns": "of the installation",
    "tenants": "of the installation",
}


class Filled:
    """A store with one row of each of two partnerships in every table."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.mine = store.act_now(lambda unit: a_row_in_every_table(unit, "Ashford"))
        self.theirs = store.act_now(lambda unit: a_row_in_every_table(unit, "Bexfield"))

    def narrow(self, unit: Unit) -> None:
        unit.narrow_to([self.mine["partnerships"]["id"]])


@pytest.fixture(scope="module")
def filled(postgresql: Cluster) -> Iterator[Filled]:
    with postgresql.fresh() as url:
        store = Store(url, new_keyring(), SettableClock())
        yield Filled(store)
        store.close()


def _key(table: Table, rows: Rows) -> Any:
    return and_(*(one == rows[table.name][one.name] for one in table.primary_key))


def _seen(unit: Unit, table: Table = t.waves) -> int:
    return unit.connection.scalars(select(func.count()).select_from(table)).one()


@pytest.fixture(params=LOCKED)
def table(request: pytest.FixtureRequest) -> Table:
    return t.metadata.tables[request.param]


def test_every_table_has_the_lock_or_a_reason_for_none() -> None:
    assert {name for name in t.metadata.tables if name not in LOCKED} == WITHOUT.keys()
    naming = {one.name for one in t.metadata.tables.values() if "partnership_id" in one.c}
    assert naming <= set(LOCKED)


def test_a_table_that_names_a_partnership_and_has_no_policy_is_noticed(filled: Filled) -> None:
    query = text("SELECT tablename FROM pg_policies WHERE policyname = :policy")
    known = {"policy": row_security.POLICY}
    found = filled.store.look(lambda unit: unit.connection.scalars(query, known).all())

    assert sorted(found) == LOCKED


def test_a_narrowed_unit_sees_its_own_rows_only(filled: Filled, table: Table) -> None:
    def look(unit: Unit) -> tuple[int, int]:
        filled.narrow(unit)
        mine = select(func.count()).select_from(table).where(_key(table, filled.mine))
        return unit.connection.scalars(mine).one(), _seen(unit, table)

    assert filled.store.look(look) == (1, 1)
    assert filled.store.act_now(look) == (1, 1)


def test_a_narrowed_unit_changes_and_deletes_nothing_of_others(
    filled: Filled, table: Table
) -> None:
    column = next(iter(table.columns))

    def run(unit: Unit) -> tuple[int, int, int]:
        filled.narrow(unit)
        same = {column.name: column}
        changed = unit.connection.execute(update(table).values(same))
        others = _key(table, filled.theirs)
        changed_of_others = unit.connection.execute(update(table).where(others).values(same))
        deleted = unit.connection.execute(delete(table).where(others))
        return changed.rowcount, changed_of_others.rowcount, deleted.rowcount

    assert filled.store.act_now(run) == (1, 0, 0)
    assert filled.store.look(lambda unit: _seen(unit, table)) == 2


def test_a_narrowed_unit_inserts_nothing_for_others(filled: Filled, table: Table) -> None:
    def run(unit: Unit) -> None:
        filled.narrow(unit)
        unit.connection.execute(insert(table).values(**filled.theirs[table.name]))

    with pytest.raises(Refusal) as refused:
        filled.store.act_now(run)
    assert isinstance(refused.value.__cause__, ProgrammingError)
    assert "row-level security" in str(refused.value.__cause__.orig)


def test_without_the_setting_nothing_is_seen_and_with_every_one_all(
    filled: Filled, table: Table
) -> None:
    engine = make_engine(filled.store.url, writes=False)
    with engine.connect() as connection:
        connection.execute(text(f"RESET {SETTING}"))
        unset = connection.scalar(select(func.count()).select_from(table))
        connection.execute(text(f"SET {SETTING} = '{EVERY}'"))
        every = connection.scalar(select(func.count()).select_from(table))
    engine.dispose()

    assert (unset, every) == (0, 2)


def _together(store: Store, *units: Callable[[Unit], Any]) -> list[Any]:
    """Run units in one batch; return results and errors."""
    started, gate = Gate(), Gate()
    held = store._committer.submit(lambda _unit: (started.set(), gate.wait(60)))
    assert started.wait(60)
    waiting = [store._committer.submit(unit) for unit in units]
    gate.set()
    held.exception()
    return [one.exception() or one.result() for one in waiting]


def test_the_next_unit_of_a_batch_sees_everything(filled: Filled) -> None:
    def narrowed(unit: Unit) -> int:
        filled.narrow(unit)
        return _seen(unit)

    assert _together(filled.store, narrowed, _seen, narrowed, _seen) == [1, 2, 1, 2]


def test_after_a_narrowed_unit_that_failed_the_next_sees_everything(filled: Filled) -> None:
    def narrowed(unit: Unit) -> int:
        filled.narrow(unit)
        return _seen(unit)

    def refused(unit: Unit) -> None:
        raise Refusal("not-found", seen=narrowed(unit))

    def broken(unit: Unit) -> None:
        narrowed(unit)
        unit.connection.exec_driver_sql("SELECT 1 / 0")

    found = _together(filled.store, narrowed, refused, _seen, narrowed, broken, _seen, narrowed)

    assert [one if isinstance(one, int) else "failed" for one in found] == [
        *(1, "failed", 2),
        *(1, "failed", 2),
        1,
    ]


def test_a_read_leaves_nothing_narrowed_behind(filled: Filled) -> None:
    def narrowed(unit: Unit) -> int:
        filled.narrow(unit)
        return _seen(unit)

    def refused(unit: Unit) -> None:
        filled.narrow(unit)
        raise Refusal("not-found")

    for _ in range(2):
        assert filled.store.look(narrowed) == 1
        assert filled.store.look(_seen) == 2
        with pytest.raises(Refusal):
            filled.store.look(refused)
        assert filled.store.look(_seen) == 2


def test_deferred_writes_and_the_trail_of_a_narrowed_unit_are_those_of_any_unit(
    filled: Filled,
) -> None:
    other = filled.theirs["partnerships"]

    def run(unit: Unit) -> None:
        filled.narrow(unit)
        unit.deferred.put(t.partnerships, ["slug"], [{"slug": other["slug"], "name": "Beyond"}])
        unit.record(other["id"], "clock", "narrowed", "nothing")

    filled.store.act_now(lambda unit: unit.connection.execute(delete(t.audit)))
    filled.store.act_now(lambda unit: unit.connection.execute(delete(t.audit_heads)))
    assert _together(filled.store, run, _seen) == [None, 2]
    assert filled.store.look(lambda unit: _seen(unit, t.audit)) == 1


def test_a_rollback_to_a_savepoint_inside_a_unit_is_known(filled: Filled) -> None:
    both = [one["partnerships"]["id"] for one in (filled.mine, filled.theirs)]

    def run(unit: Unit) -> list[int]:
        unit.narrow_to(both)
        with unit.connection.begin_nested() as savepoint:
            filled.narrow(unit)
            savepoint.rollback()
        seen = [_seen(unit)]
        with row_security.seeing_every(unit.connection):
            pass
        filled.narrow(unit)
        with row_security.seeing_every(unit.connection):
            seen.append(_seen(unit))
        return [*seen, _seen(unit)]

    assert filled.store.act_now(run) == [2, 2, 1]


def test_the_setting_is_written_only_where_it_changes(
    filled: Filled, monkeypatch: pytest.MonkeyPatch
) -> None:
    written: list[str] = []
    first = row_security._SET.first

    def counted(connection: Connection, values: Mapping[str, str]) -> Any:
        written.append(values["seen"])
        return first(connection, values)

    def run(unit: Unit) -> None:
        for _ in range(3):
            filled.narrow(unit)

    monkeypatch.setattr(row_security._SET, "first", counted)
    mine = str(filled.mine["partnerships"]["id"])
    filled.store.act_now(_seen)
    assert written == []
    filled.store.act_now(run)
    assert written == [mine, EVERY]
    filled.store.look(run)
    assert written == [mine, EVERY, mine]


def test_only_an_ordinary_user_is_bound_by_the_lock(filled: Filled) -> None:
    found: list[bool | None] = []
    for url in (filled.store.url, as_owner(filled.store.url)):
        engine = make_engine(url, writes=False)
        with engine.connect() as connection:
            found.append(row_security.holds(connection))
        engine.dispose()

    assert found == [True, False]


def test_sqlite_has_no_such_lock(sqlite_store: Store) -> None:
    def run(unit: Unit) -> int:
        a_row_in_every_table(unit, "Ashford")
        unit.narrow_to([])
        with row_security.seeing_every(unit.connection):
            return _seen(unit)

    statements: list[str] = []
    event.listen(
        sqlite_store._writing,
        "before_cursor_execute",
        lambda _c, _k, statement, *_: statements.append(statement),
    )
    assert sqlite_store.act_now(run) == 1
    assert not [one for one in statements if "set_config" in one]
