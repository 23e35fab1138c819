"""A summary with very many lines: the same cells, in memory that hardly grows with them."""

import tempfile
import tracemalloc
from pathlib import Path

import pytest

from bot.documents import wide_tables, write
from surveys.impact.summary.structure import Summary
from tests.bot.documents import reading
from tests.builders.summaries import a_summary
from tests.builders.summary_parts import an_item

LINES = 1_500


@pytest.fixture(scope="module")
def long_summary() -> Summary:
    """An action whose questions were asked in very many waves."""
    item = an_item()
    items = [item.model_copy(update={"wave": f"wave {number}"}) for number in range(LINES)]
    return a_summary(items=items)


def values_of(drawn: bytes) -> list[tuple[str, str, object]]:
    return [(one.parent.title, one.coordinate, one.value) for one in reading.cells(drawn)]


def peak_of(summary: Summary, fmt: str) -> tuple[int, bytes]:
    """The most memory, in bytes, that drawing took beside the summary itself."""
    write(a_summary(), fmt)  # what is loaded once is no part of it
    tracemalloc.start()
    try:
        drawn = write(summary, fmt)
        return tracemalloc.get_traced_memory()[1], drawn
    finally:
        tracemalloc.stop()


def test_a_long_csv_takes_little_more_memory_than_its_own_bytes(long_summary: Summary):
    peak, drawn = peak_of(long_summary, "csv")
    assert drawn.count(b"\r\n") > 5 * LINES
    assert peak < 1.5 * len(drawn)


def test_a_long_workbook_takes_less_than_half_of_the_memory_of_its_cells(
    long_summary: Summary, monkeypatch: pytest.MonkeyPatch
):
    in_memory, same = peak_of(long_summary, "xlsx")
    monkeypatch.setattr(wide_tables, "_LONG_TABLE", LINES - 1)
    peak, drawn = peak_of(long_summary, "xlsx")
    assert peak < in_memory / 2
    assert values_of(drawn) == values_of(same)


def test_a_long_workbook_is_the_same_each_time_and_leaves_no_file_behind(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    short = values_of(write(a_summary(), "xlsx"))
    monkeypatch.setattr(wide_tables, "_LONG_TABLE", 0)
    drawn = write(a_summary(), "xlsx")
    assert values_of(drawn) == short
    assert write(a_summary(), "xlsx") == drawn
    assert list(tmp_path.iterdir()) == []
