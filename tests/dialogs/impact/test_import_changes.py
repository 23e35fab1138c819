"""What a later import changes is kept with both values, and read with the evidence."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from dialogs.impact.import_records import import_records
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.impact.evidence import Evidence
from surveys.impact.provenance import CorrectedCounts, Selection
from tests.builders.clock import NOON, SettableClock
from tests.builders.files import (
    Cells,
    an_action_row,
    an_evidence_row,
    an_indicator_row,
    an_outcome_row,
)

TODAY = NOON.date()
LATER = TODAY + timedelta(days=40)


def bring_in(store: Store, kind: str, *rows: Cells, dry_run: bool = False) -> None:
    store.act_now(lambda unit: import_records(kind, rows, None, dry_run, unit))


def gathered(store: Store, as_at: date = LATER) -> Evidence:
    def look(unit: Unit) -> Evidence:
        row = unit.connection.execute(select(t.actions.c.partnership_id, t.actions.c.id)).one()
        return unit.evidence.gather(row.partnership_id, row.id, as_at)

    return store.look(look)


def kept(store: Store) -> int:
    query = select(func.count()).select_from(t.evidence_changes)
    return store.look(lambda unit: unit.connection.scalars(query).one())


@pytest.fixture
def filled_store(store: Store, clock: SettableClock) -> Store:
    """A database with an action that has started, its plan and its evidence, forty days on."""
    bring_in(store, "actions", an_action_row(started_on="2026-03-10"))
    bring_in(store, "outcomes", an_outcome_row(source="family", baseline="0.6"))
    bring_in(store, "evidence", an_evidence_row(favourable="20", n="60", eligible="80"))
    bring_in(store, "indicators", an_indicator_row())
    clock.forward(days=40)
    return store


def test_a_first_import_and_the_same_again_change_nothing(filled_store: Store) -> None:
    bring_in(filled_store, "evidence", an_evidence_row(favourable="20", n="60", eligible="80"))
    bring_in(filled_store, "outcomes", an_outcome_row(source="frontline"))

    assert kept(filled_store) == 0
    assert gathered(filled_store).changes == ()


def test_a_dry_run_keeps_no_change(filled_store: Store) -> None:
    bring_in(filled_store, "actions", an_action_row(started_on="2026-01-10"), dry_run=True)

    assert kept(filled_store) == 0


def test_each_change_is_listed_with_its_day_and_both_values(filled_store: Store) -> None:
    bring_in(filled_store, "actions", an_action_row(started_on="2026-04-01"))
    bring_in(filled_store, "outcomes", an_outcome_row(source="family", baseline="0.4"))
    bring_in(filled_store, "evidence", an_evidence_row(favourable="8", n="9", eligible="80"))
    bring_in(filled_store, "indicators", an_indicator_row(numerator="4"))

    found = gathered(filled_store)

    assert [(one.what, one.before, one.after) for one in found.changes] == [
        ("start date", "10 March 2026", "1 April 2026"),
        ("baseline of families (practice), O1", "0.6", "0.4"),
        ("counts of multi-agency audit (practice), O1, 1 March 2026", "20 of 60", "8 of 9"),
        ("figures of repeat-plans, O1, 1 January 2026", "3", "4"),
    ]
    assert {one.on for one in found.changes} == {LATER}
    assert found.first_started_on == date(2026, 3, 10)
    assert gathered(filled_store, LATER - timedelta(days=1)).changes == ()


def test_a_baseline_that_is_changed_after_the_start_counts_as_it_was(filled_store: Store) -> None:
    bring_in(filled_store, "outcomes", an_outcome_row(source="family", baseline="0.4"))

    [plan] = gathered(filled_store).outcomes[0].plan

    assert (plan.baseline, plan.typed_on) == (0.6, TODAY)


def test_a_correction_keeps_the_counts_that_it_replaces(filled_store: Store) -> None:
    bring_in(filled_store, "evidence", an_evidence_row(favourable="8", n="9", selection="random"))

    [tally] = gathered(filled_store).tallies

    assert (tally.favourable, tally.n, tally.eligible) == (8, 9, 80)
    assert tally.selection is Selection.RANDOM
    assert tally.corrected_from == CorrectedCounts(LATER, 20, 60, 80)


def test_a_correction_follows_the_counts_to_the_agency_that_is_named_later(
    filled_store: Store,
) -> None:
    corrected = an_evidence_row(favourable="8", n="9")
    bring_in(filled_store, "evidence", corrected)
    bring_in(filled_store, "evidence", corrected | {"agency": "Police"})

    [tally] = gathered(filled_store).tallies

    assert (tally.agency, tally.n) == ("Police", 9)
    assert tally.corrected_from == CorrectedCounts(LATER, 20, 60, 80)


def test_a_change_of_one_action_is_not_told_of_another(filled_store: Store) -> None:
    bring_in(filled_store, "actions", an_action_row(ref="A2", started_on="2026-03-10"))
    bring_in(filled_store, "actions", an_action_row(ref="A2", started_on="2026-03-11"))

    query = select(t.actions.c.ref).join(
        t.evidence_changes, t.evidence_changes.c.action_id == t.actions.c.id
    )
    assert filled_store.look(lambda unit: unit.connection.scalars(query).all()) == ["A2"]
