"""The result of an import."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RosterChanges:
    """Whom a file of people adds, changes and, where it is complete, no longer names: e-mails."""

    new: tuple[str, ...]
    changed: tuple[str, ...]
    gone: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """Rows counted by what happened to them, and notes for the report.

    `event_ids` are the events created or changed, whose waves must now be planned; `roster` says
    who is new, changed and gone in a file that names everyone.
    """

    kind: str
    created: int
    changed: int
    unchanged: int
    notes: tuple[str, ...] = ()
    event_ids: tuple[int, ...] = ()
    roster: RosterChanges | None = None
