"""Import events with their actions, and attendance."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.links import relink
from storage.imports.merge import Key, merge, read_in_batches
from storage.imports.places import Places
from storage.imports.refs import Refs, Target
from surveys.records.reading import Numbered, repeated
from surveys.records.rows import AttendanceRow, EventRow

_KEYS = ("partnership_id", "ref")


def write_events(intake: Intake, records: Sequence[Numbered[EventRow]]) -> ImportCounts:
    """Create or update events by their refs, linked to exactly the actions that the file names."""
    places = Places(intake)
    rows: list[dict[str, Any]] = []
    actions: dict[Key, frozenset[int]] = {}
    refs = Refs(
        intake, t.actions, "action", {ref for record in records for ref in record.row.action_refs}
    )
    for record in records:
        partnership_id = places.partnership(record.line, record.row.partnership)
        if partnership_id is None:
            continue
        key = (partnership_id, record.row.ref)
        if key in actions:
            intake.refuse(record.line, "ref", f"event “{record.row.ref}” is in the file already")
        actions[key] = _actions(refs, record, partnership_id)
        rows.append(_event(record.row, partnership_id))
    intake.check()
    merged = merge(intake.connection, t.events, _KEYS, "partnership_id", rows)
    ids = _ids(intake, actions)
    links = {ids[key]: chosen for key, chosen in actions.items()}
    relinked_ids = relink(intake.connection, t.event_actions, "event_id", links)
    relinked = frozenset(key for key in actions if ids[key] in relinked_ids)
    touched = sorted(ids[key] for key in merged.created | merged.changed | relinked)
    return replace(
        written(actions, merged, {key[0] for key in actions}, relinked), event_ids=tuple(touched)
    )


def _event(row: EventRow, partnership_id: int) -> dict[str, Any]:
    ends_at = row.ends_at or row.starts_at
    return {
        **given(row, "partnership", "action_refs"),
        "partnership_id": partnership_id,
        "ends_at": ends_at,
    }


def _actions(refs: Refs, record: Numbered[EventRow], partnership_id: int) -> frozenset[int]:
    named = (
        refs.within(record.line, "action_refs", partnership_id, ref)
        for ref in record.row.action_refs
    )
    return frozenset(action for action in named if action is not None)


def _ids(intake: Intake, events: dict[Key, frozenset[int]]) -> dict[Key, int]:
    query = select(t.events.c.id, t.events.c.partnership_id, t.events.c.ref)
    found = read_in_batches(
        intake.connection, query, t.events.c.partnership_id, {key[0] for key in events}
    )
    return {(row["partnership_id"], row["ref"]): row["id"] for row in found}


def write_attendance(intake: Intake, records: Sequence[Numbered[AttendanceRow]]) -> ImportCounts:
    """Save who attended which event; people are looked up in the event's own partnership."""
    refs = Refs(intake, t.events, "event", {record.row.event_ref for record in records})
    targets = [refs.one(record.line, "event_ref", record.row.event_ref) for record in records]
    people = _people(intake, [target for target in targets if target])
    rows: list[dict[str, Any]] = []
    for record, target in zip(records, targets, strict=True):
        if target is None:
            continue
        person_id = people.get((target.partnership_id, record.row.email))
        if person_id is None:
            intake.refuse(
                record.line,
                "email",
                f"“{record.row.email}” is not on the partnership's list of people",
            )
        rows.append(
            {"event_id": target.id, "person_id": person_id, "attended": record.row.attended}
        )
    intake.problems += repeated(
        records, lambda row: (row.event_ref, row.email), "email", "this person and event"
    )
    intake.check()
    merged = merge(intake.connection, t.attendance, ("event_id", "person_id"), "event_id", rows)
    keys = [(row["event_id"], row["person_id"]) for row in rows]
    return written(
        keys, merged, {target.partnership_id for target in targets if target}, frozenset()
    )


def _people(intake: Intake, targets: Sequence[Target]) -> dict[tuple[int, str], int]:
    columns = t.people.c
    query = select(columns.id, columns.partnership_id, columns.email)
    partnerships = {target.partnership_id for target in targets}
    found = read_in_batches(intake.connection, query, columns.partnership_id, partnerships)
    return {(row["partnership_id"], row["email"]): row["id"] for row in found}
