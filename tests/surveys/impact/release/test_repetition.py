"""What was given out is repeated until enough new people have answered."""

from dataclasses import replace

from surveys.impact.release.cells import CellKey, Count, Draft
from tests.surveys.impact.release.drafts import (
    a_draft,
    cell_in,
    day,
    released,
    row_of,
    shown_in,
    total_of,
)

KEY = CellKey("A1", "O1", "practice", "practitioner", "follow-up")


def _source(n: int, favourable: int, on: int) -> Draft:
    return Draft(day(on), {KEY: Count(n, favourable, 1)})


def test_a_figure_is_repeated_until_ten_new_people_have_answered():
    releases = released(_source(30, 20, 0), _source(39, 29, 1), _source(40, 29, 2))
    cells = [cell_in(release, KEY) for release in releases]
    assert [(c.n, c.favourable, c.outside) for c in cells] == [
        (30, 20, 1),
        (30, 20, 1),
        (40, 29, 1),
    ]
    assert [cell.as_of for cell in cells] == [day(0), day(0), day(2)]


def test_a_correction_without_new_people_is_repeated_too():
    before, after = released(_source(30, 20, 0), _source(30, 12, 1))
    assert cell_in(after, KEY) == replace(cell_in(before, KEY), true_since=1)


def test_a_figure_never_comes_within_ten_of_any_that_was_given_out():
    releases = released(_source(30, 20, 0), _source(45, 20, 1), _source(33, 20, 2))
    assert cell_in(releases[-1], KEY).n == 45


def test_a_figure_that_fell_under_the_minimum_is_withheld():
    assert cell_in(released(_source(19, 10, 0), _source(9, 5, 1))[-1], KEY).n is None


def test_an_agency_with_few_new_answers_keeps_the_others_as_they_were():
    before, after = released(
        a_draft({"Council": 40, "Health": 20, "Police": 15}),
        a_draft({"Council": 60, "Health": 40, "Police": 16}, on=1),
    )
    assert shown_in(before) == {"total": 75, "Council": 40, "Health": 20, "Police": 15}
    assert shown_in(after) == {"total": 116, "Council": 40, "Health": 20, "Police": 15}
    assert cell_in(after, row_of("Police")).as_of == day(0)
    assert cell_in(after, total_of()).as_of == day(1)


def test_agencies_with_enough_new_answers_or_none_are_shown_as_they_are():
    _, after = released(
        a_draft({"Council": 40, "Health": 20, "Police": 15}),
        a_draft({"Council": 60, "Health": 30, "Police": 15}, on=1),
    )
    assert shown_in(after) == {"total": 105, "Council": 60, "Health": 30, "Police": 15}


def test_a_released_date_gives_what_was_given_out_then():
    first, _, again = released(
        a_draft({"Council": 40, "Health": 20}),
        a_draft({"Council": 60, "Health": 40}, on=5),
        a_draft({"Council": 41, "Health": 20}),
    )
    assert shown_in(again) == shown_in(first)


def test_after_an_old_date_the_newest_figures_go_on():
    releases = released(
        a_draft({"Council": 40, "Health": 20}),
        a_draft({"Council": 60, "Health": 40}, on=5),
        a_draft({"Council": 40, "Health": 20}),
        a_draft({"Council": 61, "Health": 40}, on=6),
    )
    assert shown_in(releases[-1]) == {"total": 100, "Council": 60, "Health": 40}


def test_an_agency_that_joins_meanwhile_holds_nobody_up():
    releases = released(
        a_draft({"Council": 40, "Health": 20}),
        a_draft({"Council": 40, "Health": 20, "Police": 9}, on=1),
        a_draft({"Council": 40, "Health": 20, "Police": 9, "School": 1}, on=2),
    )
    assert [shown_in(release)["total"] for release in releases] == [60, 60, 70]
