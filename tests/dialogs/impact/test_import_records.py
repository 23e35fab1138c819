from collections.abc import Sequence
from datetime import timedelta

import pytest
from sqlalchemy import Table, func, select

from dialogs.impact.import_records import BRIEFING as BRIEFING_KIND
from dialogs.impact.import_records import (
    KINDS,
    ImportRefused,
    ImportResult,
    import_briefing,
    import_records,
)
from dialogs.people.accounts import introduce
from storage import tables as t
from storage.store import Store
from surveys.accounts import TeamsAccount
from tests.builders.clock import NOON, SettableClock
from tests.builders.files import (
    BRIEFING,
    FIRST_ROWS,
    Cells,
    a_person_row,
    an_action_row,
    an_attendance_row,
    an_event_row,
    an_evidence_row,
    an_indicator_row,
    an_outcome_row,
)

COUNTED = (
    t.people,
    t.actions,
    t.outcomes,
    t.plan_items,
    t.events,
    t.attendance,
    t.evidence_items,
    t.indicator_points,
)


def bring_in(
    store: Store, kind: str, *rows: Cells, partnership: str | None = None, dry_run: bool = False
) -> ImportResult:
    return store.act_now(lambda unit: import_records(kind, rows, partnership, dry_run, unit))


def refused(store: Store, kind: str, *rows: Cells, partnership: str | None = None) -> list[str]:
    with pytest.raises(ImportRefused) as caught:
        bring_in(store, kind, *rows, partnership=partnership)
    return caught.value.lines()


def counts(store: Store) -> Sequence[int]:
    def look(table: Table) -> int:
        return store.look(
            lambda unit: unit.connection.scalars(select(func.count()).select_from(table)).one()
        )

    return [look(table) for table in COUNTED]


def ashford(store: Store) -> int:
    return store.look(lambda unit: unit.connection.scalars(select(t.partnerships.c.id)).one())


def bring_in_everything(store: Store) -> dict[str, ImportResult]:
    results = {kind: bring_in(store, kind, a_row()) for kind, a_row in FIRST_ROWS.items()}
    briefing = store.act_now(
        lambda unit: import_briefing(BRIEFING, "briefing.md", None, False, unit)
    )
    return {**results, BRIEFING_KIND: briefing}


def test_every_kind_can_be_brought_in_once(store: Store) -> None:
    results = bring_in_everything(store)

    assert {(r.created, r.changed, r.unchanged) for r in results.values()} == {(1, 0, 0)}
    assert set(FIRST_ROWS) == set(KINDS)


def test_a_second_import_of_any_kind_changes_nothing(store: Store) -> None:
    bring_in_everything(store)
    before = counts(store)
    events = store.look(
        lambda unit: unit.connection.scalars(select(func.count()).select_from(t.audit)).one()
    )

    again = bring_in_everything(store)

    assert {(r.created, r.changed, r.unchanged) for r in again.values()} == {(0, 0, 1)}
    assert {kind for kind, result in again.items() if result.notes} == {"outcomes"}  # of its gaps
    assert counts(store) == before
    assert (
        store.look(
            lambda unit: unit.connection.scalars(select(func.count()).select_from(t.audit)).one()
        )
        == events
    )


def test_an_import_is_recorded_in_the_trail(store: Store) -> None:
    bring_in(store, "people", a_person_row())

    trail = store.look(
        lambda unit: unit.connection.execute(
            select(t.audit.c.actor, t.audit.c.act, t.audit.c.subject)
        )
    )

    assert [tuple(row) for row in trail] == [("console", "import", "people")]


@pytest.mark.parametrize("kind", FIRST_ROWS)
def test_a_dry_run_says_what_would_happen_and_leaves_no_trace(
    sqlite_store: Store, kind: str
) -> None:
    for earlier in list(FIRST_ROWS)[: list(FIRST_ROWS).index(kind)]:
        bring_in(sqlite_store, earlier, FIRST_ROWS[earlier]())
    before = counts(sqlite_store)

    tried = bring_in(sqlite_store, kind, FIRST_ROWS[kind](), dry_run=True)

    assert (tried.created, tried.event_ids) == (1, ())
    assert counts(sqlite_store) == before


def test_all_rows_or_none_and_every_bad_row_is_listed(store: Store) -> None:
    lines = refused(
        store,
        "people",
        a_person_row(1),
        a_person_row(2, email="sam", roles="chief"),
        a_person_row(3, name=" "),
        a_person_row(1),
    )

    roles = "practitioner, lead, evaluator, administrator, author, approver, sender"
    assert lines == [
        "line 3, email: “sam” is not an e-mail address",
        f"line 3, roles: “chief” is not one of: {roles}",
        "line 4, name: is missing",
        "line 5, email: this e-mail address is already on line 2",
    ]
    assert counts(store)[0] == 0


def test_every_bad_row_is_listed_however_many_there_are(sqlite_store: Store) -> None:
    lines = refused(sqlite_store, "people", *(a_person_row(n, email="x") for n in range(450)))

    assert len(lines) == 450
    assert lines[-1] == "line 451, email: “x” is not an e-mail address"


def test_an_unknown_column_is_refused_by_name_and_a_missing_one_is_named(
    sqlite_store: Store,
) -> None:
    row = a_person_row(shoe_size="44")
    del row["agency"]

    lines = refused(sqlite_store, "people", row)

    assert lines[0].startswith(
        "line 1, shoe_size: is not a column we know; use: partnership, agency, name"
    )
    assert lines[1] == "line 1, agency: this column is missing"


def test_a_file_without_rows_is_refused(sqlite_store: Store) -> None:
    assert refused(sqlite_store, "people")[-1].endswith("this column is missing")


def test_a_place_named_for_the_first_time_is_made_and_said_so(store: Store) -> None:
    first = bring_in(
        store,
        "people",
        a_person_row(1, team="North"),
        a_person_row(2, agency="Police", team="North"),
    )
    second = bring_in(store, "people", a_person_row(3, agency="ashford  COUNCIL", team="South"))

    assert first.notes == (
        "New partnership: Ashford (ashford).",
        "New agencies in Ashford: Ashford Council, Police.",
        "New team in Ashford: North.",
    )
    assert second.notes == ("New team in Ashford: South.",)


def test_a_person_moves_agency_and_roles_with_a_second_import(store: Store) -> None:
    bring_in(store, "people", a_person_row(1))
    result = bring_in(store, "people", a_person_row(1, agency="Police", roles="Lead; evaluator"))

    person = store.look(lambda unit: unit.people.find(ashford(store), "sam1@ashford.example"))

    assert (result.created, result.changed) == (0, 1)
    assert person is not None
    assert (person.agency, person.roles) == ("Police", {"lead", "evaluator"})


def test_an_entra_id_that_was_learned_is_not_wiped_by_a_blank_one(store: Store) -> None:
    bring_in(store, "people", a_person_row(1))
    learned = "0f8fad5b-d9cb-469f-a165-70867728950e"
    account = TeamsAccount("tenant", learned, ("sam1@ashford.example",))
    store.act_now(lambda unit: introduce(unit, account, "tenant"))

    result = bring_in(store, "people", a_person_row(1, aad_object_id=""))

    assert result.unchanged == 1
    assert store.look(lambda unit: unit.people.speaker("tenant", learned)) is not None


def test_a_column_that_is_left_out_keeps_what_is_known_and_a_blank_cell_clears_it(
    store: Store,
) -> None:
    bring_in(store, "people", a_person_row(1, job_title="Social worker"))

    kept = bring_in(store, "people", a_person_row(1))
    cleared = bring_in(store, "people", a_person_row(1, job_title=""))

    assert (kept.unchanged, cleared.changed) == (1, 1)


def test_rows_that_leave_out_different_columns_lose_nothing(store: Store) -> None:
    rows = [a_person_row(1), a_person_row(2, team="North"), a_person_row(3, job_title="Nurse")]

    bring_in(store, "people", *rows)

    query = select(t.people.c.team, t.people.c.job_title).order_by(t.people.c.email)
    stored = store.look(lambda unit: [tuple(row) for row in unit.connection.execute(query)])
    assert stored == [("", ""), ("North", ""), ("", "Nurse")]
    assert bring_in(store, "people", *reversed(rows)).unchanged == 3


def test_an_event_may_let_go_of_a_thousand_actions_at_once(store: Store) -> None:
    refs = [f"A{n}" for n in range(1100)]
    bring_in(store, "actions", *(an_action_row(ref=ref) for ref in refs))
    bring_in(store, "events", an_event_row(action_refs=";".join(refs)))

    assert bring_in(store, "events", an_event_row(action_refs="A1")).changed == 1

    linked = store.look(
        lambda unit: unit.connection.scalars(
            select(func.count()).select_from(t.event_actions)
        ).one()
    )
    assert linked == 1


def test_the_same_address_may_stand_in_two_partnerships(store: Store) -> None:
    result = bring_in(store, "people", a_person_row(1), a_person_row(1, partnership="Bexfield"))

    assert result.created == 2


def test_rows_of_another_partnership_than_the_one_asked_for_are_refused(
    sqlite_store: Store,
) -> None:
    lines = refused(
        sqlite_store,
        "people",
        a_person_row(1),
        a_person_row(2, partnership="Bexfield"),
        partnership="ashford",
    )

    assert lines == ["line 3, partnership: “Bexfield” is not “ashford”, which was asked for"]


def test_a_ref_of_two_partnerships_needs_the_partnership_named(store: Store) -> None:
    bring_in(store, "actions", an_action_row(), an_action_row(partnership="Bexfield"))

    assert refused(store, "outcomes", an_outcome_row()) == [
        "line 2, action_ref: 2 partnerships have an action “A1”: say which with --partnership"
    ]
    assert bring_in(store, "outcomes", an_outcome_row(), partnership="bexfield").created == 1


def test_an_unknown_partnership_is_refused(sqlite_store: Store) -> None:
    lines = refused(sqlite_store, "outcomes", an_outcome_row(), partnership="nowhere")

    assert lines == ["the file, --partnership: there is no partnership “nowhere” yet"]


def test_an_unknown_ref_is_named_with_its_line(sqlite_store: Store) -> None:
    bring_in(sqlite_store, "people", a_person_row())
    bring_in(sqlite_store, "actions", an_action_row())
    bring_in(sqlite_store, "events", an_event_row())

    assert refused(sqlite_store, "events", an_event_row(ref="E2", action_refs="A1; A9")) == [
        "line 2, action_refs: there is no action “A9” in this partnership"
    ]
    assert refused(sqlite_store, "evidence", an_evidence_row()) == [
        "line 2, outcome_ref: action “A1” has no outcome “O1”: import its outcomes first"
    ]
    assert refused(
        sqlite_store, "attendance", an_attendance_row(9), an_attendance_row(1, event_ref="E9")
    ) == [
        "line 2, email: “sam9@ashford.example” is not on the partnership's list of people",
        "line 3, event_ref: there is no event “E9”",
    ]


def test_rows_of_one_outcome_must_word_it_alike(sqlite_store: Store) -> None:
    bring_in(sqlite_store, "actions", an_action_row())

    lines = refused(
        sqlite_store,
        "outcomes",
        an_outcome_row(),
        an_outcome_row(source="frontline", statement="Something else."),
    )

    assert lines == ["line 3, statement: the outcome is worded otherwise on line 2"]


@pytest.fixture
def planned_store(store: Store) -> Store:
    """A database with the action A1 and its outcome O1."""
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())
    return store


def indicator_rows(*months: Cells) -> list[Cells]:
    """Rows of one indicator, a month each from January 2026."""
    return [
        an_indicator_row(period_start=f"2026-{month:02}-01", **cells)
        for month, cells in enumerate(months, start=1)
    ]


@pytest.mark.parametrize(
    ("cells", "refusal"),
    [
        (
            {"title": "Second plans"},
            "title: is “Repeat plans” on line 2; an indicator has one title",
        ),
        (
            {"better": "up"},
            "better: is down on line 2; an indicator is better in one direction",
        ),
        (
            {"denominator": ""},
            "denominator: is given on line 2; an indicator has one in every period, or in none",
        ),
    ],
)
def test_rows_of_one_indicator_that_disagree_are_refused_by_line(
    store: Store, cells: Cells, refusal: str
) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())
    whole = {"denominator": "12"}

    lines = refused(store, "indicators", *indicator_rows(whole, whole, whole | cells))

    assert lines == [f"line 4, {refusal}"]


def test_shares_among_counts_are_refused_where_the_counts_were_imported_before(
    store: Store,
) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())
    counts = indicator_rows({}, {}, {})
    bring_in(store, "indicators", *counts)

    lines = refused(store, "indicators", counts[2] | {"denominator": "12"})

    where = "in the period from 1 February 2026, which we already have"
    rule = "an indicator has one in every period, or in none"
    assert lines == [f"line 2, denominator: is blank {where}; {rule}"]


def test_a_file_with_every_period_may_correct_what_its_indicator_is(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())
    bring_in(store, "indicators", *indicator_rows({}, {}))
    corrected = {"title": "Second plans", "better": "up", "denominator": "12"}

    assert bring_in(store, "indicators", *indicator_rows(corrected, corrected)).changed == 2


def test_a_file_without_denominators_corrects_the_numerators_of_shares(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())
    bring_in(store, "indicators", *indicator_rows({"denominator": "12"}, {"denominator": "13"}))

    assert bring_in(store, "indicators", *indicator_rows({"numerator": "4"})).changed == 1


def test_a_symbol_among_shares_or_counts_is_kept_as_a_symbol(planned_store: Store) -> None:
    rows = indicator_rows({"numerator": "c", "denominator": "x"}, {"denominator": "12"}, {})
    shares, counts = rows[:2], [row | {"indicator": "Referrals"} for row in rows[::2]]
    result = bring_in(planned_store, "indicators", *shares, *counts)

    again = bring_in(planned_store, "indicators", *shares, *counts)
    given = bring_in(planned_store, "indicators", rows[0] | {"numerator": "3", "denominator": "9"})

    columns = t.indicator_points.c
    query = select(columns.numerator, columns.denominator, columns.withheld)
    stored = planned_store.look(lambda unit: {tuple(row) for row in unit.connection.execute(query)})
    assert (result.created, again.unchanged, given.changed) == (4, 4, 1)
    assert stored == {(3.0, 9.0, None), (3.0, 12.0, None), (3.0, None, None), (None, None, "c")}


def test_a_file_without_denominators_may_hold_symbols(planned_store: Store) -> None:
    rows = indicator_rows({"numerator": "c"}, {})

    assert bring_in(planned_store, "indicators", *rows).created == 2


def test_indicators_of_two_outcomes_may_differ_under_one_name(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row(), an_outcome_row(ref="O2"))
    other = an_indicator_row(outcome_ref="O2", better="up", title="Plans", denominator="9")
    here = an_indicator_row(denominator="12")

    assert bring_in(store, "indicators", here, other).created == 2


@pytest.mark.parametrize("cells", [{"baseline": "0.5"}, {"indicator": "Another form"}, {}])
def test_a_second_plan_for_one_level_and_source_is_refused_by_line(
    store: Store, cells: Cells
) -> None:
    bring_in(store, "actions", an_action_row())
    planned = an_outcome_row(baseline="0.4")

    lines = refused(store, "outcomes", planned, an_outcome_row(ref="O2"), planned | cells)

    assert lines == [
        "line 4, source: what is planned for this level and source is already on line 2"
    ]


def test_a_plan_that_is_called_otherwise_replaces_the_one_before(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    audit = an_outcome_row(source="multi_agency_audit", indicator="Audit of 40 files")
    bring_in(store, "outcomes", audit | {"baseline": "0.4"})

    corrected = audit | {"indicator": "Bruising audit", "baseline": "0.5"}
    result = bring_in(store, "outcomes", corrected)

    query = select(t.plan_items.c.indicator, t.plan_items.c.baseline)
    stored = store.look(lambda unit: [tuple(row) for row in unit.connection.execute(query)])
    assert (result.created, result.changed) == (0, 1)
    assert stored == [("Bruising audit", 0.5)]


def test_an_outcome_may_plan_several_indicators(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    plans = an_outcome_row(source="indicator", level="outcome", indicator="Repeat plans")
    referrals = plans | {"indicator": "Referrals"}

    assert bring_in(store, "outcomes", plans, referrals).created == 2
    assert refused(store, "outcomes", plans, plans | {"baseline": "40"}) == [
        "line 3, source: what is planned for this level and source is already on line 2"
    ]


def evidence_of(store: Store) -> set[tuple[str, int, int]]:
    query = select(t.evidence_items.c.agency, t.evidence_items.c.favourable, t.evidence_items.c.n)
    return store.look(lambda unit: {tuple(row) for row in unit.connection.execute(query)})


def test_a_correction_of_evidence_replaces_it_and_says_what(planned_store: Store) -> None:
    bring_in(planned_store, "evidence", an_evidence_row())

    result = bring_in(planned_store, "evidence", an_evidence_row(favourable="10", n="22"))

    assert (result.changed, result.notes) == (1, ("Line 2 replaces 14 of 30 by 10 of 22.",))
    assert evidence_of(planned_store) == {("", 10, 22)}


def test_two_agencies_count_the_same_day(planned_store: Store) -> None:
    bring_in(planned_store, "evidence", an_evidence_row(agency="Police"))
    health = an_evidence_row(agency="Health", favourable="10", n="22")

    bring_in(planned_store, "evidence", health)
    corrected = bring_in(planned_store, "evidence", health | {"agency": "HEALTH", "n": "23"})

    assert corrected.notes == ("Line 2 replaces 10 of 22 by 10 of 23.",)
    assert evidence_of(planned_store) == {("Police", 14, 30), ("Health", 10, 23)}


def test_evidence_without_an_agency_does_not_join_a_day_that_names_them(
    planned_store: Store,
) -> None:
    bring_in(planned_store, "evidence", an_evidence_row(agency="Police"))

    assert refused(planned_store, "evidence", an_evidence_row(n="22")) == [
        "line 2, agency: is missing: there is evidence of this day by Police, so say whose this is"
    ]


def test_evidence_of_an_agency_does_not_replace_what_names_none(planned_store: Store) -> None:
    bring_in(planned_store, "evidence", an_evidence_row())
    health = an_evidence_row(agency="Health", favourable="10", n="22")

    assert refused(planned_store, "evidence", health) == [
        (
            "line 2, agency: there are other counts of this day without an agency: "
            "import those again with theirs first"
        )
    ]

    named = bring_in(planned_store, "evidence", an_evidence_row(agency="Police"), health)

    assert (named.created, named.changed) == (1, 1)
    assert evidence_of(planned_store) == {("Police", 14, 30), ("Health", 10, 22)}


def test_one_file_with_counts_of_a_day_with_and_without_an_agency_is_refused(
    planned_store: Store,
) -> None:
    unnamed = an_evidence_row(agency="", favourable="10", n="22")

    lines = refused(planned_store, "evidence", an_evidence_row(agency="Police"), unnamed)

    assert [line.split(":")[0] for line in lines] == ["line 3, agency"]


def a_judgement(**cells: str) -> Cells:
    judged = {"source": "inspection", "judgement": "worse", "note": "Slow"}
    return an_evidence_row(favourable="", n="", **(judged | cells))


def test_bodies_judge_the_same_day_and_neither_replaces_the_other(planned_store: Store) -> None:
    bring_in(planned_store, "evidence", a_judgement(body="Ofsted"))

    both = bring_in(
        planned_store, "evidence", a_judgement(body="CQC"), a_judgement(body="Ofsted", note="Late")
    )
    corrected = bring_in(
        planned_store, "evidence", a_judgement(body="CQC", judgement="no clear change")
    )

    assert (both.created, both.changed) == (1, 1)
    assert corrected.notes == ("Line 2 replaces worse by no clear change.",)
    assert refused(planned_store, "evidence", a_judgement()) == [
        (
            "line 2, body: is missing: there is evidence of this day by CQC, Ofsted, "
            "so say whose this is"
        )
    ]


def test_a_judgement_is_named_by_importing_it_again_with_its_body(planned_store: Store) -> None:
    bring_in(planned_store, "evidence", a_judgement())

    assert refused(planned_store, "evidence", a_judgement(body="CQC", judgement="better")) == [
        (
            "line 2, body: there is another judgement of this day without a body: "
            "import those again with theirs first"
        )
    ]
    assert bring_in(planned_store, "evidence", a_judgement(body="Ofsted")).changed == 1


def test_a_plan_is_written_on_the_day_on_which_it_first_came(
    store: Store, clock: SettableClock
) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())
    clock.forward(days=40)
    bring_in(store, "outcomes", an_outcome_row(target="0.7"), an_outcome_row(source="family"))

    query = select(t.plan_items.c.source, t.plan_items.c.written_on)
    written = store.look(lambda unit: {tuple(row) for row in unit.connection.execute(query)})
    first = NOON.date()
    assert written == {("practitioner", first), ("family", first + timedelta(days=40))}


def test_an_agency_counts_a_day_once_however_it_is_written(planned_store: Store) -> None:
    lines = refused(
        planned_store,
        "evidence",
        an_evidence_row(agency="Police"),
        an_evidence_row(agency="POLICE", n="22"),
    )

    assert lines == [
        (
            "line 3, collected_on: evidence of this outcome, level, source and day "
            "is already on line 2"
        )
    ]


def test_an_outcome_that_is_worded_anew_has_changed(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    bring_in(store, "outcomes", an_outcome_row())

    assert bring_in(store, "outcomes", an_outcome_row(statement="Children are seen.")).changed == 1


def test_events_that_were_made_or_moved_are_named_so_that_their_waves_can_be_planned(
    store: Store,
) -> None:
    bring_in(store, "actions", an_action_row(), an_action_row(ref="A2"))
    first = bring_in(store, "events", an_event_row(), an_event_row(ref="E2"))

    moved = bring_in(
        store, "events", an_event_row(starts_at="2026-03-11 09:30"), an_event_row(ref="E2")
    )
    linked = bring_in(store, "events", an_event_row(ref="E2", action_refs="A1;A2"))

    assert len(first.event_ids) == 2
    assert (moved.changed, moved.unchanged, moved.event_ids) == (1, 1, first.event_ids[:1])
    assert (linked.changed, linked.event_ids) == (1, first.event_ids[1:])


def test_a_time_without_an_offset_is_on_the_clock_in_london(store: Store) -> None:
    bring_in(store, "actions", an_action_row())
    [summer] = bring_in(store, "events", an_event_row(starts_at="2026-07-01 09:30")).event_ids

    event = store.look(lambda unit: unit.learning_events.get(summer))

    assert event is not None
    assert event.starts_at.isoformat() == "2026-07-01T08:30:00+00:00"
    assert event.ends_at == event.starts_at


def test_a_briefing_is_linked_to_its_actions_and_an_unknown_one_is_refused(store: Store) -> None:
    with pytest.raises(ImportRefused, match="1 problems"):
        store.act_now(lambda unit: import_briefing(BRIEFING, "briefing.md", None, False, unit))
    bring_in(store, "actions", an_action_row())

    store.act_now(lambda unit: import_briefing(BRIEFING, "briefing.md", None, False, unit))
    changed = BRIEFING.replace("with their parents", "alone")
    result = store.act_now(
        lambda unit: import_briefing(changed, "briefing.md", "ashford", False, unit)
    )

    assert (result.created, result.changed) == (0, 1)
    assert store.look(lambda unit: unit.briefings.find(ashford(store), "B1")) is not None
