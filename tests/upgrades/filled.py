"""A database as an earlier revision left it: its rows, and what people had before them.

The rows are loaded into that revision's own tables, told from the database and not from the tables
of today.
"""

import base64
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from alembic import command
from alembic.config import Config
from sqlalchemy import Connection, MetaData, Table, insert, text

from storage.database.engine import make_engine
from storage.database.revisions import MIGRATIONS

Line = dict[str, Any]
CONNECTOR = "https://connector.example/"  # stands for the connector that everybody was reached by


@dataclass(frozen=True)
class Filled:
    """One folder of files, made by the program's own dialogs when its schema was at `revision`."""

    folder: Path
    revision: str

    @cached_property
    def scene(self) -> Line:
        """When the program stopped, people by name, and addresses that were given out."""
        return json.loads((self.folder / "scene.json").read_text(encoding="utf-8"))

    @property
    def stopped_at(self) -> datetime:
        return datetime.fromisoformat(self.scene["now"])

    @cached_property
    def cards(self) -> dict[str, Line]:
        """The cards on people's screens, by a name for each."""
        return {line["name"]: line for line in lines(self.folder / "cards.jsonl")}

    @cached_property
    def repeats(self) -> list[Line]:
        """Taps that were answered, each with the kind and the fields of the reply that was kept."""
        return lines(self.folder / "repeats.jsonl")

    def load(self, url: str) -> None:
        """Make the tables of that revision in an empty database, and fill them."""
        engine = make_engine(url, writes=True)
        with engine.begin() as connection:
            take_steps(connection, self.revision)
            tables = MetaData()
            tables.reflect(connection)
            for name, columns, rows in _sheets(lines(self.folder / "rows.jsonl")):
                _put(connection, tables.tables[name], columns, rows)
        engine.dispose()


def lines(file: Path) -> list[Any]:
    """Read a file of JSON, one value a line."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def take_steps(connection: Connection, revision: str) -> None:
    """Bring a database to a revision."""
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    command.upgrade(config, revision)


def _sheets(found: Iterable[Any]) -> Iterator[tuple[str, list[str], list[list[Any]]]]:
    """Give each table with its columns and rows: a line that names them stands before its rows."""
    sheets: list[tuple[str, list[str], list[list[Any]]]] = []
    for line in found:
        match line:
            case {"table": str(name), "columns": columns}:
                sheets.append((name, columns, []))
            case _:
                sheets[-1][2].append(line)
    yield from (sheet for sheet in sheets if sheet[2])


def _put(connection: Connection, table: Table, columns: list[str], rows: list[list[Any]]) -> None:
    local = connection.dialect.name == "sqlite"
    values = [
        {name: _value(one, zoned=not local) for name, one in zip(columns, row, strict=True)}
        for row in rows
    ]
    connection.execute(insert(table), values)
    if "id" in columns and not local:
        highest = max(row[columns.index("id")] for row in rows)
        name = {"table": table.name, "highest": highest}
        connection.execute(
            text("SELECT setval(pg_get_serial_sequence(:table, 'id'), :highest)"), name
        )


def _value(written: Any, *, zoned: bool) -> Any:
    """Read what JSON has no word for: bytes, days and moments (UTC, on SQLite without a zone)."""
    match written:
        case {"bytes": str(content)}:
            return base64.b64decode(content)
        case {"moment": str(moment)}:
            at = datetime.fromisoformat(moment).astimezone(UTC)
            return at if zoned else at.replace(tzinfo=None)
        case {"day": str(day)}:
            return date.fromisoformat(day)
        case _:
            return written
