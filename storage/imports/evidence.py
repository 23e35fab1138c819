"""Import evidence that was counted or judged elsewhere."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage import tables as t
from storage.imports.changes import keep_changes, rename
from storage.imports.evidence_agencies import (
    KEYS,
    Row,
    key_of,
    name_unnamed,
    refuse_unclear,
    stored_evidence,
    unnamed_key,
)
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import Key, merge
from storage.imports.places import Places
from storage.imports.refs import OutcomeRefs
from surveys.impact.changes import ChangedThing
from surveys.records.evidence_row import EvidenceRow
from surveys.records.reading import Numbered, repeated


def write_evidence(intake: Intake, records: Sequence[Numbered[EvidenceRow]]) -> ImportCounts:
    """Save counts and judgements, one for each outcome, level, source, day, and agency or body.

    A correction replaces, and the report says what it replaces.
    """
    places = Places(intake)
    found = OutcomeRefs(intake, {record.row.action_ref for record in records}).with_rows(records)
    rows = {
        record.line: _columns(record.row, outcome_id, action.partnership_id, places)
        for record, outcome_id, action in found
    }
    intake.problems += repeated(
        records, _collected, "collected_on", "evidence of this outcome, level, source and day"
    )
    stored = stored_evidence(intake.connection, {row["outcome_id"] for row in rows.values()})
    refuse_unclear(intake, rows, stored)
    intake.check()
    places.say_new_agencies()
    _say_replaced(intake, rows, stored)
    owners = {
        outcome_id: (action.id, record.row.outcome_ref) for record, outcome_id, action in found
    }
    named = name_unnamed(intake.connection, rows.values(), stored)
    for key in named:
        (action_id, which), (_, unnamed) = (_whose(one, owners) for one in (key, unnamed_key(key)))
        rename(intake.connection, action_id, ChangedThing.EVIDENCE, unnamed, which)
    merged = merge(intake.connection, t.evidence_items, KEYS, "outcome_id", list(rows.values()))
    keep_changes(intake, ChangedThing.EVIDENCE, merged, lambda row: _whose(key_of(row), owners))
    partnerships = {action.partnership_id for *_, action in found}
    return written(map(key_of, rows.values()), merged, partnerships, named)


def _collected(row: EvidenceRow) -> tuple[object, ...]:
    day = row.action_ref, row.outcome_ref, row.level, row.source, row.collected_on
    return *day, row.agency.casefold(), row.body.casefold()


def _columns(
    row: EvidenceRow, outcome_id: int, partnership_id: int, places: Places
) -> dict[str, Any]:
    columns = {
        **given(row, "action_ref", "outcome_ref"),
        "outcome_id": outcome_id,
        "level": row.level.value,
        "source": row.source.value,
        "favourable": row.favourable or 0,
        "n": row.n or 0,
        "agency": places.agency(partnership_id, row.agency).name if row.agency else "",
        "body": row.body,
    }
    codes = {"judgement": row.judgement, "selection": row.selection}
    return columns | {name: code and code.value for name, code in codes.items() if name in columns}


def _whose(key: Key, owners: Mapping[int, tuple[int, str]]) -> tuple[int, tuple[str, ...]]:
    outcome_id, level, source, day, *whose = key
    action_id, ref = owners[outcome_id]
    return action_id, (ref, level, source, day.isoformat(), *whose)


def _say_replaced(intake: Intake, rows: Mapping[int, Row], stored: Mapping[Key, Row]) -> None:
    """Note the counts that a row replaces, so that no one's are lost unseen."""
    for line, row in rows.items():
        before = stored.get(key_of(row))
        was, now = (_said(one) for one in (before or row, row))
        if was != now:
            intake.notes.append(f"Line {line} replaces {was} by {now}.")


def _said(row: Row) -> str:
    judged = row.get("judgement")
    return str(judged).replace("_", " ") if judged else f"{row['favourable']} of {row['n']}"
