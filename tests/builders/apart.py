"""Answers of people who are not named, as they will be kept: looked at as if the sweep had been."""

from collections.abc import Callable
from datetime import timedelta
from functools import partial
from typing import TypeVar

from sqlalchemy import func, select

from dialogs.asking.sweep_answers import plan, prepare, sweep
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from tests.builders.partnership import INSTALLATION, Town

T = TypeVar("T")


class _Seen(Exception):  # noqa: N818 - undoes the unit that looked
    """What was seen."""


def swept(store: Store, look: Callable[[Unit], T]) -> T:
    """Look at everything that waits as though it were swept, unfinished responses too; undo it."""

    def run(unit: Unit) -> None:
        _sweep_everything(unit)
        unit.deferred.write(unit.connection)
        raise _Seen(look(unit))

    try:
        store.act_now(run)
    except _Seen as seen:
        return seen.args[0]
    raise AssertionError


def values(town: Town) -> dict[str, str]:
    """Return every value that will be kept, as JSON, by its question."""
    query = select(t.answers.c.question, t.answers.c.value)
    rows = swept(town.store, lambda unit: unit.connection.execute(query).all())
    return {row.question: row.value for row in rows}


def counts(town: Town, *names: str) -> tuple[int, ...]:
    """Return how many rows tables of these names will have."""

    def look(unit: Unit) -> tuple[int, ...]:
        tables = (t.metadata.tables[name] for name in names)
        return tuple(
            unit.connection.scalars(select(func.count()).select_from(table)).one()
            for table in tables
        )

    return swept(town.store, look)


def sweep_all(store: Store) -> None:
    """Have everything that waits be swept now, unfinished responses too."""
    store.act_now(_sweep_everything)


def _sweep_everything(unit: Unit) -> None:
    for part in unit.sweep.parts(unit.now.date(), unfinished_waits=timedelta()):
        unit.sweep.move(unit.sweep.prepared(part, 0), is_last=True)


def sweep_now(store: Store) -> int:
    """Do the daily sweep, if it is due; returns how many responses were new."""
    new = 0
    for part in (parts := store.look(plan)):
        ready = store.look(partial(prepare, installation=INSTALLATION, part=part))
        new += store.act_now(partial(sweep, prepared=ready, is_last=part is parts[-1]))
    return new
