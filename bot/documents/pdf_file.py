"""The summary as a report for people: a tagged PDF/UA-1 that starts with the first page.

The words come from `report`, the look from `report.typ`.
"""

from bot.documents import typesetting
from bot.documents.blocks import drawable
from bot.documents.report import report
from surveys.impact.summary.structure import Summary


def write(summary: Summary) -> bytes:
    """Return the report as PDF; the same summary gives the same bytes."""
    return typesetting.pdf("report.typ", drawable(report(summary)))
