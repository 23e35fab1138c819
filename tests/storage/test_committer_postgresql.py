"""What only a database in another process can do to a batch."""
# pyright: reportPrivateUsage=false

from collections.abc import Callable, Iterator
from threading import Barrier, BrokenBarrierError

import pytest
from sqlalchemy import insert, select, update

from storage import tables as t
from storage.store import Store
from storage.trust.encryption import Keyring
from storage.unit import Unit
from tests.builders.clock import SettableClock
from tests.databases import Cluster


@pytest.fixture
def two_processes(
    postgresql: Cluster, keyring: Keyring, clock: SettableClock
) -> Iterator[tuple[Store, Store]]:
    """Give two stores on one PostgreSQL, each with a writer of its own."""
    with postgresql.fresh() as url:
        stores = Store(url, keyring, clock), Store(url, keyring, clock)
        for slug in ("north", "south"):
            stores[0].act_now(
                lambda unit, slug=slug: unit.connection.execute(
                    insert(t.partnerships).values(slug=slug, name=slug)
                )
            )
        yield stores
        for store in stores:
            store.close()


def _names(store: Store) -> list[str]:
    return store.look(lambda unit: sorted(unit.connection.scalars(select(t.partnerships.c.name))))


def _renames(first: str, then: str, name: str, meeting: Barrier) -> Callable[[Unit], None]:
    """Return a unit that changes two rows, and meets another unit between them on its first run."""

    def run(unit: Unit) -> None:
        for slug in (first, then):
            unit.connection.execute(
                update(t.partnerships)
                .where(t.partnerships.c.slug == slug)
                .values(name=f"{slug} {name}")
            )
            try:
                meeting.wait(5)
            except BrokenBarrierError:
                continue
            meeting.abort()

    return run


def test_two_processes_that_wait_for_each_other_both_save(
    two_processes: tuple[Store, Store],
) -> None:
    one, other = two_processes
    meeting = Barrier(2)
    first = one._committer.submit(_renames("north", "south", "by the one", meeting))
    second = other._committer.submit(_renames("south", "north", "by the other", meeting))

    assert (first.result(20), second.result(20)) == (None, None)
    assert _names(one) in (
        [f"{slug} by {who}" for slug in ("north", "south")] for who in ("the one", "the other")
    )


def _end(store: Store, backend: int) -> None:
    store.look(
        lambda unit: unit.connection.exec_driver_sql(f"SELECT pg_terminate_backend({backend})")
    )


def test_a_connection_that_was_lost_since_the_last_unit_is_made_again(
    two_processes: tuple[Store, Store],
) -> None:
    store, other = two_processes
    _end(
        other,
        store.act_now(
            lambda unit: unit.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one()
        ),
    )

    store.act_now(lambda unit: unit.heartbeats.beat("kept", unit.now))

    assert store.look(lambda unit: unit.heartbeats.last("kept")) is not None


def test_a_connection_that_is_lost_under_a_unit_is_made_again(
    two_processes: tuple[Store, Store],
) -> None:
    store, other = two_processes
    lost: list[int] = []

    def run(unit: Unit) -> None:
        unit.connection.execute(update(t.partnerships).values(name=t.partnerships.c.slug + " kept"))
        if not lost:
            lost.append(unit.connection.exec_driver_sql("SELECT pg_backend_pid()").scalar_one())
            _end(other, lost[0])
            unit.connection.exec_driver_sql("SELECT 1")

    store.act_now(run)

    assert lost
    assert _names(store) == ["north kept", "south kept"]
