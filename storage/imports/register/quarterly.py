"""Import what comes each quarter: analysis of indicators, and counts of complaints by theme."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake, given, written
from storage.imports.merge import Key, merge, read_in_batches
from storage.imports.places import Places
from storage.imports.refs import OutcomeRefs
from storage.imports.register.repeated_heads import placed, refuse_repeats, with_agencies
from surveys.records.quarter_rows import AnalysisRow, ComplaintRow
from surveys.records.reading import Numbered, repeated

_ANALYSIS = ("outcome_id", "indicator", "quarter_start")
_COUNTED = ("agency", "kind", "theme", "quarter_start")
_COUNT = ("partnership_id", *_COUNTED)


def write_analyses(intake: Intake, records: Sequence[Numbered[AnalysisRow]]) -> ImportCounts:
    """Save what analysts say of indicators that have periods already."""
    refs = OutcomeRefs(intake, {record.row.action_ref for record in records})
    found = [
        (one, *its)
        for one in records
        if (its := refs.one(one.line, one.row.action_ref, one.row.outcome_ref))
    ]
    intake.problems += repeated(
        records,
        lambda row: (row.action_ref, row.outcome_ref, row.indicator, row.quarter_start),
        "quarter_start",
        "this quarter of the indicator",
    )
    known = _indicators(intake, {outcome_id for _, outcome_id, _ in found})
    for one, outcome_id, _ in found:
        if (outcome_id, one.row.indicator) not in known:
            reason = f"there is no indicator “{one.row.indicator}” of this outcome"
            intake.refuse(one.line, "indicator", f"{reason}: import its periods first")
    intake.check()
    rows = [
        {**given(one.row, "action_ref", "outcome_ref"), "outcome_id": outcome_id}
        for one, outcome_id, _ in found
    ]
    merged = merge(intake.connection, t.indicator_analyses, _ANALYSIS, "outcome_id", rows)
    partnerships = {action.partnership_id for *_, action in found}
    return written((_key(row, _ANALYSIS) for row in rows), merged, partnerships, frozenset())


def write_complaints(intake: Intake, records: Sequence[Numbered[ComplaintRow]]) -> ImportCounts:
    """Save counts of complaints and critical issues by agency, theme and quarter."""
    places = Places(intake)
    found = with_agencies(places, placed(places, records))
    refuse_repeats(intake, found, _COUNTED, "this agency, theme and quarter")
    intake.check()
    rows: list[dict[str, Any]] = []
    for one in found:
        withheld = one.row.withheld
        figures = {"count": None if withheld else int(one.row.count), "withheld": withheld}
        of = {"partnership_id": one.partnership_id}
        rows.append({**given(one.row, "partnership"), **of, **figures})
    places.say_new_agencies()
    merged = merge(intake.connection, t.complaint_counts, _COUNT, "partnership_id", rows)
    partnerships = {one.partnership_id for one in found}
    return written((_key(row, _COUNT) for row in rows), merged, partnerships, frozenset())


def _indicators(intake: Intake, outcome_ids: set[int]) -> set[Key]:
    points = t.indicator_points.c
    query = select(points.outcome_id, points.indicator).distinct()
    rows = read_in_batches(intake.connection, query, points.outcome_id, outcome_ids)
    return {(row["outcome_id"], row["indicator"]) for row in rows}


def _key(row: Mapping[str, Any], keys: Sequence[str]) -> Key:
    return tuple(row[name] for name in keys)
