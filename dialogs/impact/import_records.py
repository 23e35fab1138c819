"""Import records from a file: all rows or none, and importing them again changes nothing.

One table says for each kind what a row looks like and what writes it; the file is read already.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from dialogs.impact.plan_gaps import plan_gaps
from dialogs.people.leavers import leave, without_lead
from storage import imports
from storage.imports import ImportCounts, Intake, Writing
from storage.unit import Unit
from surveys.records.audit_row import AuditRow
from surveys.records.dissemination_row import DisseminationRow
from surveys.records.evidence_row import EvidenceRow
from surveys.records.inspection_row import InspectionRow
from surveys.records.quarter_rows import AnalysisRow, ComplaintRow
from surveys.records.reading import read_records
from surveys.records.result import ImportResult, RosterChanges
from surveys.records.review_row import ReviewRow
from surveys.records.rows import (
    ActionRow,
    AttendanceRow,
    EventRow,
    IndicatorRow,
    OutcomeRow,
    PersonRow,
    Record,
)
from surveys.records.section_11_row import Section11Row
from surveys.records.sheet import ImportRefused, RowProblem, Sheet, sheet_of
from surveys.telling.approval_status import READY
from surveys.telling.briefing import parse_briefing

BRIEFING = "briefing"
CONSOLE = "console"


@dataclass(frozen=True, slots=True)
class RecordKind:
    """One kind of table: its row and its writer."""

    row: type[Record]
    write: Callable[[Intake, Any], ImportCounts]


KINDS: dict[str, RecordKind] = {
    "people": RecordKind(PersonRow, imports.write_people),
    "actions": RecordKind(ActionRow, imports.write_actions),
    "outcomes": RecordKind(OutcomeRow, imports.write_outcomes),
    "events": RecordKind(EventRow, imports.write_events),
    "attendance": RecordKind(AttendanceRow, imports.write_attendance),
    "evidence": RecordKind(EvidenceRow, imports.write_evidence),
    "indicators": RecordKind(IndicatorRow, imports.write_indicators),
    "audit": RecordKind(AuditRow, imports.write_audits),
    "section11": RecordKind(Section11Row, imports.write_section_11),
    "review": RecordKind(ReviewRow, imports.write_reviews),
    "inspection": RecordKind(InspectionRow, imports.write_inspections),
    "analysis": RecordKind(AnalysisRow, imports.write_analyses),
    "complaints": RecordKind(ComplaintRow, imports.write_complaints),
    "dissemination": RecordKind(DisseminationRow, imports.write_dissemination),
}


def import_records(
    kind: str,
    rows: Sheet | Sequence[Mapping[str, str]],
    partnership_slug: str | None,
    dry_run: bool,
    unit: Unit,
    actor: str = CONSOLE,
    *,
    complete: bool = False,
) -> ImportResult:
    """Write the rows of one kind, or nothing; raises `ImportRefused` with every bad row.

    `kind` is a key of `KINDS`. With `dry_run` everything is tried and then undone. `complete` says
    that a file of people names everyone of its partnerships: anyone else leaves.
    """
    sheet = rows if isinstance(rows, Sheet) else sheet_of(rows)
    reading = read_records(KINDS[kind].row, sheet)
    intake = Intake(unit.connection, unit.now, partnership_slug, list(reading.problems))
    write = partial(KINDS[kind].write, intake, reading.records)
    return _import(kind, write, intake, dry_run, unit, actor, complete=complete)


def import_briefing(  # noqa: PLR0913 - each is a fact of the file, or an option that can be typed
    text: str,
    file_name: str,
    partnership_slug: str | None,
    dry_run: bool,
    unit: Unit,
    actor: str = CONSOLE,
    *,
    state: str = READY,
    author: str | None = None,
) -> ImportResult:
    """Write one briefing from its Markdown; raises `Refusal("file-unreadable")` or `ImportRefused`.

    `author` is the e-mail of the person who wrote it, if known.
    """
    briefing = parse_briefing(text, file_name)
    intake = Intake(unit.connection, unit.now, partnership_slug)
    write = partial(imports.write_briefing, intake, briefing, Writing(state, unit.now, author))
    return _import(BRIEFING, write, intake, dry_run, unit, actor)


def _import(
    kind: str,
    write: Callable[[], ImportCounts],
    intake: Intake,
    dry_run: bool,
    unit: Unit,
    actor: str,
    *,
    complete: bool = False,
) -> ImportResult:
    with unit.connection.begin_nested() as savepoint:
        done = write()
        intake.check()
        gone = unit.people.among(done.not_named) if complete else []
        intake.notes += plan_gaps(unit, done.planned)
        if dry_run:
            savepoint.rollback()
    if not dry_run:
        _record(kind, done, unit, actor)
        for partnership_id, act, subject in intake.events:
            unit.record(partnership_id, actor, act, subject)
        for name in without_lead(unit, leave(unit, gone, actor)):
            intake.notes.append(f"{name} has no safeguarding lead now.")
    names = tuple(sorted(person.email for person in gone))
    roster = RosterChanges(done.new, done.differing, names) if complete else None
    events = () if dry_run else done.event_ids
    return ImportResult(
        kind, done.created, done.changed, done.unchanged, tuple(intake.notes), events, roster
    )


def _record(kind: str, done: ImportCounts, unit: Unit, actor: str) -> None:
    """Record it in each partnership's audit trail, unless nothing was changed."""
    if done.created or done.changed:
        for partnership_id in sorted(done.partnerships):
            unit.record(partnership_id, actor, "import", kind)


__all__ = [
    "BRIEFING",
    "KINDS",
    "ImportRefused",
    "ImportResult",
    "RowProblem",
    "import_briefing",
    "import_records",
]
