import asyncio
import time
from collections.abc import Callable
from pathlib import Path
from threading import Event as Gate
from typing import Any

import pytest
from sqlalchemy import event, func, insert, select, text
from sqlalchemy.exc import SQLAlchemyError

from storage import tables as t
from storage.committer import MAX_BATCH
from storage.database.deferred import AlreadyThere
from storage.database.upsert import add_if_new
from storage.store import Store
from storage.unit import Unit
from surveys.problems import Refusal


def _names(store: Store) -> set[str]:
    return store.look(lambda unit: set(unit.connection.scalars(select(t.partnerships.c.slug))))


def _adds(slug: str) -> Callable[[Unit], str]:
    def run(unit: Unit) -> str:
        unit.connection.execute(insert(t.partnerships).values(slug=slug, name=slug))
        return slug

    return run


def _together(store: Store, *units: Callable[[Unit], Any]) -> list[Any]:
    """Submit units while the writer is blocked, so that they share a commit; return results."""
    started, gate = Gate(), Gate()
    held = store._committer.submit(lambda _unit: (started.set(), gate.wait(60)))
    started.wait(60)
    waiting = [store._committer.submit(unit) for unit in units]
    gate.set()
    held.exception()
    return [one.exception() or one.result() for one in waiting]


def test_units_that_wait_together_share_one_commit(store: Store) -> None:
    commits: list[object] = []
    event.listen(store._writing, "commit", commits.append)

    assert _together(store, *(_adds(f"p{i}") for i in range(20))) == [f"p{i}" for i in range(20)]
    assert len(commits) == 2  # the unit that held the writer up, and all the others
    assert len(_names(store)) == 20


def test_more_units_than_fit_are_all_done_in_their_order(store: Store) -> None:
    wanted = [f"p{i}" for i in range(MAX_BATCH * 2 + 3)]

    assert _together(store, *map(_adds, wanted)) == wanted


def test_a_unit_that_raises_undoes_itself_alone(store: Store) -> None:
    def half(unit: Unit) -> None:
        _adds("half")(unit)
        unit.record(1, "clock", "never", "never")
        raise Refusal("not-found")

    first, refused, last = _together(store, _adds("before"), half, _adds("after"))

    assert (first, last) == ("before", "after")
    assert isinstance(refused, Refusal)
    assert refused.code == "not-found"
    assert _names(store) == {"before", "after"}


def test_a_statement_that_fails_is_said_as_not_saved_and_undoes_its_unit_alone(
    store: Store,
) -> None:
    first, twice, last = _together(store, _adds("same"), _adds("same"), _adds("other"))

    assert (first, last) == ("same", "other")
    assert isinstance(twice, Refusal)
    assert twice.code == "not-saved"


def test_a_commit_that_fails_fails_every_unit_and_leaves_nothing(store: Store) -> None:
    def refuse(_connection: object) -> None:
        raise SQLAlchemyError("the disk has gone")

    event.listen(store._writing, "commit", refuse)
    raised = _together(store, _adds("one"), _adds("two"))
    event.remove(store._writing, "commit", refuse)

    assert [getattr(problem, "code", problem) for problem in raised] == ["not-saved", "not-saved"]
    assert _names(store) == set()
    assert store.act_now(_adds("three")) == "three"


def test_what_could_not_be_saved_is_a_log_line_and_known_for_a_minute(
    sqlite_store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    assert sqlite_store.saves()
    _leave_no_room(sqlite_store)
    _together(sqlite_store, _fill)

    assert [record.getMessage() for record in caplog.records] == ["not-saved:OperationalError"]
    assert not sqlite_store.saves()
    sqlite_store.act_now(lambda unit: unit.now)  # a unit that needs no room says nothing
    assert not sqlite_store.saves()
    sqlite_store._committer.last_failure = time.monotonic() - 61
    assert sqlite_store.saves()


def test_a_unit_that_the_database_refuses_says_nothing_of_the_others(
    store: Store, caplog: pytest.LogCaptureFixture
) -> None:
    def without_a_name(unit: Unit) -> None:
        add_if_new(unit.connection, t.partnerships, {"slug": "here", "name": None})

    store.act_now(_adds("here"))
    refused = [_together(store, one)[0] for one in (_adds("here"), without_a_name)]

    assert [one.code for one in refused] == ["not-saved"] * 2
    assert [record.getMessage() for record in caplog.records] == ["not-saved:IntegrityError"] * 2
    assert "here" not in caplog.text
    assert store.saves()


def _leave_no_room(store: Store) -> None:
    def no_more_pages(unit: Unit) -> None:
        pages = unit.connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        unit.connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 3}")

    store.act_now(no_more_pages)


def _fill(unit: Unit) -> None:
    for number in range(2000):
        _adds(f"{number}-{'x' * 500}")(unit)


def test_when_the_disk_is_full_nothing_is_half_saved(sqlite_store: Store) -> None:
    _leave_no_room(sqlite_store)
    raised = _together(sqlite_store, _fill, _fill)
    with pytest.raises(Refusal, match="not saved"):
        sqlite_store.act_now(_fill)

    assert {getattr(problem, "code", problem) for problem in raised} == {"not-saved"}
    assert _names(sqlite_store) == set()


def test_a_unit_beside_one_that_fills_the_disk_is_saved_if_and_only_if_it_is_told_so(
    sqlite_store: Store,
) -> None:
    _leave_no_room(sqlite_store)
    told = _together(sqlite_store, _adds("first"), _fill, _adds("last"))

    saved = {one for one in told if isinstance(one, str)}
    assert _names(sqlite_store) == saved
    assert getattr(told[1], "code", None) == "not-saved"


def test_a_unit_whose_transaction_the_database_ended_takes_its_whole_batch_with_it(
    sqlite_store: Store,
) -> None:
    def ends_it(unit: Unit) -> None:
        # as SQLite does by itself when a disk fails beneath it
        unit.connection.exec_driver_sql("ROLLBACK")
        raise RuntimeError

    told = _together(sqlite_store, _adds("first"), ends_it, _adds("last"))

    assert _names(sqlite_store) == {one for one in told if isinstance(one, str)}
    assert sqlite_store.act_now(_adds("later")) == "later"


async def test_someone_who_stops_waiting_does_not_stop_the_writer(store: Store) -> None:
    started, gate = Gate(), Gate()
    held = asyncio.ensure_future(store.act(lambda _unit: (started.set(), gate.wait(60))))
    await asyncio.to_thread(started.wait, 60)
    waiting = [asyncio.ensure_future(store.act(_adds(f"p{i}"))) for i in range(3)]
    await asyncio.sleep(0)
    waiting[1].cancel()
    # the cancelling travels from the task to the writer's queue in as many turns of the loop
    for _ in range(3):
        await asyncio.sleep(0)
    gate.set()
    await held
    await asyncio.gather(*waiting, return_exceptions=True)

    assert await store.act(_adds("later")) == "later"
    assert _names(store) == {"p0", "p2", "later"}


def test_a_failure_that_is_not_the_databases_is_raised_as_it_is(store: Store) -> None:
    def wrong(_unit: Unit) -> None:
        raise KeyError("wrong")

    with pytest.raises(KeyError):
        store.act_now(wrong)

    assert store.act_now(_adds("later")) == "later"


def test_a_reading_unit_cannot_write(store: Store) -> None:
    with pytest.raises(SQLAlchemyError):
        store.look(_adds("sly"))

    assert _names(store) == set()


def test_a_reading_unit_sees_one_moment_only(store: Store) -> None:
    count = select(func.count()).select_from(t.partnerships)

    def look(unit: Unit) -> tuple[int, int]:
        before = unit.connection.scalars(count).one()
        store.act_now(_adds("meanwhile"))
        return before, unit.connection.scalars(count).one()

    assert store.look(look) == (0, 0)


def test_a_sqlite_file_is_its_owners_alone_and_keeps_what_is_safe(
    tmp_path: Path, keyring, clock
) -> None:
    store = Store(f"sqlite:///{tmp_path / 'new.db'}", keyring, clock)
    wanted = {
        "journal_mode": "wal",
        "synchronous": 2,
        "foreign_keys": 1,
        "secure_delete": 1,
        "busy_timeout": 4000,
    }

    def look(unit: Unit) -> dict[str, object]:
        return {
            name: unit.connection.execute(text(f"PRAGMA {name}")).scalar_one() for name in wanted
        }

    assert store.act_now(look) == wanted
    assert (tmp_path / "new.db").stat().st_mode & 0o777 == 0o600
    store.close()


def test_rows_written_before_the_commit_are_undone_with_the_unit_that_wanted_one_that_was_there(
    store: Store,
) -> None:
    def kept(words: str) -> Callable[[Unit], str]:
        def run(unit: Unit) -> str:
            _adds(words)(unit)
            unit.processed_activities.keep("chat", "1", words, unit.now)
            return words

        return run

    first, second, other = _together(store, kept("first"), kept("second"), _adds("other"))

    assert (first, other) == ("first", "other")
    assert isinstance(second, AlreadyThere)
    assert _names(store) == {"first", "other"}
    assert store.look(lambda unit: unit.processed_activities.reply_to("chat", "1")) == "first"


def test_of_rows_wanted_twice_in_one_batch_the_last_counts(store: Store) -> None:
    def wants(name: str) -> Callable[[Unit], None]:
        return lambda unit: unit.deferred.put(
            t.partnerships, ["slug"], [{"slug": "same", "name": name}]
        )

    assert _together(store, wants("before"), wants("after")) == [None, None]
    assert store.look(
        lambda unit: unit.connection.scalars(select(t.partnerships.c.name)).all()
    ) == ["after"]
