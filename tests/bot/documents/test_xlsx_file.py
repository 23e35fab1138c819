"""The workbook holds typed cells, no formula, and charts that the spreadsheet draws."""

import io
import re
import zipfile
from datetime import datetime

import openpyxl
import pytest

from bot.documents import wide_tables, write
from bot.documents.sheet_words import SHEETS, SHORTHAND
from bot.documents.tidy_row import Row
from tests.bot.documents import reading
from tests.builders.summaries import FORMULA, MARKUP, a_hostile_summary, a_summary
from tests.builders.summary_parts import NO_START, a_level, an_estimate, an_outcome

AUDIT = "Multi-agency audit"


@pytest.fixture(scope="module")
def book(workbook):
    return openpyxl.load_workbook(io.BytesIO(workbook))


def _rows(book, sheet):
    heads, *rows = book[sheet].iter_rows(values_only=True)
    return [dict(zip(heads, row, strict=True)) for row in rows]


def _source(book, name):
    return next(row for row in _rows(book, "Sources") if row["Source"] == name)


def test_the_sheets_stand_in_the_order_of_the_questions(book):
    names = [sheet.name for sheet in SHEETS.values()]
    charts = ["Chart of levels", "Chart of indicators"]
    assert book.sheetnames == ["Cover", *names, *charts, "Dictionary"]


def test_every_sheet_is_one_table_that_filters_freezes_and_prints(book):
    for sheet in book:
        assert sheet.auto_filter.ref == sheet.dimensions
        assert sheet.freeze_panes == "A2"
        assert sheet.print_title_rows == "$1:$1"
        assert (sheet.page_setup.fitToWidth or 1, sheet.page_setup.fitToHeight) == (1, 0)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert not sheet.merged_cells.ranges
        assert all(any(cell is not None for cell in row) for row in sheet.values)
        heads = [cell.value for cell in sheet[1]]
        assert all(heads)
        assert len(heads) == len(set(heads))


def test_the_cover_says_who_when_by_which_model_and_what_each_sheet_holds(book):
    told = dict(book["Cover"].iter_rows(values_only=True))
    assert told["Impact summary"] == "Northshire Safeguarding Children Partnership"
    assert told["As at"] == datetime.fromisoformat("2026-03-31")
    assert told["Model"] == "Version 2, minimum group 10"
    assert {f"Sheet “{name}”" for name in book.sheetnames} - told.keys() == {"Sheet “Cover”"}


def test_the_cover_explains_every_shorthand_and_the_cells_use_no_other(book):
    told = dict(book["Cover"].iter_rows(values_only=True))
    assert set(SHORTHAND) <= told.keys()
    cells = [
        cell for sheet in book if sheet.title != "Cover" for row in sheet.values for cell in row
    ]
    used = {part for cell in cells for part in re.findall(r"^\[\w+\]", str(cell))}
    assert used == set(SHORTHAND)


def test_a_figure_that_is_not_there_says_why(book):
    child, audit = (_source(book, name) for name in ("Children and young people", AUDIT))
    assert (child["n"], child["Share"], child["Planned change"]) == ("[c]", "[c]", "[z]")
    assert (child["Starting point"], child["Share before"]) == ("none", "[z]")
    assert (audit["n"], audit["Eligible (N)"], audit["Response rate"]) == (30, "[x]", "[x]")


def test_a_source_without_a_starting_point_has_no_difference_and_no_direction():
    bare = an_estimate(starting_point=NO_START, difference=None, direction=None)
    starts = an_estimate("child")
    level = a_level(sources=[bare, starts])
    told = write(a_summary(outcomes=[an_outcome(levels=[level])]), "xlsx")
    row = _source(openpyxl.load_workbook(io.BytesIO(told)), "Practitioners")
    assert (row["Share"], row["Starting point"]) == (31 / 41, "none")
    for name in ("Share before", "Difference", "Difference, 95 % low", "Direction"):
        assert row[name] == "[z]"


def test_what_a_source_withheld_of_an_indicator_keeps_its_own_symbol(book):
    values = {row["On"]: row["Value"] for row in _rows(book, "Indicator values")}
    assert values[datetime.fromisoformat("2025-10-01")] == 0.56
    assert values[datetime.fromisoformat("2025-11-01")] == "[c]"
    assert values[datetime.fromisoformat("2026-01-01")] == "[x]"


def test_notes_say_what_is_unsure_and_what_is_too_small_to_be_shown(book):
    frontline = next(r for r in _rows(book, "Sources") if r["Source"] == "Frontline staff")
    assert (frontline["Sufficient"], frontline["Notes"]) == ("no", "[u]")
    assert _rows(book, "Paired change")[0]["Notes"] == "[low] p (sign test)"


def test_a_new_figure_of_the_tidy_table_has_a_column_of_its_own(monkeypatch):
    place = Row("sources", "O1", "practice", "child", measure="never_seen", value=0.25)
    monkeypatch.setattr(wide_tables, "rows", lambda _summary: [place])
    found = {table.part: table for table in wide_tables.wide_tables(a_summary())}
    assert found["sources"].columns == ("outcome", "level", "source", "never_seen")
    assert list(found["sources"].rows) == [("O1", "Practice", "Children and young people", 0.25)]


def test_every_number_is_shown_as_what_it_is(book):
    kinds = {
        book["Sources"].cell(1, cell.column).value: cell.number_format
        for row in book["Sources"].iter_rows(min_row=2)
        for cell in row
        if isinstance(cell.value, int | float)
    }
    own = ("Share", "95 % low", "Response rate", "Planned change")
    change = ("Share before", "Difference", "Difference, 95 % low", "Difference, 95 % high")
    assert {kinds[name] for name in (*own, *change)} == {"0%"}
    assert (kinds["n"], kinds["Weight in the score"]) == ("#,##0", "General")


def test_a_joint_difference_is_shown_as_a_share_like_its_interval(book):
    heads, first, *_ = book["Joint difference"].iter_rows()
    shown = {
        head.value: (cell.value, cell.number_format)
        for head, cell in zip(heads, first, strict=True)
    }
    assert shown["Difference"] == (0.08, "0%")
    assert shown["Difference, 95 % low"] == (-0.02, "0%")


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
    drawn = reading.parts(write(a_hostile_summary("=Reach!A1"), "xlsx"))
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


def test_every_other_wave_has_a_sheet_and_says_its_part(book):
    waves = [tuple(row.values())[2:] for row in _rows(book, "Waves")]
    first, later = map(datetime.fromisoformat, ("2026-01-20", "2026-04-20"))
    assert waves[0] == ("Practitioners", "post-event", first, "no", 52, 0.62, 0.48, 0.74)
    assert waves[1] == ("Practitioners", "3 months", later, "no", *["[c]"] * 4)


def test_the_label_at_the_end_of_each_wave_has_a_sheet(book):
    labels = [(row["Outcome"], row["Label"]) for row in _rows(book, "Labels over time")]
    assert labels == [("all", "Contradicted"), ("O1", "Contradicted"), ("O2", "Insufficient")]


def test_what_was_changed_has_a_sheet_with_both_values(book):
    [row] = _rows(book, "Changes")
    assert (row["What"], row["From"], row["To"]) == (
        "start date",
        "1 September 2025",
        "1 October 2025",
    )


def test_reported_change_has_a_sheet_and_no_direction(book):
    row = _rows(book, "Reported change")[0]
    assert (row["Item"], row["n"], row["Reporting"]) == ("Has your practice changed?", 41, 18)
    assert "Direction" not in row


def test_a_level_has_no_label(book):
    assert "Label" not in _rows(book, "Levels")[0]


def test_what_was_put_first_has_a_sheet(book):
    shown = [(row["Question and answer"], row["People"]) for row in _rows(book, "Other questions")]
    assert shown == [
        ("What would help you most?", 48),
        ("What would help you most?: A checklist", 31),
        ("What would help you most?: More time", "[c]"),
    ]
