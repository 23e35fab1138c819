"""The second place of the audit trail's heads: a file beside the keys, a line for each head a day.

Nobody writes it by SQL, so a trail that was cut short or written anew is found out.
"""

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class AuditHeadsFile:
    """Heads as they were on each day; lines are only added."""

    path: Path

    @classmethod
    def beside(cls, keys: Path) -> "AuditHeadsFile":
        """Return the file that belongs to a keys file."""
        return cls(keys.with_name(f"{keys.name}.audit-heads"))

    def recorded(self) -> dict[int, dict[int, str]]:
        """Return for each partnership the links that were kept, by the number of their entry."""
        found: dict[int, dict[int, str]] = {}
        for line in self._lines():
            found.setdefault(line["partnership"], {})[line["seq"]] = line["link"]
        return found

    def has(self, day: date) -> bool:
        """Say whether the heads of a day are kept."""
        return any(line["day"] == day.isoformat() for line in self._lines())

    def keep(self, day: date, heads: Mapping[int, tuple[int, str]]) -> None:
        """Add the heads of a day; a partnership without entries has none."""
        lines = [
            json.dumps({"day": day.isoformat(), "partnership": place, "seq": seq, "link": link})
            for place, (seq, link) in sorted(heads.items())
        ]
        for_us_alone = os.open(self.path, os.O_WRONLY | os.O_CREAT | os.O_APPEND, 0o600)
        with os.fdopen(for_us_alone, "a", encoding="utf-8") as file:
            file.write("".join(f"{line}\n" for line in lines))

    def set_aside(self, now: datetime) -> Path | None:
        """Move the file away, where there is one, and return where: a restored trail ends earlier.

        It stays beside the keys, as the record of the entries that the restore has taken back.
        """
        if not self.path.exists():
            return None
        aside = self.path.with_name(f"{self.path.name}.before-{now:%Y%m%dT%H%M%SZ}")
        return self.path.rename(aside)

    def _lines(self) -> list[dict[str, Any]]:
        if not self.path.exists():
            return []
        return [json.loads(line) for line in self.path.read_text(encoding="utf-8").splitlines()]
