"""Import audits of cases: one row for each criterion and agency; corrected rows replace."""

from collections.abc import Mapping, Sequence
from typing import Any

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake, written
from storage.imports.merge import Key, merge
from storage.imports.places import Places
from storage.imports.register.audit_links import Link, Rows, links_of
from storage.imports.register.audit_returns import Returns, returns_of
from storage.imports.register.repeated_heads import KeptHeads, RepeatedHead, keep_heads, placed
from storage.imports.register.typed_before import replaced_counts
from surveys.records.audit_row import AuditRow
from surveys.records.heads import Heads
from surveys.records.reading import Numbered, repeated

AUDIT = RepeatedHead(
    "an audit",
    ("ref",),
    (
        "title",
        "kind",
        "year",
        "theme",
        "why",
        "method",
        "period_start",
        "period_end",
        "audited_on",
        "selection",
        "read_by",
        "reaudit_of",
        "reaudit_due_on",
    ),
)
CRITERION = RepeatedHead("a criterion", ("ref", "criterion"), ("heading", "question"))
LINK = RepeatedHead("a criterion", ("ref", "criterion"), ("action_ref", "outcome_ref", "level"))
_KEYS = ("case_audit_criterion_id", "agency")


def write_audits(intake: Intake, records: Sequence[Numbered[AuditRow]]) -> ImportCounts:
    """Save audits with their criteria, and what each agency returned on each."""
    places = Places(intake)
    rows = placed(places, records)
    audits, criteria = AUDIT.of(intake, rows), CRITERION.of(intake, rows)
    LINK.of(intake, rows)
    intake.problems += repeated(records, _returned, "agency", "this criterion and agency")
    links = links_of(intake, rows, audits)
    returns = returns_of(intake, rows, places)
    intake.check()
    places.say_new_agencies()
    kept_audits = _keep_audits(intake, audits)
    kept_criteria = _keep_criteria(intake, criteria, kept_audits, links)
    intake.notes += replaced_counts(intake.connection, [kept_audits.ids[key] for key in audits])
    return _keep_returns(intake, rows, returns, kept_audits, kept_criteria)


def _returned(row: AuditRow) -> tuple[str, ...]:
    return row.partnership.casefold(), row.ref, row.criterion, row.agency.casefold()


def _keep_audits(intake: Intake, audits: Heads) -> KeptHeads:
    rows = [
        {"partnership_id": partnership, "ref": ref, **head}
        for (partnership, ref), head in audits.items()
    ]
    return keep_heads(intake.connection, t.case_audits, ("partnership_id", "ref"), rows)


def _keep_criteria(
    intake: Intake, criteria: Heads, audits: KeptHeads, links: Mapping[Key, Link]
) -> KeptHeads:
    rows: list[dict[str, Any]] = []
    for key, head in criteria.items():
        outcome_id, level = links[key] or (None, None)
        its = {"case_audit_id": audits.ids[key[:2]], "number": key[2]}
        rows.append({**its, **head, "outcome_id": outcome_id, "level": level})
    return keep_heads(intake.connection, t.case_audit_criteria, ("case_audit_id", "number"), rows)


def _keep_returns(
    intake: Intake, rows: Rows, returns: Returns, audits: KeptHeads, criteria: KeptHeads
) -> ImportCounts:
    whole: list[dict[str, Any]] = []
    also: set[Key] = set()
    for one in rows:
        audit = one.key("ref")
        criterion = (audits.ids[audit], one.row.criterion)
        row = {_KEYS[0]: criteria.ids[criterion], **returns[one.line]}
        whole.append(row)
        if audits.differs(audit) or criteria.differs(criterion):
            also.add(_key(row))
    merged = merge(intake.connection, t.case_audit_returns, _KEYS, _KEYS[0], whole)
    partnerships = {one.partnership_id for one in rows}
    return written(map(_key, whole), merged, partnerships, frozenset(also))


def _key(row: Mapping[str, Any]) -> Key:
    return tuple(row[name] for name in _KEYS)
