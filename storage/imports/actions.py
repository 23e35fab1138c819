"""Import actions, their intended outcomes and the evidence planned for each."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.changes import keep_changes
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import Given, Key, Merged, merge, read_in_batches
from storage.imports.places import Places
from storage.imports.refs import Refs, Target
from surveys.impact.changes import ChangedThing
from surveys.london import LONDON
from surveys.records.agreement import OUTCOMES, StatedRow, disagreements
from surveys.records.reading import Numbered, repeated
from surveys.records.rows import ActionRow, OutcomeRow

_PLAN_KEYS = ("outcome_id", "level", "source", "series")


def write_actions(intake: Intake, records: Sequence[Numbered[ActionRow]]) -> ImportCounts:
    """Create or update a partnership's actions by their refs."""
    places = Places(intake)
    rows: list[dict[str, Any]] = []
    lines: dict[Key, int] = {}
    for record in records:
        partnership_id = places.partnership(record.line, record.row.partnership)
        if partnership_id is None:
            continue
        first = lines.setdefault((partnership_id, record.row.ref), record.line)
        if first != record.line:
            intake.refuse(record.line, "ref", f"this action is already on line {first}")
        places.agency(partnership_id, record.row.owner_agency)
        rows.append({**given(record.row, "partnership"), "partnership_id": partnership_id})
    intake.check()
    places.say_new_agencies()
    merged = merge(intake.connection, t.actions, ("partnership_id", "ref"), "partnership_id", rows)
    _keep_action_changes(intake, merged)
    return written(lines, merged, {key[0] for key in lines}, frozenset())


def write_outcomes(intake: Intake, records: Sequence[Numbered[OutcomeRow]]) -> ImportCounts:
    """Create or update outcomes and their plans; what the file does not mention stays planned.

    A level and source of an outcome has one row, which replaces the one before.
    """
    refs = Refs(intake, t.actions, "action", {record.row.action_ref for record in records})
    targets = [refs.one(record.line, "action_ref", record.row.action_ref) for record in records]
    intake.problems += repeated(
        records, _planned, "source", "what is planned for this level and source"
    )
    intake.problems += disagreements(map(_stated, records), OUTCOMES)
    intake.check()
    found = [
        (record.row, target) for record, target in zip(records, targets, strict=True) if target
    ]
    statements, ids = _write_statements(intake, found)
    rows = [_plan(row, ids[target.id, row.ref]) for row, target in found]
    written_on = {"written_on": intake.now.astimezone(LONDON).date()}
    merged = merge(intake.connection, t.plan_items, _PLAN_KEYS, "outcome_id", rows, once=written_on)
    named = {outcome_id: name for name, outcome_id in ids.items()}
    keep_changes(intake, ChangedThing.PLAN, merged, lambda row: _whose(row, named))
    restated = {ids[key[0], key[1]] for key in statements.changed}
    keys = [tuple(row[name] for name in _PLAN_KEYS) for row in rows]
    also = frozenset(key for key in keys if key[0] in restated)
    counts = written(keys, merged, {target.partnership_id for _, target in found}, also)
    planned = frozenset((target.partnership_id, target.id) for _, target in found)
    return replace(counts, planned=planned)


def _planned(row: OutcomeRow) -> tuple[str, ...]:
    return row.action_ref, row.ref, row.level, row.source, row.series


def _stated(record: Numbered[OutcomeRow]) -> StatedRow:
    outcome = record.row.action_ref, record.row.ref
    return StatedRow(outcome, record.row.model_dump(), f"on line {record.line}", record.line)


def _write_statements(
    intake: Intake, found: Sequence[tuple[OutcomeRow, Target]]
) -> tuple[Merged, dict[tuple[int, str], int]]:
    """Write the outcomes; return the changes, and the ids by action and ref."""
    worded = {(target.id, row.ref): row.statement for row, target in found}
    rows = [
        {"action_id": action, "ref": ref, "statement": said}
        for (action, ref), said in worded.items()
    ]
    merged = merge(intake.connection, t.outcomes, ("action_id", "ref"), "action_id", rows)
    keep_changes(
        intake, ChangedThing.OUTCOME, merged, lambda row: (row["action_id"], (row["ref"],))
    )
    query = select(t.outcomes.c.id, t.outcomes.c.action_id, t.outcomes.c.ref)
    actions = {action for action, _ in worded}
    stored = read_in_batches(intake.connection, query, t.outcomes.c.action_id, actions)
    return merged, {(row["action_id"], row["ref"]): row["id"] for row in stored}


def _keep_action_changes(intake: Intake, merged: Merged) -> None:
    key = ("partnership_id", "ref")
    query = select(t.actions.c.id, *(t.actions.c[name] for name in key))
    partnerships = {partnership for partnership, _ in merged.changed}
    stored = read_in_batches(intake.connection, query, t.actions.c.partnership_id, partnerships)
    ids = {tuple(row[name] for name in key): row["id"] for row in stored}
    keep_changes(
        intake,
        ChangedThing.ACTION,
        merged,
        lambda row: (ids[tuple(row[name] for name in key)], ()),
    )


def _whose(row: Given, named: Mapping[int, tuple[int, str]]) -> tuple[int, tuple[str, ...]]:
    action_id, ref = named[row["outcome_id"]]
    return action_id, (ref, row["level"], row["source"], row["series"])


def _plan(row: OutcomeRow, outcome_id: int) -> dict[str, Any]:
    return {
        **given(row, "action_ref", "ref", "statement"),
        "outcome_id": outcome_id,
        "level": row.level.value,
        "source": row.source.value,
        "series": row.series,
    }
