"""CSV is one tidy table that spreadsheets open without harm."""

from bot.documents import write
from bot.documents.tidy_row import COLUMNS
from tests.bot.documents import reading
from tests.builders.summaries import (
    FORMULA,
    MARKUP,
    a_hostile_summary,
    a_summary,
    a_summary_of_every_label,
)
from tests.builders.summary_parts import NO_START, a_level, an_estimate, an_outcome


def _find(rows, **wanted):
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def test_csv_begins_with_a_byte_order_mark_and_its_columns():
    drawn = write(a_summary(), "csv")
    assert drawn.startswith(b"\xef\xbb\xbf")
    assert tuple(reading.table(drawn)[0]) == COLUMNS


def test_csv_gives_back_the_figures_of_a_source():
    rows = reading.table(write(a_summary(), "csv"))
    found = _find(rows, section="sources", outcome="O1", level="practice", source="supervisor")
    figures = {row["measure"]: row["value"] for row in found}
    assert (figures["n"], figures["favourable"], figures["proportion"]) == ("12", "9", "0.75")
    assert (figures["interval_low"], figures["interval_high"]) == ("0.468", "0.911")
    start = ("starting_point_kind", "starting_point_proportion", "starting_point_n")
    assert [figures[name] for name in start] == ["counted", "0.6", "40"]
    difference = ("difference_value", "difference_interval_low", "difference_interval_high")
    assert [figures[name] for name in difference] == ["0.156098", "-0.045", "0.342"]


def test_csv_leaves_a_withheld_figure_empty_and_says_why():
    rows = reading.table(write(a_summary(), "csv"))
    (found,) = _find(
        rows, section="sources", outcome="O1", level="experience", source="child", measure="n"
    )
    assert (found["value"], found["status"]) == ("", "withheld (small numbers)")


def test_csv_gives_back_what_was_put_first_and_how_many_answered():
    rows = _find(reading.table(write(a_summary(), "csv")), section="described")
    asks = "What would help you most?"
    assert [(row["group"], row["value"], row["status"]) for row in rows] == [
        (asks, "48", ""),
        (f"{asks}: A checklist", "31", ""),
        (f"{asks}: More time", "", "withheld (small numbers)"),
    ]
    assert {(row["source"], row["measure"]) for row in rows} == {("frontline", "people")}


def test_a_negative_number_stays_a_number():
    rows = reading.table(write(a_summary(), "csv"))
    found = _find(rows, section="sources", measure="difference_interval_low")
    assert {row["value"] for row in found} == {"-0.045"}


def test_a_level_has_no_label_and_a_source_without_a_start_no_direction():
    bare = an_estimate(starting_point=NO_START, difference=None, direction=None)
    outcome = an_outcome(levels=[a_level(sources=[bare])])
    rows = reading.table(write(a_summary(outcomes=[outcome]), "csv"))
    labelled = {row["section"] for row in _find(rows, measure="label")}
    assert labelled == {"first_page", "history", "outcome"}
    [direction] = _find(rows, section="sources", measure="direction")
    assert (direction["value"], direction["status"]) == ("", "")
    assert not [row for row in rows if row["measure"].startswith("difference_") and row["source"]]


def test_what_was_changed_is_there_with_both_values():
    rows = _find(reading.table(write(a_summary(), "csv")), section="changes")
    assert [(row["group"], row["on"], row["measure"], row["value"]) for row in rows] == [
        ("start date", "2026-01-05", "from", "1 September 2025"),
        ("start date", "2026-01-05", "to", "1 October 2025"),
    ]


def test_the_label_at_the_end_of_each_wave_is_there_for_the_action_and_its_outcomes():
    rows = _find(reading.table(write(a_summary(), "csv")), section="history")
    assert [(row["outcome"], row["on"], row["value"]) for row in rows] == [
        ("", "2026-03-17", "contradicted"),
        ("O1", "2026-03-17", "contradicted"),
        ("O2", "2026-03-17", "insufficient"),
    ]


def test_two_planned_pieces_of_one_source_are_kept_apart():
    plan = an_outcome().plan[0]
    other = plan.model_copy(update={"indicator": "follow-up-3-months", "baseline": 0.4})
    outcome = an_outcome(plan=[plan, other])
    rows = reading.table(write(a_summary(outcomes=[outcome]), "csv"))
    found = _find(rows, section="plan", measure="baseline")
    assert {row["group"]: row["value"] for row in found} == {
        "follow-up-6-weeks": "0.6",
        "follow-up-3-months": "0.4",
    }


def test_no_cell_of_the_csv_begins_like_a_formula():
    for row in reading.table(write(a_hostile_summary(FORMULA), "csv")):
        for cell in row.values():
            assert not cell.startswith(("=", "+", "@", "\t", "\r", "\n"))


def test_markup_stands_in_the_csv_as_it_was_written():
    rows = reading.table(write(a_hostile_summary(MARKUP), "csv"))
    assert [row["value"] for row in _find(rows, measure="quote")] == [MARKUP]


def test_every_label_is_in_the_csv():
    rows = reading.table(write(a_summary_of_every_label(), "csv"))
    assert len({row["value"] for row in _find(rows, section="outcome", measure="label")}) == 8
