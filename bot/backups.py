"""Back an installation up, and restore it. The keys are in no backup.

A restored database is opened with this installation's keys before anything of it is kept, and
nothing is sent from it until someone resumes.
"""

from collections.abc import Sequence
from contextlib import nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from bot.settings import Settings
from bot.startup import keys_file
from dialogs.sending.after_restore import (
    STEPS,
    AfterRestore,
    RestoredBackup,
    record_everywhere,
    settle_restore,
    subject_of,
)
from storage.database.backup_file import BackupManifest
from storage.database.single_process import SingleProcess
from storage.restoring import restore_unit
from storage.store import Store
from storage.trust.audit_second_place import AuditHeadsFile
from storage.unit import Unit
from surveys.problems import Refusal

CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class Restored:
    """What was restored, what else was done, and where the heads of the old trail are now."""

    backup: BackupManifest
    told: Sequence[str]
    heads_aside: Path | None


def keep_record(store: Store, made: BackupManifest, size: int) -> None:
    """Keep that a backup of so many bytes was made, and write it to the audit trail."""

    def keep(unit: Unit) -> None:
        unit.backups.made(made.at, made.digest, size)
        record_everywhere(unit, CONSOLE, "backup", subject_of(made.digest))

    store.act_now(keep)


def restore_backup(
    of: Settings,
    file: Path,
    now: datetime,
    *,
    into: str | None = None,
    steps: Sequence[AfterRestore] = STEPS,
) -> Restored:
    """Restore a backup into the empty database of the settings, or into another one.

    Refuses what `storage.restoring` refuses, keys-missing, and a SQLite file that is served.
    """
    there = of.model_copy(update={"database_url": into}) if into else of
    if faults := there.faults():
        raise Refusal("settings-unsafe", faults=" ".join(faults))
    keys = of.keys_path
    if not keys.exists():  # a new one would be of no use
        raise Refusal("keys-missing", file=keys)
    keyring = keys_file(of).now()

    def settle(unit: Unit, backup: BackupManifest) -> Restored:
        restored = RestoredBackup(backup.at, backup.digest, keys)
        return Restored(backup, settle_restore(unit, restored, CONSOLE, steps), None)

    with SingleProcess(there.sqlite_file) if there.is_sqlite else nullcontext():
        done = restore_unit(there.database_url, file, keyring, now, settle)
        # a try elsewhere says nothing of the trail of this installation
        aside = None if into else AuditHeadsFile.beside(keys).set_aside(now)
    return Restored(done.backup, done.told, aside)
