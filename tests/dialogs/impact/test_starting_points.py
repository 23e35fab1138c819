"""Starting points over what is stored: counted, typed and paired, and what is from before."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select

from dialogs.impact.import_records import import_records
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.impact.kinds import Level, Source
from surveys.impact.version_2.change_model import shipped_change_model
from surveys.impact.version_2.evaluate import evaluate
from surveys.impact.version_2.sources.evaluation import SourceEvaluation
from surveys.impact.version_2.sources.starting_point import StartKind
from tests.builders import stored
from tests.builders.clock import NOON, SettableClock
from tests.builders.files import Cells, an_action_row, an_evidence_row, an_outcome_row

STARTED = NOON.date() + timedelta(days=30)
AS_AT = NOON.date() + timedelta(days=120)
PEOPLE = 12
ASK = (
    "no starting point. Ask before the action starts: it cannot be asked later. "
    "If it has started, look for a count made before."
)
TYPED_LATE = (
    "no starting point, because the share in the plan was typed after the start. "
    "Import the count that it comes from, with its date."
)


def bring_in(store: Store, kind: str, *rows: Cells) -> tuple[str, ...]:
    return store.act_now(lambda unit: import_records(kind, rows, None, False, unit)).notes


@pytest.fixture
def planned_store(store: Store) -> Store:
    """A database with an action that starts in thirty days, and its outcome."""
    bring_in(store, "actions", an_action_row(started_on=STARTED.isoformat()))
    bring_in(store, "outcomes", an_outcome_row(), an_outcome_row(level="learning"))
    return store


def _ids(unit: Unit) -> tuple[int, int]:
    found = select(t.actions.c.partnership_id, t.actions.c.id).where(t.actions.c.ref == "A1")
    row = unit.connection.execute(found).one()
    return row.partnership_id, row.id


def source_of(store: Store, source: Source, level: Level = Level.PRACTICE) -> SourceEvaluation:
    def look(unit: Unit) -> SourceEvaluation:
        evidence = unit.evidence.gather(*_ids(unit), AS_AT)
        [outcome] = evaluate(evidence, shipped_change_model(), AS_AT).outcomes
        levels = (one for one in outcome.levels if one.level is level)
        return next(one for found in levels for one in found.sources if one.source is source)

    return store.look(look)


def a_wave(
    store: Store, opens: int, favourable: int, eligible: int = 15, study: int | None = None
) -> None:
    """Insert a closed wave that opened so many days from now, with the answers of twelve people."""

    def arrange(unit: Unit) -> None:
        partnership, action = _ids(unit)
        at = NOON + timedelta(days=opens)
        known: dict[str, Any] = {
            "action_id": action,
            "label": f"in {opens} days",
            "state": "closed",
            "opens_at": at,
            "closes_at": at + timedelta(days=14),
        }
        wave = stored.a_wave(unit, partnership, eligible=eligible, study_id=study, **known)
        people = {"pseudonyms": [f"p{n}" for n in range(PEOPLE)], "week": at.date()}
        keys = stored.responses(unit, wave, PEOPLE, **people)
        for level in ("practice", "learning"):
            stored.tallied(unit, wave, keys[:favourable], 1, 1, level=level)
            stored.tallied(unit, wave, keys[favourable:], 1, 0, level=level)
        stored.answered(unit, wave, "confidence", dict.fromkeys(keys, opens // 10))

    store.act_now(arrange)


def test_imported_counts_of_a_day_up_to_the_start_are_a_counted_starting_point(
    planned_store: Store,
) -> None:
    audit = {"selection": "random", "read_by": "Health"}
    before = an_evidence_row(collected_on=STARTED.isoformat(), favourable="12", n="40", **audit)
    after = an_evidence_row(collected_on=AS_AT.isoformat(), favourable="30", n="40", **audit)
    bring_in(planned_store, "evidence", before, after)

    found = source_of(planned_store, Source.MULTI_AGENCY_AUDIT)

    assert found.start
    assert (found.start.kind, found.start.on) == (StartKind.COUNTED, STARTED)
    assert found.difference
    assert found.difference.value == pytest.approx(0.45)


def test_our_own_wave_from_before_the_start_is_the_baseline_of_a_later_one(
    planned_store: Store,
) -> None:
    a_wave(planned_store, opens=10, favourable=3)
    a_wave(planned_store, opens=90, favourable=9)

    found = source_of(planned_store, Source.PRACTITIONER)

    assert found.start
    assert (found.start.kind, found.start.n) == (StartKind.COUNTED, PEOPLE)
    assert found.start.on == NOON.date() + timedelta(days=24)
    assert [(point.is_baseline, point.wave) for point in found.series] == [(True, "in 10 days")]


def test_a_share_that_was_imported_before_the_start_is_a_typed_starting_point(
    planned_store: Store,
) -> None:
    bring_in(planned_store, "outcomes", an_outcome_row(baseline="0.4", planned_change="0.2"))
    a_wave(planned_store, opens=90, favourable=9)

    found = source_of(planned_store, Source.PRACTITIONER)

    assert found.start
    assert (found.start.kind, found.start.proportion) == (StartKind.TYPED, 0.4)
    assert found.planned_change == 0.2


def test_a_row_of_the_plan_that_came_after_the_start_gives_none(
    planned_store: Store, clock: SettableClock
) -> None:
    clock.forward(days=40)
    bring_in(planned_store, "outcomes", an_outcome_row(source="supervisor", baseline="0.4"))

    found = source_of(planned_store, Source.SUPERVISOR)

    assert found.start
    assert (found.start.kind, found.start.why_none) == (StartKind.NONE, "typed_afterwards")


def test_the_same_people_asked_before_and_after_the_start_are_a_paired_starting_point(
    planned_store: Store,
) -> None:
    study = planned_store.act_now(
        lambda unit: stored.a_row(
            unit, t.studies, partnership_id=_ids(unit)[0], subject="A1", salt=b"salt"
        )
    )
    a_wave(planned_store, opens=10, favourable=0, study=study, eligible=100)  # too few of them
    a_wave(planned_store, opens=90, favourable=9, study=study)

    found = source_of(planned_store, Source.PRACTITIONER, Level.LEARNING)

    assert found.start
    assert (found.start.kind, found.start.n) == (StartKind.PAIRED, PEOPLE)
    assert found.start.on == date(2026, 3, 28)


def test_a_plan_without_a_starting_point_is_a_gap_by_name_at_each_import(store: Store) -> None:
    bring_in(store, "actions", an_action_row(started_on=STARTED.isoformat()))
    family = an_outcome_row(source="family", level="experience")
    typed = an_outcome_row(source="supervisor", baseline="0.4")
    judged = an_outcome_row(source="inspection", level="outcome")
    reaction = an_outcome_row(level="reaction")

    first = bring_in(store, "outcomes", family, typed, judged, reaction)

    assert first == (f"A1, O1: Families (experience): {ASK}",)
    assert bring_in(store, "outcomes", typed) == first


def test_counts_from_before_the_start_close_a_gap_and_a_late_baseline_does_not(
    planned_store: Store, clock: SettableClock
) -> None:
    bring_in(planned_store, "evidence", an_evidence_row(collected_on="2026-03-01"))
    clock.forward(days=40)

    late = an_outcome_row(source="supervisor", baseline="0.4")
    notes = bring_in(planned_store, "outcomes", an_outcome_row(source="multi_agency_audit"), late)

    assert notes == (
        f"A1, O1: Practitioners (practice): {ASK}",
        f"A1, O1: Supervisors (practice): {TYPED_LATE}",
    )


def test_an_action_without_a_start_date_is_asked_for_it(store: Store) -> None:
    bring_in(store, "actions", an_action_row())

    assert bring_in(store, "outcomes", an_outcome_row(baseline="0.4")) == (
        "A1: the action has no start date. Add it.",
    )


def test_a_dry_run_names_the_gaps_too(planned_store: Store) -> None:
    rows = [an_outcome_row(source="frontline")]
    result = planned_store.act_now(lambda unit: import_records("outcomes", rows, None, True, unit))

    assert f"A1, O1: Frontline staff (practice): {ASK}" in result.notes
