"""The summary as a workbook: a cover, a sheet for each part of the tidy table, charts, dictionary.

A withheld figure is shorthand that the cover explains, never a number; charts leave it out.
"""

from collections.abc import Mapping

from bot.documents import xlsx_charts
from bot.documents.dictionary import TERMS
from bot.documents.sheet_words import SHEETS, SHORTHAND, head
from bot.documents.wide_tables import CHANCES, IN_OWN_UNIT, SHARES, WideTable, wide_tables
from bot.documents.workbook import CHANCE, SHARE, Value, Workbook
from surveys.impact.summary.structure import Summary

_SHOWN: Mapping[str, str] = {**dict.fromkeys(SHARES, SHARE), **dict.fromkeys(CHANCES, CHANCE)}


def write(summary: Summary) -> bytes:
    """Return the workbook as XLSX; shares are numbers 0-1 shown in per cent, dates are dates."""
    tables = wide_tables(summary)
    workbook = Workbook(
        f"Impact summary: {summary.action.title}",
        summary.partnership.name,
        is_long=any(table.is_long for table in tables),
    )
    workbook.sheet("Cover", ("Impact summary", summary.partnership.name), _cover(summary))
    for table in tables:
        _part(workbook, table)
    xlsx_charts.levels(workbook, summary)
    xlsx_charts.indicators(workbook, summary)
    workbook.sheet("Dictionary", ("Term", "What it means"), TERMS)
    return workbook.done()


def _cover(summary: Summary) -> list[tuple[str, Value]]:
    """Return what the workbook is about, what its sheets hold, and how to read a cell."""
    model = summary.model
    return [
        ("Partnership", summary.partnership.name),
        ("Action", f"{summary.action.ref}: {summary.action.title}"),
        ("As at", summary.as_at),
        ("Model", f"Version {model.version}, minimum group {model.minimum_group}"),
        ("How to read it", "One table on each sheet. Shares are shown in per cent."),
        ("Where there is no figure", "The cell has shorthand, explained here. It is never nought."),
        *SHORTHAND.items(),
        *((f"Sheet “{sheet.name}”", sheet.holds) for sheet in SHEETS.values()),
        ("Sheet “Chart of levels”", "Each outcome's level profile, and its figures."),
        ("Sheet “Chart of indicators”", "The XmR charts, and their figures."),
        ("Sheet “Dictionary”", "What each term and figure means."),
    ]


def _part(workbook: Workbook, table: WideTable) -> None:
    sheet = SHEETS[table.part]
    columns = () if table.part in IN_OWN_UNIT else table.columns
    shown = {at: _SHOWN[name] for at, name in enumerate(columns) if name in _SHOWN}
    heads = [sheet.group if name == "group" else head(name) for name in table.columns]
    workbook.sheet(sheet.name, heads, table.rows, shown, sheet.otherwise)
