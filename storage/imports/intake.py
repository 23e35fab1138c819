"""One import under way: whose records, what is wrong so far, and what to say of it afterwards."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Connection, select

from storage import tables as t
from storage.imports.merge import Key, Merged
from surveys.records.rows import Record
from surveys.records.sheet import ImportRefused, RowProblem


def slug_of(name: str) -> str:
    """Return the short name of a partnership, as addresses and commands use it."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "-", plain).strip("-")[:60].strip("-")


def folded(name: str) -> str:
    """Return a name as it is compared: one that differs in case or white space alone is the same name."""
    return " ".join(name.split()).casefold()


def given(row: Record, *left_out: str) -> dict[str, Any]:
    """Return the columns that the file had, but for those named."""
    return {
        name: getattr(row, name)
        for name in type(row).model_fields
        if _was_given(row, name, left_out)
    }


def _was_given(row: Record, name: str, left_out: Sequence[str]) -> bool:
    return name in row.model_fields_set and name not in left_out


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """Rows of the file by what became of them, the partnerships written to, and the events touched."""

    created: int
    changed: int
    unchanged: int
    partnerships: frozenset[int]
    event_ids: tuple[int, ...] = ()


def written(
    keys: Iterable[Key], merged: Merged, partnerships: Iterable[int], also: frozenset[Key]
) -> ImportCounts:
    """Count the rows of a file; a row in `also` has changed in something that stands in another table."""
    rows = list(keys)
    created = sum(key in merged.created for key in rows)
    changed = sum(
        key not in merged.created and (key in merged.changed or key in also) for key in rows
    )
    return ImportCounts(created, changed, len(rows) - created - changed, frozenset(partnerships))


@dataclass
class Intake:
    """What the writers share. `only` is the partnership that the command named, by slug or name."""

    connection: Connection
    only: str | None = None
    problems: list[RowProblem] = field(default_factory=list[RowProblem])
    notes: list[str] = field(default_factory=list[str])

    def refuse(self, line: int, column: str, reason: str) -> None:
        """Note something to mend; the import goes on looking for more."""
        self.problems.append(RowProblem(line, column, reason))

    def check(self) -> None:
        """Stop here if anything must be mended; raises `ImportRefused`."""
        if self.problems:
            raise ImportRefused(self.problems)

    def only_id(self) -> int | None:
        """Return the id of the partnership that the command named; raises `ImportRefused` where there is none."""
        if self.only is None:
            return None
        wanted = folded(self.only)
        for row in self.connection.execute(select(t.partnerships)):
            if wanted in {row.slug, folded(row.name)}:
                return row.id
        self.refuse(0, "--partnership", f"there is no partnership “{self.only}” yet")
        raise ImportRefused(self.problems)
