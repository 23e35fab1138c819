"""CSV is one tidy table that spreadsheets open without harm."""

from bot.documents import write
from bot.documents.tidy_table import COLUMNS
from tests.bot.documents import reading
from tests.builders.summaries import (
    FORMULA,
    MARKUP,
    a_hostile_summary,
    a_summary,
    a_summary_of_every_label,
)


def _find(rows, **wanted):
    return [row for row in rows if all(row[name] == value for name, value in wanted.items())]


def test_csv_begins_with_a_byte_order_mark_and_its_columns():
    drawn = write(a_summary(), "csv")
    assert drawn.startswith(b"\xef\xbb\xbf")
    assert tuple(reading.table(drawn)[0]) == COLUMNS


def test_csv_gives_back_the_figures_of_a_source():
    rows = reading.table(write(a_summary(), "csv"))
    found = _find(rows, section="levels", outcome="O1", level="practice", source="supervisor")
    figures = {row["measure"]: row["value"] for row in found}
    assert (figures["n"], figures["favourable"], figures["proportion"]) == ("12", "9", "0.75")
    assert (figures["interval_low"], figures["interval_high"]) == ("0.468", "0.911")


def test_csv_leaves_a_withheld_figure_empty_and_says_why():
    rows = reading.table(write(a_summary(), "csv"))
    (found,) = _find(
        rows, section="levels", outcome="O1", level="experience", source="child", measure="n"
    )
    assert (found["value"], found["status"]) == ("", "withheld (small numbers)")


def test_a_negative_number_stays_a_number():
    rows = reading.table(write(a_summary(), "csv"))
    assert "-0.05" in {row["value"] for row in _find(rows, section="indicators", measure="point")}


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
