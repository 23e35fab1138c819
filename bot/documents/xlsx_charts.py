"""Charts that the spreadsheet draws from the cells above them, so that a bar can be traced.

Every chart has the same text alternative as its counterpart in the report.
"""

from collections.abc import Iterator, Sequence
from typing import Any

from xlsxwriter.utility import xl_range_formula  # pyright: ignore[reportMissingTypeStubs]

from bot.documents.chart_text import chart_in_words
from bot.documents.formula_guard import caption
from bot.documents.profile_text import ProfileLine, profile_in_words, profile_lines
from bot.documents.sheet_words import HIDDEN, UNKNOWN
from bot.documents.walks import Walks
from bot.documents.wording import LEVELS, named, source_title
from bot.documents.workbook import SHARE, Value, Workbook, WorkbookSheet
from surveys.impact.summary.outcome_parts import OutcomeResult
from surveys.impact.summary.structure import Summary
from surveys.impact.version_2.chart_parts import Chart
from surveys.impact.version_2.indicator_rows import SeriesKind

_LEVEL_HEADS = ("Outcome", "In the chart", "Share", "Interval below", "Interval above")
_NAME, _SHARE, _BELOW, _ABOVE = 1, 2, 3, 4  # columns of `_LEVEL_HEADS`
_XMR_HEADS = (
    "Outcome",
    "Indicator",
    "Period",
    "Value",
    "Mean before",
    "Lower limit",
    "Upper limit",
)
_PERIOD = 2  # column of `_XMR_HEADS`; those after it are lines of the chart
_LINES: Sequence[tuple[str, dict[str, Any]]] = (
    ("Value", {"color": "#1D4F91", "width": 1.5}),
    ("Mean before", {"color": "#0B0C0C", "width": 1.25}),
    ("Lower limit", {"color": "#505A5F", "width": 1.25, "dash_type": "dash"}),
    ("Upper limit", {"color": "#505A5F", "width": 1.25, "dash_type": "dash"}),
)
_PALE_LINES = {"visible": True, "line": {"color": "#D9DCDE", "width": 0.5}}

Rows = tuple[int, int]  # the first and the last row of a chart's cells


def levels(workbook: Workbook, summary: Summary) -> None:
    """Add the sheet of level profiles: a bar for each level and source, then the charts."""
    lines = [(outcome, profile_lines(outcome)) for outcome in summary.outcomes]
    cells = [_bar(outcome.ref, line) for outcome, some in lines for line in some]
    shown: dict[int, str] = {at: SHARE for at in (_SHARE, _BELOW, _ABOVE)}  # noqa: C420
    sheet = workbook.sheet("Chart of levels", _LEVEL_HEADS, cells, shown)
    for (outcome, some), rows in zip(lines, _places([len(some) for _, some in lines]), strict=True):
        if any(_share(line) is not None for line in some):
            _profile(sheet, outcome, rows)


def _places(lengths: Sequence[int]) -> list[Rows]:
    """Return the rows that parts of these lengths take, one below the other under the heads."""
    ends = [sum(lengths[: place + 1]) for place in range(len(lengths))]
    return [(end - length + 1, end) for length, end in zip(lengths, ends, strict=True)]


def _share(line: ProfileLine) -> float | None:
    return line.level.score if line.source is None else line.source.proportion


def _bar(outcome: str, line: ProfileLine) -> tuple[Value, ...]:
    level, share = named(LEVELS, line.level.level), _share(line)
    interval = (line.source or line.level).interval
    source = line.source
    name = source_title(source.source, source.title) if source else "level score"
    if share is None or interval is None:
        missing = HIDDEN if line.source and line.source.suppressed else UNKNOWN
        return outcome, f"{level}: {name}", missing if share is None else share, missing, missing
    return outcome, f"{level}: {name}", share, share - interval[0], interval[1] - share


def _profile(sheet: WorkbookSheet, outcome: OutcomeResult, rows: Rows) -> None:
    """Insert a bar for each level and source of an outcome, with 95 % intervals as error bars."""
    first, last = rows
    chart: Any = sheet.workbook.book.add_chart({"type": "bar"})
    chart.add_series(
        {
            "name": caption(f"{outcome.ref}: share favourable"),
            "categories": sheet.area(first, last, _NAME),
            "values": sheet.area(first, last, _SHARE),
            "fill": {"color": "#9DB8DC"},
            "gap": 60,
            "x_error_bars": {
                "type": "custom",
                "minus_values": _cells(sheet, rows, _BELOW),
                "plus_values": _cells(sheet, rows, _ABOVE),
            },
        }
    )
    title = caption(f"{outcome.ref}: share favourable, with 95 % interval")
    chart.set_title({"name": title, "name_font": {"size": 12}})
    chart.set_x_axis(
        {
            "min": 0,
            "max": 1,
            "num_format": "0%",
            "name": "Share favourable",
            "major_gridlines": _PALE_LINES,
        }
    )
    chart.set_y_axis({"reverse": True})
    chart.set_legend({"none": True})
    sheet.chart(chart, max(12, 2 * (last - first + 3)), profile_in_words(outcome))


def _cells(sheet: WorkbookSheet, rows: Rows, column: int) -> str:
    """Return the cells of a column as error bars refer to them."""
    return "=" + str(xl_range_formula(sheet.name, rows[0], column, rows[1], column))


def indicators(workbook: Workbook, summary: Summary) -> None:
    """Add the sheet of XmR charts: every value with mean and limits, then a chart for each.

    A period without a value has an empty cell, which the chart shows as a gap.
    """
    every = ((outcome.ref, one) for outcome in summary.outcomes for one in outcome.indicators)
    shown = [(ref, chart) for ref, chart in every if chart.points]
    cells = Walks(lambda: (line for ref, chart in shown for line in _points(ref, chart)))
    sheet = workbook.sheet("Chart of indicators", _XMR_HEADS, cells)
    places = _places([len(chart.points) for _, chart in shown])
    for (ref, chart), rows in zip(shown, places, strict=True):
        _xmr(sheet, ref, chart, rows)


def _points(ref: str, chart: Chart) -> Iterator[tuple[Value, ...]]:
    low, high = chart.limits or (None, None)
    return ((ref, chart.title, on, value, chart.centre, low, high) for on, value in chart.points)


def _xmr(sheet: WorkbookSheet, ref: str, chart: Chart, rows: Rows) -> None:
    drawn: Any = sheet.workbook.book.add_chart({"type": "line"})
    for column, (name, line) in enumerate(_LINES, start=_PERIOD + 1):
        marker = {"type": "circle", "size": 5} if name == "Value" else {"type": "none"}
        drawn.add_series(
            {
                "name": name,
                "categories": sheet.area(*rows, _PERIOD),
                "values": sheet.area(*rows, column),
                "line": line,
                "marker": marker,
            }
        )
    drawn.set_title({"name": caption(f"{chart.title} ({ref})"), "name_font": {"size": 12}})
    drawn.set_x_axis({"date_axis": True, "num_format": "mmm yyyy", "label_position": "low"})
    shown = {"num_format": SHARE} if chart.kind is SeriesKind.SHARE else {}
    drawn.set_y_axis({"major_gridlines": _PALE_LINES, **shown})
    drawn.set_legend({"position": "bottom"})
    drawn.show_blanks_as("gap")
    sheet.chart(drawn, 18, chart_in_words(chart))
