"""One running import: whose records it writes, its problems so far, and notes for its report."""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from storage import tables as t
from storage.imports.merge import Key, Merged
from surveys.records.rows import Record
from surveys.records.sheet import ImportRefused, RowProblem


def slug_of(name: str) -> str:
    """Return the short name of a partnership, as used in addresses and commands."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def folded(name: str) -> str:
    """Return a name in the form for comparison: case and white space make no difference."""
    return " ".join(name.split()).casefold()


def given(row: Record, *left_out: str) -> dict[str, Any]:
    """Return the columns that the file had, except those named."""
    names = (name for name in type(row).model_fields if name in row.model_fields_set)
    return {name: getattr(row, name) for name in names if name not in left_out}


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """Rows of the file by outcome, the partnerships written to, and the events affected."""

    created: int
    changed: int
    unchanged: int
    partnerships: frozenset[int]
    event_ids: tuple[int, ...] = ()
    planned: frozenset[tuple[int, int]] = frozenset()  # partnership, action: of outcomes only
    new: tuple[str, ...] = ()  # e-mails, of people only
    differing: tuple[str, ...] = ()
    not_named: tuple[int, ...] = ()  # people of these partnerships whom the file does not name


def written(
    keys: Iterable[Key], merged: Merged, partnerships: Iterable[int], also: frozenset[Key]
) -> ImportCounts:
    """Count the rows of a file; a row in `also` has changed in another table."""
    rows = list(keys)
    created = sum(key in merged.created for key in rows)
    differing = (merged.changed | also) - merged.created
    changed = sum(key in differing for key in rows)
    return ImportCounts(created, changed, len(rows) - created - changed, frozenset(partnerships))


@dataclass
class Intake:
    """The state that the writers share; `only` is the partnership (slug or name) in the command.

    `now` is the moment of the import, in UTC; `events` are for the audit trail: partnership, act,
    subject.
    """

    connection: Connection
    now: datetime
    only: str | None = None
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    notes: list[str] = field(default_factory=list[str])
    events: list[tuple[int, str, str]] = field(default_factory=list[tuple[int, str, str]])

    def refuse(self, line: int, column: str, reason: str) -> None:
        """Note a problem to correct; the import goes on looking for more."""
        self.problems.append(RowProblem(line, column, reason))

    def check(self) -> None:
        """Stop here if there are problems; raises `ImportRefused`."""
        if self.problems:
            raise ImportRefused(self.problems)

    def only_id(self) -> int | None:
        """Return the id of the partnership in the command; raises `ImportRefused` if unknown."""
        if self.only is None:
            return None
        wanted = folded(self.only)
        for row in self.connection.execute(select(t.partnerships)):
            if wanted in {row.slug, folded(row.name)}:
                return row.id
        self.refuse(0, "--partnership", f"there is no partnership “{self.only}” yet")
        raise ImportRefused(self.problems)
