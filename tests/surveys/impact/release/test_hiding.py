"""Complementary hiding, the audit, and what is rolled up when it fails."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.impact.release.audit import worked_out
from surveys.impact.release.cells import CellTable, Count, Draft, Release
from surveys.impact.release.disclosure import first_choices, past_of
from surveys.impact.release.hiding import hide_beside
from surveys.impact.release.prepare import prepare
from tests.surveys.impact.release.drafts import (
    FIRST_DAY,
    MINIMUM,
    a_draft,
    cell_in,
    joined,
    released,
    row_of,
    shown_in,
    total_of,
)


def _hidden(draft: Draft) -> set[str]:
    release = released(draft)[0]
    return {cell.key.part or cell.key.wave for cell in release.cells if cell.n is None}


def test_one_small_agency_takes_the_next_smallest_with_it():
    assert _hidden(a_draft({"Council": 20, "Health": 12, "Police": 4})) == {"Health", "Police"}


def test_small_agencies_that_are_small_together_take_another_with_them():
    agencies = {"Council": 20, "Health": 12, "Police": 4, "School": 3}
    assert _hidden(a_draft(agencies)) == {"Health", "Police", "School"}


def test_a_few_people_of_no_agency_are_not_had_by_subtraction():
    assert _hidden(a_draft({"Council": 20, "Health": 12}, unlisted=3)) == {"Council", "Health"}


def test_a_table_of_two_dimensions_hides_two_in_the_row_and_two_in_the_column():
    figures = {("first", "Council"): 20, ("first", "Health"): 4, ("first", "Police"): 15}
    figures |= {("second", "Council"): 30, ("second", "Health"): 25, ("second", "Police"): 18}
    cells = {row_of(agency, wave): Count(n) for (wave, agency), n in figures.items()}
    waves = [a_draft({a: n for (w, a), n in figures.items() if w == one}, wave=one)
             for one in ("first", "second")]  # fmt: skip
    agencies = ("Council", "Health", "Police")
    totals = {row_of(a, "both"): Count(sum(figures[w, a] for w in ("first", "second")))
              for a in agencies}  # fmt: skip
    columns = tuple(
        CellTable(row_of(a, "both"), (row_of(a, "first"), row_of(a, "second"))) for a in agencies
    )
    draft = joined(*waves, Draft(FIRST_DAY, cells | totals), tables=columns)
    release = released(draft)[0]
    for table in draft.tables:
        hidden = [row for row in table.rows if cell_in(release, row).n is None]
        assert len(hidden) != 1
    assert cell_in(release, row_of("Health", "first")).n is None
    assert not worked_out([], release)


def test_the_audit_finds_what_a_second_table_gives_away():
    draft = a_draft({"Council": 20, "Health": 12, "Police": 4})
    hidden = hide_beside(first_choices(draft, past_of([]), MINIMUM)).choices
    one, other = row_of("Health"), row_of("Police")
    both = CellTable(row_of("Health and Council", dimension="kind"), (one, row_of("Council")))
    counts = {**draft.counts, both.total: Count(32)}
    assert {key.part for key, choice in hidden.items() if choice == "withhold"} == {
        "Health",
        "Police",
    }
    release = prepare(Draft(FIRST_DAY, counts, (*draft.tables, both)), [], MINIMUM, 1)
    assert cell_in(release, other).n is None
    assert not worked_out([], release)
    shown = {cell.key.part for cell in release.cells if cell.n is not None}
    assert not {"Council", "Health and Council"} <= shown


def test_what_fails_loses_its_breakdown_first_and_keeps_its_total():
    release = released(a_draft({"Council": 0, "Health": 11, "Police": 0, "School": 30}))[0]
    assert shown_in(release)["total"] == 41


def test_a_figure_given_out_before_hides_nothing_now():
    agencies = {"Council": 20, "Health": 12, "Police": 14}
    before, after = released(a_draft(agencies), a_draft({**agencies, "Police": 4}, on=1))
    assert shown_in(before)["Health"] == 12
    assert not worked_out([before], after)
    assert shown_in(after)["total"] == 46  # 36 would give Police away


def test_a_contradiction_after_an_erasure_does_not_stop_a_release():
    releases = released(
        a_draft({"Council": 40, "Health": 12, "Police": 3}),
        a_draft({"Council": 20, "Health": 12, "Police": 3}, on=1),
        a_draft({"Council": 60, "Health": 30, "Police": 3}, on=2),
    )
    assert not worked_out(releases[:-1], releases[-1])
    assert shown_in(releases[-1])["Police"] is None


@pytest.mark.parametrize("unlisted", [0, 7, 25])
@settings(deadline=None, max_examples=25)
@given(
    first=st.lists(st.integers(0, 30), min_size=1, max_size=5),
    growth=st.lists(st.lists(st.integers(0, 14), min_size=5, max_size=5), max_size=3),
)
def test_nothing_withheld_can_be_worked_out_over_time(
    unlisted: int, first: list[int], growth: list[list[int]]
):
    agencies, drafts = first, [first]
    for step in growth:
        agencies = [n + more for n, more in zip(agencies, step, strict=False)]
        drafts.append(agencies)
    releases: list[Release] = []
    for on, numbers in enumerate(drafts):
        named = {f"Agency {i}": n for i, n in enumerate(numbers)}
        new = prepare(a_draft(named, on, unlisted), releases, MINIMUM, on + 1)
        assert not worked_out(releases, new)
        assert all(cell.n is None or cell.n >= MINIMUM for cell in new.cells)
        releases.append(new)
    shown = [cell for release in releases for cell in release.cells if cell.key == total_of()]
    assert all(cell.n is not None or sum(first) + unlisted < MINIMUM for cell in shown[:1])
