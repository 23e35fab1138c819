"""The workbook holds typed cells, no formula, and charts that the spreadsheet draws."""

import io
import re
import zipfile

import openpyxl
import pytest

from bot.documents import write
from tests.bot.documents import reading
from tests.builders.summaries import FORMULA, MARKUP, a_hostile_summary, a_summary
from tests.builders.summary_parts import an_outcome


def test_the_sheets_stand_in_the_order_of_the_questions(workbook):
    assert openpyxl.load_workbook(io.BytesIO(workbook)).sheetnames == [
        "First page",
        "Levels",
        "Triangulation",
        "Who answered",
        "Voices",
        "Indicators",
        "Barriers",
        "Methods",
    ]


@pytest.mark.parametrize(
    "text", [FORMULA, "＝1+1", "@SUM(A1)", "\t=1", "https://example.org", "0123"]
)
def test_no_cell_is_a_formula_a_link_or_a_guessed_number(text):
    drawn = write(a_hostile_summary(text), "xlsx")
    assert not [cell for cell in reading.cells(drawn) if cell.data_type == "f" or cell.hyperlink]
    assert not [cell for cell in reading.cells(drawn) if cell.value == 123]


def test_text_like_a_formula_is_neutralised_as_in_csv():
    assert f"'{FORMULA}" in {
        cell.value for cell in reading.cells(write(a_hostile_summary(FORMULA), "xlsx"))
    }


def test_a_chart_title_is_never_a_reference_to_a_cell():
    drawn = reading.parts(write(a_hostile_summary("=Levels!A1"), "xlsx"))
    titles = [
        title
        for name, part in drawn.items()
        if name.startswith("xl/charts/chart")
        for title in re.findall(r"<c:title>.*?</c:title>", part.decode())
    ]
    assert titles
    assert not [title for title in titles if "<c:f>" in title]


def test_markup_stands_in_the_workbook_as_it_was_written():
    assert MARKUP in {
        cell.value for cell in reading.cells(write(a_hostile_summary(MARKUP), "xlsx"))
    }


def test_bars_have_their_intervals_as_error_bars(workbook):
    charts = [
        part.decode()
        for name, part in reading.parts(workbook).items()
        if name.startswith("xl/charts/chart")
    ]
    bars = [chart for chart in charts if "<c:barChart>" in chart]
    assert len(bars) == 2
    assert all("<c:errBars>" in chart for chart in bars)


def test_an_indicator_is_a_line_with_its_mean_and_limits(workbook):
    charts = [
        part.decode()
        for name, part in reading.parts(workbook).items()
        if name.startswith("xl/charts/chart")
    ]
    (line,) = [chart for chart in charts if "<c:lineChart>" in chart]
    assert line.count("<c:ser>") == 4


def test_every_chart_has_a_text_alternative(workbook):
    drawings = [
        part.decode()
        for name, part in reading.parts(workbook).items()
        if name.startswith("xl/drawings/draw")
    ]
    assert sum(drawing.count('descr="Level profile of ') for drawing in drawings) == 2
    assert sum(drawing.count('descr="XmR chart of ') for drawing in drawings) == 1


def test_a_proportion_is_a_number_and_a_withheld_one_is_words(workbook):
    sheet = openpyxl.load_workbook(io.BytesIO(workbook))["Levels"]
    rows = {(row[0].value, row[1].value, row[2].value): row for row in sheet.iter_rows(min_row=2)}
    assert rows["O1", "Practice", "Supervisors"][10].value == 0.75
    assert (
        rows["O1", "Experience", "Children and young people"][10].value
        == "withheld (small numbers)"
    )


def test_no_part_of_the_workbook_bears_the_hour_it_was_made():
    with zipfile.ZipFile(io.BytesIO(write(a_summary(), "xlsx"))) as book:
        assert {entry.date_time[0] for entry in book.infolist()} == {1980}
        assert b"2000-01-01T00:00:00Z" in book.read("docProps/core.xml")


def test_a_sheet_with_nothing_in_it_says_so():
    empty = a_summary(voices=[], barriers=[], outcomes=[an_outcome(indicators=[])])
    told = {cell.value for cell in reading.cells(write(empty, "xlsx"))}
    assert {
        "No words have been released for publication.",
        "No indicator is part of the evidence.",
        "No question about barriers has been asked.",
    } <= told


def test_earlier_waves_stand_below_the_current_figures():
    [sheet] = [
        s
        for s in openpyxl.load_workbook(io.BytesIO(write(a_summary(), "xlsx")))
        if s.title == "Levels"
    ]
    told = [tuple(cell.value for cell in row[2:7]) for row in sheet.iter_rows()]
    waves = [(row[0], row[1], *row[3:]) for row in told]
    assert ("Practitioners", "post-event", 52, 0.62) in waves
    assert (
        "Practitioners",
        "3 months",
        "withheld (small numbers)",
        "withheld (small numbers)",
    ) in waves
