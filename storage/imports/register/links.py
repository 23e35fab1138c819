"""From the references in a file of the register to the actions and outcomes of its partnership."""

from collections.abc import Iterable
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import read_in_batches
from storage.imports.refs import Refs
from storage.imports.register.repeated_heads import PlacedRow


class RegisterLinks:
    """The actions and outcomes that the rows of one file name."""

    def __init__(self, intake: Intake, rows: Iterable[PlacedRow[Any]], *columns: str) -> None:
        self._intake = intake
        cells = (getattr(one.row, column, None) for one in rows for column in columns)
        named: set[str] = {cell for cell in cells if cell}
        self._actions = Refs(intake, t.actions, "action", named)
        self._outcomes = self._read(named)

    def _read(self, actions: set[str]) -> dict[tuple[int, str], int]:
        query = select(t.outcomes.c.id, t.outcomes.c.action_id, t.outcomes.c.ref).join_from(
            t.outcomes, t.actions
        )
        found = read_in_batches(self._intake.connection, query, t.actions.c.ref, actions)
        return {(row["action_id"], row["ref"]): row["id"] for row in found}

    def action(self, row: PlacedRow[Any], column: str) -> int | None:
        """Return the id of the action that a row names; None if none, or after refusing it."""
        ref = getattr(row.row, column)
        return ref and self._actions.within(row.line, column, row.partnership_id, ref)

    def outcome(self, row: PlacedRow[Any], action: int | None) -> int | None:
        """Return the id of the outcome that a row names, of its action; None if none or refused."""
        if action is None or row.row.outcome_ref is None:
            return None
        found = self._outcomes.get((action, row.row.outcome_ref))
        if found is None:
            reason = f"action “{row.row.action_ref}” has no outcome “{row.row.outcome_ref}”"
            self._intake.refuse(row.line, "outcome_ref", f"{reason}: import its outcomes first")
        return found

    def link(self, row: PlacedRow[Any]) -> tuple[int, str] | None:
        """Return the outcome and the level that a row names; None if none, or if refused."""
        outcome, level = self.outcome(row, self.action(row, "action_ref")), row.row.level
        return (outcome, level) if outcome is not None and level is not None else None
