"""What each agency returned on a criterion of an audit.

Cases that agencies read together have one row without an agency; otherwise each agency reads its
own cases. Both at once would count a case twice.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import Intake, given
from storage.imports.merge import Key, read_in_batches
from storage.imports.register.links import RegisterLinks
from storage.imports.register.repeated_heads import PlacedRow
from surveys.records.audit_row import AuditRow

COLUMNS = (
    "self_met",
    "self_read",
    "moderated_met",
    "moderated_read",
    "eligible",
    "good_practice",
    "development",
    "recommendation",
)
Returns = Mapping[int, Mapping[str, Any]]  # by line
Rows = Sequence[PlacedRow[AuditRow]]


def returns_of(intake: Intake, rows: Rows) -> Returns:
    """Return the columns of each row, with its agency."""
    actions = RegisterLinks(intake, rows, "recommendation_action_ref")
    found = {one.line: _return(one, actions) for one in rows}
    _refuse_together_and_apart(intake, rows, found)
    return found


def _return(one: PlacedRow[AuditRow], actions: RegisterLinks) -> dict[str, Any]:
    columns = given(one.row)
    kept = {name: columns[name] for name in COLUMNS if name in columns}
    if "recommendation_action_ref" in columns:
        action = actions.action(one, "recommendation_action_ref")
        kept["recommendation_action_id"] = action
    return {**kept, "agency": one.row.agency}


def _refuse_together_and_apart(intake: Intake, rows: Rows, returns: Returns) -> None:
    moderated: dict[Key, dict[str, bool]] = defaultdict(dict)
    moderated.update(_stored(intake, rows))
    for one in rows:
        agency = returns[one.line]["agency"]
        is_moderated = one.row.moderated_read is not None
        if is_moderated or "moderated_read" in one.row.model_fields_set:
            moderated[one.key("ref", "criterion")][agency] = is_moderated
    for one in rows:
        agencies = {a for a, counts in moderated[one.key("ref", "criterion")].items() if counts}
        if one.row.moderated_read is not None and "" in agencies and len(agencies) > 1:
            reason = "cases are read together (no agency) or by each agency, not both"
            intake.refuse(one.line, "agency", reason)


def _stored(intake: Intake, rows: Rows) -> dict[Key, dict[str, bool]]:
    audits, criteria, returns = t.case_audits.c, t.case_audit_criteria.c, t.case_audit_returns.c
    query = (
        select(
            audits.partnership_id,
            audits.ref,
            criteria.number,
            returns.agency,
            returns.moderated_read,
        )
        .join_from(t.case_audit_returns, t.case_audit_criteria)
        .join(t.case_audits)
    )
    found: dict[Key, dict[str, bool]] = defaultdict(dict)
    partnerships = {one.partnership_id for one in rows}
    for row in read_in_batches(intake.connection, query, audits.partnership_id, partnerships):
        key = (row["partnership_id"], row["ref"], row["number"])
        found[key][row["agency"]] = row["moderated_read"] is not None
    return found
