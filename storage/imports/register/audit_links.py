"""Which outcome each criterion of an audit speaks to, also in the audits that repeat it.

A re-audit keeps what its criteria spoke to, so that a weaker result cannot be left out of the
evidence; an outcome hears of one criterion at a level, so that the cases of an audit count once.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import select

from storage import tables as t
from storage.imports.intake import Intake
from storage.imports.merge import Key, read_in_batches
from storage.imports.register.links import RegisterLinks
from storage.imports.register.one_criterion import Link, one_row_each, refuse_second_criterion
from storage.imports.register.repeated_heads import PlacedRow
from surveys.records.audit_row import AuditRow
from surveys.records.heads import Heads

Rows = Sequence[PlacedRow[AuditRow]]


@dataclass(frozen=True, slots=True)
class KnownAudits:
    """Audits of the file and those kept: when each was made, what it repeats, what it spoke to.

    Audits are by partnership and reference, links by these and the number of the criterion.
    """

    made: dict[Key, date] = field(default_factory=dict[Key, date])
    repeats: dict[Key, str | None] = field(default_factory=dict[Key, "str | None"])
    links: dict[Key, Link] = field(default_factory=dict[Key, Link])

    def earlier(self, key: Key) -> Link:
        """Return what a criterion spoke to in the audit that its own audit repeats."""
        partnership, audit, number = key
        return self.links.get((partnership, self.repeats.get((partnership, audit)), number))


def links_of(intake: Intake, rows: Rows, audits: Heads) -> Mapping[Key, Link]:
    """Return the link of every criterion in the file; refuse what it may not speak to."""
    known = _stored(intake, rows)
    for key, head in audits.items():
        known.made[key] = head["audited_on"]
        if "reaudit_of" in head:
            known.repeats[key] = head["reaudit_of"]
    _refuse_unknown_audits(intake, rows, known)
    named = RegisterLinks(intake, rows, "action_ref")
    criteria = one_row_each(rows)
    for key, one in sorted(criteria.items(), key=lambda item: item[1].row.audited_on):
        known.links[key] = _link(intake, named, known, key, one)
    refuse_second_criterion(intake, criteria, known.links, "the cases of an audit")
    return {key: known.links[key] for key in criteria}


def _link(
    intake: Intake, named: RegisterLinks, known: KnownAudits, key: Key, one: PlacedRow[AuditRow]
) -> Link:
    row, before = one.row, known.earlier(key)
    if "outcome_ref" not in row.model_fields_set:
        return known.links.get(key) or before
    own = named.link(one)
    if own and before and own != before:
        earlier = known.repeats[key[:2]]
        reason = f"in audit “{earlier}” this criterion speaks to another outcome or level"
        intake.refuse(one.line, "outcome_ref", f"{reason}; a re-audit keeps it")
    return own or before


def _refuse_unknown_audits(intake: Intake, rows: Rows, known: KnownAudits) -> None:
    for one in rows:
        earlier = one.row.reaudit_of
        if earlier is None:
            continue
        made = known.made.get((one.partnership_id, earlier))
        if made is None:
            intake.refuse(one.line, "reaudit_of", f"there is no audit “{earlier}” here")
        elif made >= one.row.audited_on:
            reason = f"is not after audit “{earlier}”, which was made on {made}"
            intake.refuse(one.line, "audited_on", reason)


def _stored(intake: Intake, rows: Rows) -> KnownAudits:
    audits, criteria = t.case_audits.c, t.case_audit_criteria.c
    query = select(
        audits.partnership_id,
        audits.ref,
        audits.audited_on,
        audits.reaudit_of,
        criteria.number,
        criteria.outcome_id,
        criteria.level,
    ).join_from(t.case_audits, t.case_audit_criteria)
    known, partnerships = KnownAudits(), {one.partnership_id for one in rows}
    for row in read_in_batches(intake.connection, query, audits.partnership_id, partnerships):
        key = (row["partnership_id"], row["ref"])
        known.made[key], known.repeats[key] = row["audited_on"], row["reaudit_of"]
        link = None if row["outcome_id"] is None else (row["outcome_id"], row["level"])
        known.links[*key, row["number"]] = link
    return known
