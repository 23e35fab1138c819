"""Import Section 11 cycles: one row for each criterion and agency; corrected rows replace."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake, given
from storage.imports.merge import Key, merge, read_in_batches
from storage.imports.places import Places
from storage.imports.register.corrections import keeping_corrections
from storage.imports.register.links import RegisterLinks
from storage.imports.register.nested import KeptHeads, PartsAndRows, keep_cycles
from storage.imports.register.one_criterion import (
    LINK,
    Link,
    one_row_each,
    refuse_second_criterion,
    with_links,
)
from storage.imports.register.repeated_heads import (
    PlacedRow,
    RepeatedHead,
    placed,
    refuse_repeats,
    with_agencies,
)
from surveys.records.heads import Heads
from surveys.records.reading import Numbered
from surveys.records.section_11_row import Section11Row

CYCLE = RepeatedHead("a cycle", ("ref",), ("kind", "title", "opened_on", "due_on", "moderated_on"))
CRITERION = RepeatedHead(
    "a criterion", ("ref", "criterion"), ("standard", "standard_title", "question")
)
RETURN = RepeatedHead("an agency", ("ref", "agency"), ("returned_on",))
TABLES = PartsAndRows(
    t.section_11_criteria,
    ("section_11_cycle_id", "number"),
    "criterion",
    t.section_11_grades,
    ("section_11_criterion_id", "agency"),
)
COLUMNS = (
    "self_grade",
    "moderated_grade",
    "practitioner_check",
    "evidence",
    "improvement",
    "improvement_due_on",
    "recommendation",
)
Rows = Sequence[PlacedRow[Section11Row]]


def write_section_11(intake: Intake, records: Sequence[Numbered[Section11Row]]) -> ImportCounts:
    """Save cycles with their criteria, who returned, and the grades of each agency."""
    places = Places(intake)
    rows = with_agencies(places, placed(places, records))
    cycles, criteria = CYCLE.of(intake, rows), CRITERION.of(intake, rows)
    returns = RETURN.of(intake, rows)
    LINK.of(intake, rows)
    refuse_repeats(intake, rows, ("ref", "criterion", "agency"), "this criterion and agency")
    links = _links(intake, rows)
    grades = _grades(intake, rows)
    intake.check()
    places.say_new_agencies()

    def write() -> ImportCounts:
        kept = keep_cycles(intake, t.section_11_cycles, cycles)
        changed = _keep_returns(intake, rows, returns, kept)
        return TABLES.keep(intake, rows, kept, with_links(criteria, links), grades, changed)

    return keeping_corrections(intake, {one.partnership_id for one in rows}, write)


def _links(intake: Intake, rows: Rows) -> Mapping[Key, Link]:
    links, named = _stored(intake, rows), RegisterLinks(intake, rows, "action_ref")
    criteria = one_row_each(rows)
    for key, one in criteria.items():
        if "outcome_ref" in one.row.model_fields_set:
            links[key] = named.link(one)
    refuse_second_criterion(intake, criteria, links, "the agencies of a cycle")
    return {key: links.get(key) for key in criteria}


def _stored(intake: Intake, rows: Rows) -> dict[Key, Link]:
    cycles, criteria = t.section_11_cycles.c, t.section_11_criteria.c
    query = select(
        cycles.partnership_id, cycles.ref, criteria.number, criteria.outcome_id, criteria.level
    ).join_from(t.section_11_criteria, t.section_11_cycles)
    partnerships = {one.partnership_id for one in rows}
    return {
        (row["partnership_id"], row["ref"], row["number"]): (row["outcome_id"], row["level"])
        for row in read_in_batches(intake.connection, query, cycles.partnership_id, partnerships)
        if row["outcome_id"] is not None
    }


def _grades(intake: Intake, rows: Rows) -> dict[int, dict[str, Any]]:
    actions = RegisterLinks(intake, rows, "recommendation_action_ref")
    found: dict[int, dict[str, Any]] = {}
    for one in rows:
        columns = given(one.row)
        kept = {name: columns[name] for name in COLUMNS if name in columns}
        if "recommendation_action_ref" in columns:
            action = actions.action(one, "recommendation_action_ref")
            kept["recommendation_action_id"] = action
        found[one.line] = {**kept, "agency": one.row.agency}
    return found


def _keep_returns(intake: Intake, rows: Rows, returns: Heads, cycles: KeptHeads) -> frozenset[int]:
    """Keep who was asked and who returned when; return the lines of those that changed."""
    keys = ("section_11_cycle_id", "agency")
    kept = {
        key: {keys[0]: cycles.ids[key[:2]], keys[1]: key[2], **said}
        for key, said in returns.items()
    }
    merged = merge(intake.connection, t.section_11_returns, keys, keys[0], list(kept.values()))
    return frozenset(
        one.line
        for one in rows
        if tuple(kept[one.key("ref", "agency")][name] for name in keys) in merged.changed
    )
