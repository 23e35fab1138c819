"""Files that hold what people wrote, or the keys to it, are for the user of the program alone."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from bot.settings import Settings
from storage.trust.audit_second_place import AuditHeadsFile
from storage.trust.erasure_ledger import ErasureLedgerFile

OTHERS = 0o077  # what the group and everybody else may do


def private_files(of: Settings) -> Iterator[Path]:
    """Yield the keys file, what is kept beside it, and a SQLite file with its log."""
    yield of.keys_path
    yield AuditHeadsFile.beside(of.keys_path).path
    yield ErasureLedgerFile.beside(of.keys_path).path
    if of.is_sqlite:
        yield from (Path(f"{of.sqlite_file}{suffix}") for suffix in ("", "-wal", "-shm"))


def open_to_others(of: Settings) -> list[str]:
    """Name the files that others can read or change, with what to do; nothing on Windows."""
    if os.name != "posix":
        return []
    found = [file for file in private_files(of) if file.exists() and _mode(file) & OTHERS]
    return [f"Others can read {file} (mode {_mode(file):o}): chmod 600 {file}" for file in found]


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)
