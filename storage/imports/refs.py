"""Refs of actions, outcomes and events: each must name exactly one record in the import's reach."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TypeVar

from sqlalchemy import Table, select

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import read_in_batches
from surveys.records.evidence_row import EvidenceRow
from surveys.records.reading import Numbered
from surveys.records.rows import IndicatorRow

R = TypeVar("R", EvidenceRow, IndicatorRow)


@dataclass(frozen=True, slots=True)
class Target:
    """The record that a ref names."""

    id: int
    partnership_id: int


class Refs:
    """The records of one table that a file names by ref."""

    def __init__(self, intake: Intake, table: Table, what: str, refs: Iterable[str]) -> None:
        self._intake = intake
        self._what = what
        self._found: dict[str, list[Target]] = defaultdict(list)
        only = intake.only_id()
        query = select(table.c.id, table.c.partnership_id, table.c.ref)
        if only is not None:
            query = query.where(table.c.partnership_id == only)
        for row in read_in_batches(intake.connection, query, table.c.ref, refs):
            self._found[row["ref"]].append(Target(row["id"], row["partnership_id"]))

    def one(self, line: int, column: str, ref: str) -> Target | None:
        """Return the record of a ref, or None after refusing it."""
        match self._found.get(ref, []):
            case [target]:
                return target
            case []:
                where = f" in “{self._intake.only}”" if self._intake.only else ""
                self._intake.refuse(line, column, f"there is no {self._what} “{ref}”{where}")
            case several:
                found = f"{len(several)} partnerships have an {self._what} “{ref}”"
                self._intake.refuse(line, column, f"{found}: say which with --partnership")
        return None

    def within(self, line: int, column: str, partnership_id: int, ref: str) -> int | None:
        """Return the id of the record with that ref in the partnership; None after refusing it."""
        for target in self._found.get(ref, []):
            if target.partnership_id == partnership_id:
                return target.id
        self._intake.refuse(line, column, f"there is no {self._what} “{ref}” in this partnership")
        return None


class OutcomeRefs:
    """The outcomes of the actions that a file names."""

    def __init__(self, intake: Intake, action_refs: Iterable[str]) -> None:
        self._intake = intake
        self._actions = Refs(intake, t.actions, "action", action_refs)
        self._outcomes: dict[tuple[int, str], int] = {}
        self._read: set[int] = set()

    def one(self, line: int, action_ref: str, outcome_ref: str) -> tuple[int, Target] | None:
        """Return the outcome's id and its action, or None after refusing one of the two."""
        action = self._actions.one(line, "action_ref", action_ref)
        if action is None:
            return None
        found = self._of(action.id).get((action.id, outcome_ref))
        if found is None:
            reason = (
                f"action “{action_ref}” has no outcome “{outcome_ref}”: import its outcomes first"
            )
            self._intake.refuse(line, "outcome_ref", reason)
            return None
        return found, action

    def with_rows(self, records: Iterable[Numbered[R]]) -> list[tuple[Numbered[R], int, Target]]:
        """Return the rows whose outcome exists, with its id and its action; refuse the others."""
        looked_up = (
            (record, self.one(record.line, record.row.action_ref, record.row.outcome_ref))
            for record in records
        )
        return [(record, *found) for record, found in looked_up if found]

    def _of(self, action_id: int) -> dict[tuple[int, str], int]:
        if action_id not in self._read:
            self._read.add(action_id)
            query = select(t.outcomes.c.id, t.outcomes.c.ref)
            mine = query.where(t.outcomes.c.action_id == action_id)
            for row in self._intake.connection.execute(mine):
                self._outcomes[action_id, row.ref] = row.id
        return self._outcomes
