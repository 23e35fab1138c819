"""Charts that the spreadsheet draws from its own cells, so that a bar can be traced to its figure.

Every chart has the same text alternative as its counterpart in the report.
"""

from typing import Any

from xlsxwriter.utility import xl_range_formula  # pyright: ignore[reportMissingTypeStubs]

from bot.documents.alt_text import indicator_in_words, profile_in_words
from bot.documents.formula_guard import caption
from bot.documents.workbook import Workbook, WorkbookSheet
from surveys.impact.summary import Indicator, OutcomeResult, Summary

_SHARE, _NAME, _BELOW, _ABOVE = 10, 23, 24, 25  # columns of the sheet of levels
_INDICATOR_HEADS = (
    "Outcome",
    "Indicator",
    "Title",
    "Period",
    "Value",
    "Mean",
    "Lower limit",
    "Upper limit",
    "Baseline",
    "Signals",
)
_PALE_LINES = {"visible": True, "line": {"color": "#D9DCDE", "width": 0.5}}


def level_profile(sheet: WorkbookSheet, outcome: OutcomeResult, rows: tuple[int, int]) -> None:
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


def _cells(sheet: WorkbookSheet, rows: tuple[int, int], column: int) -> str:
    """Return the cells of a column as error bars refer to them."""
    return "=" + str(xl_range_formula(sheet.name, rows[0], column, rows[1], column))


def indicators(workbook: Workbook, summary: Summary) -> None:
    """Write the sheet of indicators: every point, mean and limits, then a chart for each."""
    sheet = workbook.sheet("Indicators", (10, 22, 40, 14, 12, 12, 12, 12, 14, 50))
    sheet.heads(_INDICATOR_HEADS)
    every = ((outcome.ref, one) for outcome in summary.outcomes for one in outcome.indicators)
    shown = [(ref, indicator) for ref, indicator in every if indicator.points]
    places = [_points(sheet, ref, indicator) for ref, indicator in shown]
    if not shown:
        sheet.line([None, None, "No indicator is part of the evidence."])
    for (ref, indicator), place in zip(shown, places, strict=True):
        _xmr(sheet, ref, indicator, place)


def _points(sheet: WorkbookSheet, ref: str, indicator: Indicator) -> tuple[int, int]:
    first = sheet.row
    low, high = indicator.limits or (None, None)
    for place, (on, value) in enumerate(indicator.points):
        signals = "; ".join(indicator.signals) if place == 0 else None
        names = (ref, indicator.indicator, indicator.title)
        figures = (value, indicator.centre, low, high)
        sheet.line([*names, on, *figures, place < indicator.baseline_points, signals])
    return first, sheet.row - 1


def _xmr(sheet: WorkbookSheet, ref: str, indicator: Indicator, rows: tuple[int, int]) -> None:
    chart: Any = sheet.workbook.book.add_chart({"type": "line"})
    lines: list[tuple[str, int, dict[str, Any]]] = [
        ("Value", 4, {"color": "#1D4F91", "width": 1.5}),
        ("Mean", 5, {"color": "#0B0C0C", "width": 1.25}),
        ("Lower limit", 6, {"color": "#505A5F", "width": 1.25, "dash_type": "dash"}),
        ("Upper limit", 7, {"color": "#505A5F", "width": 1.25, "dash_type": "dash"}),
    ]
    for name, column, line in lines:
        marker = {"type": "circle", "size": 5} if name == "Value" else {"type": "none"}
        chart.add_series(
            {
                "name": name,
                "categories": sheet.area(*rows, 3),
                "values": sheet.area(*rows, column),
                "line": line,
                "marker": marker,
            }
        )
    chart.set_title({"name": caption(f"{indicator.title} ({ref})"), "name_font": {"size": 12}})
    chart.set_x_axis({"date_axis": True, "num_format": "mmm yyyy", "label_position": "low"})
    chart.set_y_axis({"major_gridlines": _PALE_LINES})
    chart.set_legend({"position": "bottom"})
    sheet.chart(chart, 18, indicator_in_words(indicator))
