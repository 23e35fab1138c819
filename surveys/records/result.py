"""The result of an import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows counted by what happened to them, and notes for the report.

    `event_ids` are the events created or changed, whose waves must now be planned.
    """

    kind: str
    created: int
    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()
    event_ids: tuple[int, ...] = ()
