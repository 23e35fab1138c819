from sqlalchemy import func, insert, select

from storage import tables as t
from storage.store import Store

PARTNERSHIP = {"slug": "ashford", "name": "Ashford"}


def _count(store: Store) -> int:
    return store.look(
        lambda unit: unit.connection.scalars(select(func.count()).select_from(t.partnerships)).one()
    )


def test_a_fresh_store_holds_nothing(store: Store) -> None:
    assert _count(store) == 0


def test_what_one_unit_wrote_the_next_one_reads(store: Store) -> None:
    store.act_now(
        lambda unit: unit.connection.execute(insert(t.partnerships).values(**PARTNERSHIP))
    )

    assert _count(store) == 1
