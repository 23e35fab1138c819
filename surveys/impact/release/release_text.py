"""A release as text and back: cells one after the other, tables by the places of their cells."""

import json
from collections.abc import Sequence
from dataclasses import astuple
from datetime import date
from typing import Any, cast

from surveys.impact.release.cells import Cell, CellKey, CellTable, Release


def to_text(release: Release) -> str:
    """Return the cells and tables of a release as JSON; the same release is the same text."""
    place = {cell.key: i for i, cell in enumerate(release.cells)}
    tables = [
        [place[table.total], [place[row] for row in table.rows], table.complete]
        for table in release.tables
    ]
    cells = [_listed(cell) for cell in release.cells]
    return json.dumps({"cells": cells, "tables": tables}, separators=(",", ":"))


def from_text(text: str, number: int, as_at: date) -> Release:
    """Return the release that was written as text."""
    written: dict[str, Any] = json.loads(text)
    cells = tuple(_cell(listed) for listed in written["cells"])
    tables = tuple(_table(listed, cells) for listed in written["tables"])
    return Release(number, as_at, cells, tables)


def _listed(cell: Cell) -> list[object]:
    figures = (cell.n, cell.favourable, cell.outside)
    return [*astuple(cell.key), *figures, cell.as_of.isoformat(), cell.given_in, cell.true_since]


def _cell(listed: Sequence[Any]) -> Cell:
    *key, n, favourable, outside, as_of, given_in, true_since = listed
    figures = (n, favourable, outside)
    return Cell(CellKey(*key), *figures, date.fromisoformat(as_of), given_in, true_since)


def _table(listed: Sequence[Any], cells: Sequence[Cell]) -> CellTable:
    keys = [cell.key for cell in cells]
    total, rows, complete = cast(tuple[int, list[int], bool], tuple(listed))
    return CellTable(keys[total], tuple(keys[row] for row in rows), complete)
