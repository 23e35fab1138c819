"""A store with an action and its outcome, to which the register's files speak."""

from datetime import date

import pytest
from sqlalchemy import select

from dialogs.impact.import_records import ImportResult, import_records
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.impact.evidence import Evidence
from tests.builders.clock import NOON
from tests.builders.files import Cells, an_action_row, an_outcome_row

TODAY = NOON.date()


@pytest.fixture
def planned(store: Store) -> Store:
    """Give a store with an action that has begun, and its outcome."""
    bring_in(store, "actions", an_action_row(started_on="2026-02-20"))
    bring_in(store, "outcomes", an_outcome_row())
    return store


def bring_in(store: Store, kind: str, *rows: Cells) -> ImportResult:
    """Import rows as one file; a column that only some rows name is blank in the others."""
    blank = dict.fromkeys((column for row in rows for column in row), "")
    filled = [{**blank, **row} for row in rows]
    return store.act_now(lambda unit: import_records(kind, filled, None, False, unit))


def its_partnership(unit: Unit) -> int:
    """Return the only partnership."""
    return unit.connection.scalars(select(t.partnerships.c.id)).one()


def evidence(store: Store, as_at: date = TODAY) -> Evidence:
    """Return everything known of action A1."""

    def gather(unit: Unit) -> Evidence:
        partnership = its_partnership(unit)
        action = unit.evidence.find_action(partnership, "A1")
        assert action
        return unit.evidence.gather(partnership, action.id, as_at)

    return store.look(gather)
