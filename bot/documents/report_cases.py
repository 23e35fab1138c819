"""The section of a report about the cases of audits: who chose and read them, and what for."""

from collections.abc import Iterable

from bot.documents import blocks
from bot.documents.blocks import Block, Cell
from bot.documents.report_sources import Columns, Placed, name_of, placed_in
from bot.documents.wording import NONE
from surveys.impact.summary.structure import Summary

_CASES: Columns = (
    ("Level and source", 1.5),
    ("Cases", 1),
    ("Read by", 1.2),
    ("Note", 2.5),
)


def cases(summary: Summary) -> Block:
    """Return who chose and read the cases of each audit, with the note typed at import."""
    rows = [
        row
        for outcome in summary.outcomes
        for placed in placed_in(outcome)
        if (row := _case_row(outcome.ref, placed))
    ]
    return blocks.table("Who chose and read the cases of audits", _CASES, rows)


def _case_row(ref: str, placed: Placed) -> tuple[Cell, ...] | None:
    source = placed[1]
    if "audit" not in source.source and not source.notes:
        return None
    return (
        f"{ref}, {name_of(placed)}",
        _or_not_recorded(source.selection),
        _or_not_recorded(source.read_by),
        " ".join(source.notes) or NONE,
    )


def _or_not_recorded(texts: Iterable[str]) -> str:
    return ", ".join(texts) or "not recorded"
