"""Restore a backup as one unit of work: opened with our keys, settled and written to the trail.

What the unit refuses undoes the whole restore.
"""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TypeVar

from sqlalchemy import Connection

from storage.database.backup_file import BackupManifest
from storage.database.restore import restore
from storage.key_check import check_keys
from storage.trust.audit import write_trail
from storage.trust.encryption import Keyring
from storage.trust.sealed_columns import under_unknown_keys
from storage.unit import Unit
from surveys.problems import Refusal

T = TypeVar("T")


def restore_unit(
    url: str, file: Path, keyring: Keyring, now: datetime, run: Callable[[Unit, BackupManifest], T]
) -> T:
    """Restore a backup into an empty database, and run a unit on it in the same transaction.

    Refuses what `restore` refuses, keys-of-another and keys-incomplete.
    """

    def finish(connection: Connection, manifest: BackupManifest) -> T:
        unit = Unit(connection, keyring, now)
        check_keys(unit)
        for column in under_unknown_keys(connection, keyring):
            raise Refusal("keys-incomplete", where=column)
        result = run(unit, manifest)
        unit.deferred.write(connection)
        write_trail(connection, keyring.audit, unit.events)
        return result

    return restore(url, file, finish)
