"""What an import came to."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows by what became of them; `event_ids` are the events created or changed, whose waves must now be planned."""

    kind: str
    created: int
    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()
    event_ids: tuple[int, ...] = ()
