import pytest
from sqlalchemy import bindparam, select, update
from sqlalchemy.exc import IntegrityError

from storage import tables as t
from storage.database.prepared import PreparedStatement
from storage.database.upsert import FEW, add_if_new, add_new, put
from storage.store import Store
from storage.unit import Unit
from tests.builders.clock import NOON

_PLACES = t.partnerships.c
_ADDED = PreparedStatement(
    select(_PLACES.id, _PLACES.slug, _PLACES.name).where(_PLACES.slug == bindparam("wanted"))
)
_RENAMED = PreparedStatement(
    update(t.partnerships).where(_PLACES.slug == bindparam("wanted")).values(name="Always this")
)


def _add(store: Store, *slugs: str) -> None:
    rows = [{"slug": slug, "name": f"The {slug}"} for slug in slugs]
    store.act_now(lambda unit: put(unit.connection, t.partnerships, ["slug"], rows))


def test_rows_come_back_with_their_columns_by_name(store: Store) -> None:
    _add(store, "north", "south")
    row = store.look(lambda unit: _ADDED.first(unit.connection, {"wanted": "south"}))

    assert row is not None
    assert (row.slug, row.name) == ("south", "The south")
    assert store.look(lambda unit: _ADDED.all(unit.connection, {"wanted": "nowhere"})) == []
    assert store.look(lambda unit: _ADDED.first(unit.connection, {"wanted": "nowhere"})) is None


def test_a_value_that_the_statement_fixes_is_used(store: Store) -> None:
    _add(store, "north", "south")
    store.act_now(lambda unit: _RENAMED.run(unit.connection, {"wanted": "north"}))
    names = store.look(
        lambda unit: [one.name for one in unit.connection.execute(select(t.partnerships))]
    )

    assert sorted(names) == ["Always this", "The south"]


def test_columns_keep_what_their_types_do_to_values(store: Store) -> None:
    columns = t.heartbeats.c
    found = PreparedStatement(
        select(columns.name, columns.at).where(columns.at == bindparam("moment"))
    )
    store.act_now(
        lambda unit: put(unit.connection, t.heartbeats, ["name"], [{"name": "tick", "at": NOON}])
    )

    row = store.look(lambda unit: found.first(unit.connection, {"moment": NOON}))
    assert row is not None
    assert (row.name, row.at) == ("tick", NOON)


def test_every_row_of_several_is_kept_as_its_types_say(store: Store) -> None:
    rows = [{"name": name, "at": NOON} for name in ("tick", "tock", "tack")]
    store.act_now(lambda unit: put(unit.connection, t.heartbeats, ["name"], rows))
    at_noon = (
        select(t.heartbeats.c.name).where(t.heartbeats.c.at == NOON).order_by(t.heartbeats.c.name)
    )

    assert store.look(lambda unit: list(unit.connection.scalars(at_noon))) == [
        "tack",
        "tick",
        "tock",
    ]


def test_a_value_that_is_missing_is_refused_before_anything_is_written(store: Store) -> None:
    with pytest.raises(KeyError, match="wanted"):
        store.act_now(lambda unit: _RENAMED.run(unit.connection, {}))


def test_a_driver_s_error_comes_out_as_one_that_shows_no_value(store: Store) -> None:
    row = {"slug": "north", "name": None}

    def adds_nothing(unit: Unit) -> None:
        with pytest.raises(IntegrityError) as raised:
            add_if_new(unit.connection, t.partnerships, row)
        assert "north" not in str(raised.value.statement)
        assert raised.value.params is None
        raise raised.value

    with pytest.raises(Exception, match="not saved"):
        store.act_now(adds_nothing)


def test_a_statement_that_failed_runs_again_on_the_same_connection(store: Store) -> None:
    def twice(unit: Unit) -> int:
        with pytest.raises(IntegrityError), unit.connection.begin_nested():
            add_if_new(unit.connection, t.partnerships, {"slug": "north", "name": None})
        return add_new(unit.connection, t.partnerships, [{"slug": "north", "name": "The north"}])

    assert store.act_now(twice) == 1


def test_rows_that_were_not_read_do_not_come_with_the_next_execution(store: Store) -> None:
    _add(store, "north", "south")
    at_most = PreparedStatement(
        select(_PLACES.slug).where(_PLACES.slug <= bindparam("last")).order_by(_PLACES.slug)
    )

    def looked(unit: Unit) -> tuple[str, list[str]]:
        first = at_most.first(unit.connection, {"last": "south"})
        assert first is not None
        found = at_most.all(unit.connection, {"last": "north"})
        return first.slug, [one.slug for one in found]

    assert store.look(looked) == ("north", ["north"])


@pytest.mark.parametrize("count", [1, 2, FEW, FEW + 1])
def test_few_rows_and_many_are_put_alike(store: Store, count: int) -> None:
    slugs = [f"place-{number}" for number in range(count)]
    _add(store, *slugs)
    _add(store, *slugs)

    kept = store.look(
        lambda unit: [one.slug for one in unit.connection.execute(select(t.partnerships))]
    )
    assert sorted(kept) == sorted(slugs)
