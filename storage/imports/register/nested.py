"""Three tables of one file: a cycle, its parts by number, and what each row says of a part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, delete, select

from storage.imports.intake import ImportCounts, Intake, written
from storage.imports.merge import MOST_AT_ONCE, Given, Key, Merged, merge, read_in_batches
from storage.imports.register.repeated_heads import PlacedRow
from surveys.records.heads import Heads

HEAD_KEYS = ("partnership_id", "ref")


@dataclass(frozen=True, slots=True)
class KeptHeads:
    """The changes to one table, and the ids of its rows, by key."""

    merged: Merged
    ids: Mapping[Key, int]

    def differs(self, key: Key) -> bool:
        """Return whether the row was new or changed."""
        return key in self.merged.created or key in self.merged.changed


def keep_heads(
    connection: Connection, table: Table, keys: Sequence[str], rows: Sequence[Given]
) -> KeptHeads:
    """Insert or update rows that have an id, by their unique `keys`; the first is the parent."""
    merged = merge(connection, table, keys, keys[0], rows)
    query = select(table.c.id, *(table.c[name] for name in keys))
    found = read_in_batches(connection, query, table.c[keys[0]], {row[keys[0]] for row in rows})
    return KeptHeads(merged, {tuple(row[name] for name in keys): row["id"] for row in found})


def keep_cycles(intake: Intake, table: Table, heads: Heads) -> KeptHeads:
    """Keep what heads of the register are, by partnership and reference."""
    rows = [dict(zip(HEAD_KEYS, key, strict=True)) | dict(head) for key, head in heads.items()]
    return keep_heads(intake.connection, table, HEAD_KEYS, rows)


@dataclass(frozen=True, slots=True)
class PartsAndRows:
    """The table of parts and that of rows; `part` and `row` are their unique columns.

    `number` is the column of the file by which a part is known in its cycle. Where `waits`, a row
    without a name, such as an action's, goes once the file has one with a name.
    """

    parts: Table
    part: tuple[str, str]
    number: str
    rows: Table
    row: tuple[str, str]
    waits: bool = False

    def keep(
        self,
        intake: Intake,
        rows: Sequence[PlacedRow[Any]],
        cycles: KeptHeads,
        parts: Heads,
        said: Mapping[int, Mapping[str, Any]],
        changed: frozenset[int] = frozenset(),
    ) -> ImportCounts:
        """Keep parts, by partnership, cycle and number, and what the rows say, by line.

        Lines in `changed` have changed in yet another table.
        """
        kept = keep_heads(intake.connection, self.parts, self.part, self._parts(cycles, parts))
        whole: dict[int, dict[str, Any]] = {}
        also: set[Key] = set()
        for one in rows:
            part = (cycles.ids[one.key("ref")], getattr(one.row, self.number))
            whole[one.line] = {self.row[0]: kept.ids[part], **said[one.line]}
            if cycles.differs(one.key("ref")) or kept.differs(part) or one.line in changed:
                also.add(self._key(whole[one.line]))
        merged = merge(intake.connection, self.rows, self.row, self.row[0], list(whole.values()))
        if self.waits:
            self._drop_unnamed(intake.connection, set(map(self._key, whole.values())))
        partnerships = {one.partnership_id for one in rows}
        return written(map(self._key, whole.values()), merged, partnerships, frozenset(also))

    def _drop_unnamed(self, connection: Connection, keys: set[Key]) -> None:
        part, name = (self.rows.c[column] for column in self.row)
        named = sorted({key[0] for key in keys if (key[0], "") not in keys})
        for start in range(0, len(named), MOST_AT_ONCE):
            chosen = part.in_(named[start : start + MOST_AT_ONCE])
            connection.execute(delete(self.rows).where(chosen, name == ""))

    def _parts(self, cycles: KeptHeads, parts: Heads) -> list[dict[str, Any]]:
        return [
            {self.part[0]: cycles.ids[key[:2]], self.part[1]: key[2], **part}
            for key, part in parts.items()
        ]

    def _key(self, row: Mapping[str, Any]) -> Key:
        return tuple(row[name] for name in self.row)
