"""Make a backup: every row as it was at one moment, while programs go on writing.

One transaction reads all of it. It sees the database as it was when it began, on SQLite by its log
and on PostgreSQL by REPEATABLE READ, and holds up no one who writes.
"""

import hashlib
import json
import os
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from sqlalchemy import Connection, MetaData, Table, select

from storage.database.backup_file import MANIFEST, BackupManifest, TableSheet
from storage.database.column_kinds import WRITE, ColumnKind, at_positions, converted, kind_of
from storage.database.revisions import lacking, looking_into, revision_of
from surveys.problems import Refusal

_AT_A_TIME = 2_000  # rows
VERSION_TABLE = "alembic_version"  # the manifest says which revision it is


def back_up(url: str, file: Path, program: str, now: datetime) -> BackupManifest:
    """Write a backup to a file, which is on disk when this returns; `program` is our version.

    Refuses database-unreachable, schema-ahead and database-empty; raises OSError.
    """
    with looking_into(url) as connection, connection.begin(), file.open("wb") as content:
        revision = revision_of(connection)
        lacking(connection)  # refuses a database of a later program
        if revision is None:
            raise Refusal("database-empty")
        with ZipFile(content, "w", ZIP_DEFLATED, compresslevel=1) as archive:
            sheets = tuple(_sheet(connection, table, archive) for table in _tables(connection))
            found = BackupManifest(program, revision, connection.dialect.name, now, sheets)
            archive.writestr(MANIFEST, found.dumped())
        content.flush()
        os.fsync(content.fileno())
    return found


def _tables(connection: Connection) -> Sequence[Table]:
    """Return the tables of the database, each after those that it refers to."""
    metadata = MetaData()
    metadata.reflect(connection)
    return [table for table in metadata.sorted_tables if table.name != VERSION_TABLE]


def _sheet(connection: Connection, table: Table, archive: ZipFile) -> TableSheet:
    """Write the rows of a table."""
    kinds = {column.name: kind_of(column.type) for column in table.columns}
    sheet = TableSheet(table.name, {name: kind.value for name, kind in kinds.items()}, 0, "")
    digest, count = hashlib.sha256(), 0
    lines = _lines(connection, table, list(kinds.values()))
    with archive.open(sheet.member, "w", force_zip64=True) as member:
        while few := list(islice(lines, _AT_A_TIME)):
            written = "".join(few).encode()
            digest.update(written)
            member.write(written)
            count += len(few)
    return TableSheet(sheet.name, sheet.columns, count, digest.hexdigest())


def _lines(connection: Connection, table: Table, kinds: list[ColumnKind]) -> Iterator[str]:
    """Yield each row as a line, in the order of the primary key: never in that of writing."""
    converts = at_positions(kinds, WRITE)
    query = select(table).order_by(*table.primary_key)
    rows: Any = connection.execute(query, execution_options={"yield_per": _AT_A_TIME})
    for row in rows:
        yield json.dumps(converted(list(row), converts), separators=(",", ":")) + "\n"
