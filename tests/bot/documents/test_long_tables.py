"""A summary with very many lines: the same cells, in memory that hardly grows with them."""

import io
import tempfile
import tracemalloc
from pathlib import Path

import openpyxl
import pytest

from bot.documents import parquet_file, wide_tables, workbook, write
from surveys.impact.summary.structure import Summary
from tests.bot.documents import reading
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import an_item

FEW, MANY = 200, 2_000
ROOM = 400_000  # bytes: lines that are all held take 2,000,000 more


def a_long_summary(lines: int) -> Summary:
    """An action whose questions were asked in very many waves."""
    item = an_item()
    items = [item.model_copy(update={"wave": f"wave {number:06}"}) for number in range(lines)]
    return a_summary(items=items)


def values_of(drawn: bytes) -> list[tuple[str, str, object]]:
    return [(one.parent.title, one.coordinate, one.value) for one in reading.cells(drawn)]


def looks_of(drawn: bytes) -> dict[str, tuple[object, ...]]:
    """How each sheet looks: its columns, its height of rows, what stays, filters and prints."""
    book = openpyxl.load_workbook(io.BytesIO(drawn))
    return {
        sheet.title: (
            {letter: column.width for letter, column in sheet.column_dimensions.items()},
            [
                sheet.row_dimensions[row].height or sheet.sheet_format.defaultRowHeight
                for row in range(1, sheet.max_row + 1)
            ],
            sheet.freeze_panes,
            sheet.auto_filter.ref,
            sheet.print_title_rows,
            (sheet.page_setup.orientation, sheet.page_setup.paperSize, sheet.page_setup.fitToWidth),
        )
        for sheet in book
    }


def peak_of(summary: Summary, fmt: str) -> tuple[int, bytes]:
    """The most memory, in bytes, that drawing took beside the summary itself."""
    write(a_summary(), fmt)  # what is loaded once is no part of it
    tracemalloc.start()
    try:
        drawn = write(summary, fmt)
        return tracemalloc.get_traced_memory()[1], drawn
    finally:
        tracemalloc.stop()


@pytest.fixture
def little_is_held(monkeypatch: pytest.MonkeyPatch):
    """Hold as little in memory as a summary of 200 lines has, in place of 20,000 rows."""
    for place in ((wide_tables, "_HELD"), (parquet_file, "_HELD"), (workbook, "_FIRST")):
        monkeypatch.setattr(*place, 100)


@pytest.mark.usefixtures("little_is_held")
@pytest.mark.parametrize("fmt", ["csv", "xlsx", "parquet"])
def test_ten_times_as_many_lines_take_no_more_memory_than_their_own_bytes(fmt: str):
    few, short = peak_of(a_long_summary(FEW), fmt)
    many, long = peak_of(a_long_summary(MANY), fmt)
    assert many - few < 1.5 * (len(long) - len(short)) + ROOM


def test_a_workbook_that_holds_little_has_the_same_cells_and_columns(
    request: pytest.FixtureRequest,
):
    held = write(a_long_summary(FEW), "xlsx")
    request.getfixturevalue("little_is_held")
    drawn = write(a_long_summary(FEW), "xlsx")
    assert drawn != held
    assert values_of(drawn) == values_of(held)
    assert looks_of(drawn) == looks_of(held)


def test_a_long_workbook_is_the_same_each_time_and_leaves_no_file_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    short = values_of(write(a_summary(), "xlsx"))
    monkeypatch.setattr(wide_tables, "_HELD", 0)
    drawn = write(a_summary(), "xlsx")
    assert values_of(drawn) == short
    assert write(a_summary(), "xlsx") == drawn
    assert list(tmp_path.iterdir()) == []
