"""The second place of the erasure ledger: a file beside the keys, a line for each erasure.

It is in no backup, so that what a restore brings back is erased again by it. A line has a keyed
mark and no name.
"""

import json
import os
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path


@dataclass(frozen=True, slots=True)
class ErasureMark:
    """One erasure: in which partnership, of what, when, and a keyed mark of who or what it was."""

    partnership_id: int
    mark: str
    at: datetime
    kind: str  # person, answers


@dataclass(frozen=True, slots=True)
class ErasureLedgerFile:
    """Every erasure there was; lines are only added."""

    path: Path

    @classmethod
    def beside(cls, keys: Path) -> "ErasureLedgerFile":
        """Return the file that belongs to a keys file."""
        return cls(keys.with_name(f"{keys.name}.erasures"))

    def marks(self) -> set[ErasureMark]:
        """Return what is in it; nothing where there is no file."""
        if not self.path.exists():
            return set()
        lines = self.path.read_text(encoding="utf-8").splitlines()
        return {_read(line) for line in lines if line.strip()}

    def keep(self, marks: Iterable[ErasureMark]) -> None:
        """Add what is not in it yet."""
        new = sorted(set(marks) - self.marks(), key=lambda one: (one.at, one.mark))
        if not new:
            return
        lines = [json.dumps(asdict(one) | {"at": one.at.isoformat()}) for one in new]
        for_us_alone = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(for_us_alone, "a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))
            file.flush()
            os.fsync(file.fileno())


def _read(line: str) -> ErasureMark:
    facts = json.loads(line)
    return ErasureMark(**facts | {"at": datetime.fromisoformat(facts["at"])})
