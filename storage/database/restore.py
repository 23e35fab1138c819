"""Restore a backup into an empty database, of either engine: all of it in one transaction, or none.

The tables are made as the backup's program had them, filled, and then brought to the current
schema, so that a backup of an earlier program is restored as that program's database is migrated.
"""

from collections.abc import Callable, Iterator
from datetime import datetime
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import Connection, MetaData, Table, insert, inspect, text
from sqlalchemy.exc import DBAPIError

from storage.database.backup_file import BackupFile, BackupManifest, TableSheet, opened
from storage.database.column_kinds import READ, ColumnKind, at_positions, converted
from storage.database.engine import is_sqlite
from storage.database.revisions import known, looking_into
from storage.database.schema import locked, upgraded
from surveys.problems import Refusal

T = TypeVar("T")
_AT_A_TIME = 2_000  # rows
_GO_ON_COUNTING = (
    "SELECT setval(pg_get_serial_sequence('{table}', 'id'), highest)"
    " FROM (SELECT max(id) AS highest FROM {table}) AS ids WHERE highest > 0"
)


def restore(url: str, file: Path, finish: Callable[[Connection, BackupManifest], T]) -> T:
    """Restore a backup; `finish` does what is left in the same transaction, and its result is ours.

    Refuses not-a-backup, backup-damaged, backup-newer, database-not-empty, database-unreachable,
    schema-stuck, and what `finish` refuses; then the database is as empty as it was.
    """
    with opened(file) as backup:
        if backup.manifest.schema not in known():
            raise Refusal("backup-newer", file=file)
        _refuse_if_filled(url)
        try:
            with locked(url) as connection:
                upgraded(connection, backup.manifest.schema)
                _fill(connection, backup)
                upgraded(connection)
                return finish(connection, backup.manifest)
        except DBAPIError as error:
            raise Refusal("schema-stuck", why=str(error.orig).partition("\n")[0]) from error


def _refuse_if_filled(url: str) -> None:
    with looking_into(url) as connection:
        if inspect(connection).get_table_names():
            raise Refusal("database-not-empty")


def _fill(connection: Connection, backup: BackupFile) -> None:
    """Put the rows into the tables of that schema; a table refers only to those filled before."""
    metadata = MetaData()
    metadata.reflect(connection)
    for sheet in backup.manifest.sheets:
        if sheet.name in metadata.tables:  # a table that is not ours may lie in the same database
            _load(connection, metadata.tables[sheet.name], sheet, backup.rows(sheet))


def _load(
    connection: Connection, table: Table, sheet: TableSheet, rows: Iterator[list[Any]]
) -> None:
    kinds = [ColumnKind(kind) for kind in sheet.columns.values()]
    converts = at_positions(kinds, READ)
    moments = [place for place, kind in enumerate(kinds) if kind is ColumnKind.MOMENT]
    if is_sqlite(connection):  # it keeps moments in UTC, without a zone
        converts += [(place, _without_zone) for place in moments]
    names, adding = list(sheet.columns), insert(table)
    while few := list(islice(rows, _AT_A_TIME)):
        values = [dict(zip(names, converted(row, converts), strict=True)) for row in few]
        connection.execute(adding, values)
    if "id" in names and not is_sqlite(connection):
        connection.execute(text(_GO_ON_COUNTING.format(table=table.name)))


def _without_zone(moment: datetime) -> datetime:
    return moment.replace(tzinfo=None)
