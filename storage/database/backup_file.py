"""The file of a backup: a ZIP with the rows of every table and a manifest that says what they are.

It is the same from either database, and holds no row that was deleted. A row is a line of JSON in
the order of its primary key, so that nothing tells the order in which answers came. A file that is
no backup, is damaged or comes from a later program is refused before anything of it is used.
"""

import hashlib
import json
import zlib
from collections.abc import Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, NoReturn
from zipfile import BadZipFile, ZipFile

from surveys.problems import Refusal

FORMAT = "golden-thread/backup/1"
MANIFEST = "manifest.json"
_AT_A_TIME = 1 << 20  # bytes
_DAMAGED = (BadZipFile, zlib.error, EOFError, KeyError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class TableSheet:
    """One table of a backup: its columns, each with its kind (`column_kinds`), and its rows."""

    name: str
    columns: Mapping[str, str]
    rows: int
    sha256: str

    @property
    def member(self) -> str:
        """The name of its rows in the file."""
        return f"tables/{self.name}.jsonl"


@dataclass(frozen=True, slots=True)
class BackupManifest:
    """What a backup holds: made by which program, of which database and schema, at which moment."""

    program: str
    schema: str
    engine: str
    at: datetime
    sheets: tuple[TableSheet, ...]

    @property
    def rows(self) -> int:
        """How many rows there are in all."""
        return sum(sheet.rows for sheet in self.sheets)

    @property
    def digest(self) -> str:
        """The SHA-256 of everything in it: the manifest names that of each table."""
        return hashlib.sha256(self._body().encode()).hexdigest()

    def dumped(self) -> str:
        """Return the manifest as it is written."""
        return json.dumps({"format": FORMAT, "digest": self.digest, "body": self._body()})

    def _body(self) -> str:
        sheets = [asdict(sheet) for sheet in self.sheets]
        facts = {"program": self.program, "schema": self.schema, "engine": self.engine}
        return json.dumps({**facts, "at": self.at.isoformat(), "tables": sheets})


@dataclass(frozen=True, slots=True)
class BackupFile:
    """A backup that is open, whole and readable by this program."""

    manifest: BackupManifest
    archive: ZipFile

    def rows(self, sheet: TableSheet) -> Iterator[list[Any]]:
        """Yield the rows of a table, as they were written."""
        with self.archive.open(sheet.member) as lines:
            yield from map(json.loads, lines)


def is_backup(file: Path) -> bool:
    """Say whether a file looks like a backup, whole or not."""
    try:
        with ZipFile(file) as archive:
            return MANIFEST in archive.namelist()
    except (BadZipFile, OSError):
        return False


@contextmanager
def opened(file: Path) -> Generator[BackupFile]:
    """Open a backup and check all of it.

    Refuses not-a-backup, backup-damaged and backup-newer; raises OSError.
    """
    with file.open("rb") as content:
        is_archive = content.read(2) == b"PK"
    if not is_archive:
        raise Refusal("not-a-backup", file=file)
    try:
        with ZipFile(file) as archive:
            if MANIFEST not in archive.namelist():
                raise Refusal("not-a-backup", file=file)
            found = BackupFile(_manifest(archive, file), archive)
            _check_rows(found, file)
            yield found
    except BadZipFile:
        _damaged(file)


def _manifest(archive: ZipFile, file: Path) -> BackupManifest:
    try:
        outside = json.loads(archive.read(MANIFEST))
        if outside["format"] != FORMAT:
            raise Refusal("backup-newer", file=file)
        body = json.loads(outside["body"])
        sheets = tuple(TableSheet(**sheet) for sheet in body.pop("tables"))
        body["at"] = datetime.fromisoformat(body["at"])
        manifest = BackupManifest(**body, sheets=sheets)
    except _DAMAGED:
        _damaged(file)
    if manifest.digest != outside["digest"]:
        _damaged(file)
    return manifest


def _check_rows(found: BackupFile, file: Path) -> None:
    for sheet in found.manifest.sheets:
        digest = hashlib.sha256()
        try:
            with found.archive.open(sheet.member) as content:
                while few := content.read(_AT_A_TIME):
                    digest.update(few)
        except _DAMAGED:
            _damaged(file)
        if digest.hexdigest() != sheet.sha256:
            _damaged(file)


def _damaged(file: Path) -> NoReturn:
    raise Refusal("backup-damaged", file=file) from None
