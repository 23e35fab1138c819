"""What is done to a database that has just been restored, before anyone can read it or send.

It all happens in the transaction of the restore: a step that refuses undoes the whole restore. From
then on nothing is sent until a person has seen what may have been sent since the backup was made.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from dialogs.people.erase import replay_erasures
from storage.trust.backups import Restore
from storage.unit import Unit
from surveys.london import moment_in_words
from surveys.sending.dispatch import DoubtfulSend

AfterRestore = Callable[[Unit, Path], str | None]
"""Is given the restored database and the keys file; returns what the administrator is told."""

STEPS: tuple[AfterRestore, ...] = (replay_erasures,)
SHORT = 12  # characters of a digest that tell one backup from another


@dataclass(frozen=True, slots=True)
class RestoredBackup:
    """The backup that was restored: of which moment, its digest, and the keys it is opened with."""

    at: datetime
    digest: str
    keys: Path


def settle_restore(
    unit: Unit, backup: RestoredBackup, actor: str, steps: Sequence[AfterRestore] = STEPS
) -> list[str]:
    """End what was under way, hold back all sends, take the steps; return what to tell of them."""
    unit.backups.restored(unit.now, backup.at, backup.digest)
    unit.doubtful_sends.end_leases(unit.now)
    record_everywhere(unit, actor, "restore", subject_of(backup.digest))
    told = [step(unit, backup.keys) for step in steps]
    return [words for words in told if words]


def resume_after_restore(
    unit: Unit, held: Restore, doubtful: Sequence[DoubtfulSend], actor: str
) -> None:
    """Send again; what waits of the doubtful sends is marked as not known and does not go."""
    unit.doubtful_sends.leave(doubtful, held.at, unit.now)
    unit.backups.resume(unit.now)
    record_everywhere(unit, actor, "resume after restore", f"sends left out:{len(doubtful)}")


def subject_of(digest: str) -> str:
    """Return how the audit trail names a backup."""
    return f"backup:{digest[:SHORT]}"


def record_everywhere(unit: Unit, actor: str, act: str, subject: str) -> None:
    """Add an entry to the trail of every partnership: it is about the whole installation."""
    for place_id, _, _ in unit.people.partnerships():
        unit.record(place_id, actor, act, subject)


def held_in_words(held: Restore) -> str:
    """Say why nothing is sent, and what ends it."""
    return (
        f"nothing is sent, because a backup of {moment_in_words(held.backup_at)} was restored on "
        f"{moment_in_words(held.at)}. Answers are kept and concerns are recorded, but no alert "
        "goes out. To send again: deliveries resume --yes"
    )
