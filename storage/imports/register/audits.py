"""Import audits of cases: one row for each criterion and agency; corrected rows replace."""

from collections.abc import Sequence

from storage import tables as t
from storage.imports.intake import ImportCounts, Intake
from storage.imports.places import Places
from storage.imports.register.audit_links import links_of
from storage.imports.register.audit_returns import returns_of
from storage.imports.register.corrections import keeping_corrections
from storage.imports.register.nested import PartsAndRows, keep_cycles
from storage.imports.register.one_criterion import LINK, with_links
from storage.imports.register.repeated_heads import (
    RepeatedHead,
    placed,
    refuse_repeats,
    with_agencies,
)
from storage.imports.register.typed_before import replaced_counts
from surveys.records.audit_row import AuditRow
from surveys.records.reading import Numbered

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
TABLES = PartsAndRows(
    t.case_audit_criteria,
    ("case_audit_id", "number"),
    "criterion",
    t.case_audit_returns,
    ("case_audit_criterion_id", "agency"),
)


def write_audits(intake: Intake, records: Sequence[Numbered[AuditRow]]) -> ImportCounts:
    """Save audits with their criteria, and what each agency returned on each."""
    places = Places(intake)
    rows = with_agencies(places, placed(places, records))
    audits, criteria = AUDIT.of(intake, rows), CRITERION.of(intake, rows)
    LINK.of(intake, rows)
    refuse_repeats(intake, rows, ("ref", "criterion", "agency"), "this criterion and agency")
    links = links_of(intake, rows, audits)
    returns = returns_of(intake, rows)
    intake.check()
    places.say_new_agencies()

    def write() -> ImportCounts:
        kept = keep_cycles(intake, t.case_audits, audits)
        counts = TABLES.keep(intake, rows, kept, with_links(criteria, links), returns)
        intake.notes += replaced_counts(intake.connection, [kept.ids[key] for key in audits])
        return counts

    return keeping_corrections(intake, {one.partnership_id for one in rows}, write)
