"""The register: audits of cases, Section 11 cycles, reviews and inspections, with their parts."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Number, metadata, number_key

case_audits = Table(
    "case_audits",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),  # multi_agency_audit, single_agency_audit
    Column("year", Integer, nullable=False),  # in which the programme's year begins
    Column("theme", Text, nullable=False),
    Column("why", Text, nullable=False),
    Column("method", Text, nullable=False, server_default=""),
    Column("period_start", Date),
    Column("period_end", Date),
    Column("audited_on", Date, nullable=False),
    Column("selection", Text),  # all, random, chosen
    Column("read_by", Text, nullable=False, server_default=""),
    Column("reaudit_of", Text),  # the ref of an audit of the same partnership
    Column("reaudit_due_on", Date),
    UniqueConstraint("partnership_id", "ref"),
)

case_audit_criteria = Table(
    "case_audit_criteria",
    metadata,
    number_key(),
    Column("case_audit_id", Number, ForeignKey("case_audits.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("heading", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("outcome_id", Number, ForeignKey("outcomes.id"), index=True),
    Column("level", Text),
    UniqueConstraint("case_audit_id", "number"),
    CheckConstraint("(outcome_id IS NULL) = (level IS NULL)", name="outcome_at_a_level"),
)

case_audit_returns = Table(
    "case_audit_returns",
    metadata,
    Column(
        "case_audit_criterion_id",
        Number,
        ForeignKey("case_audit_criteria.id"),
        primary_key=True,
    ),
    Column("agency", Text, primary_key=True),  # empty for cases that agencies read together
    Column("self_met", Integer),
    Column("self_read", Integer),
    Column("moderated_met", Integer),
    Column("moderated_read", Integer),
    Column("eligible", Integer),
    Column("good_practice", Text, nullable=False, server_default=""),
    Column("development", Text, nullable=False, server_default=""),
    Column("recommendation", Text, nullable=False, server_default=""),
    Column("recommendation_action_id", Number, ForeignKey("actions.id"), index=True),
    CheckConstraint(
        "(self_met IS NULL) = (self_read IS NULL) AND (self_met IS NULL OR self_met <= self_read)",
        name="self_met_within_read",
    ),
    CheckConstraint(
        "(moderated_met IS NULL) = (moderated_read IS NULL)"
        " AND (moderated_met IS NULL OR moderated_met <= moderated_read)",
        name="moderated_met_within_read",
    ),
)

section_11_cycles = Table(
    "section_11_cycles",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("kind", Text, nullable=False, server_default="section_11"),  # or section_175
    Column("title", Text, nullable=False),
    Column("opened_on", Date, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("moderated_on", Date),
    UniqueConstraint("partnership_id", "ref"),
)

section_11_returns = Table(
    "section_11_returns",
    metadata,
    Column("section_11_cycle_id", Number, ForeignKey("section_11_cycles.id"), primary_key=True),
    Column("agency", Text, primary_key=True),
    Column("returned_on", Date),
)

section_11_criteria = Table(
    "section_11_criteria",
    metadata,
    number_key(),
    Column("section_11_cycle_id", Number, ForeignKey("section_11_cycles.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("standard", Integer, nullable=False),
    Column("standard_title", Text, nullable=False),
    Column("question", Text, nullable=False),
    Column("outcome_id", Number, ForeignKey("outcomes.id"), index=True),
    Column("level", Text),
    UniqueConstraint("section_11_cycle_id", "number"),
    CheckConstraint("(outcome_id IS NULL) = (level IS NULL)", name="outcome_at_a_level"),
)

section_11_grades = Table(
    "section_11_grades",
    metadata,
    Column(
        "section_11_criterion_id", Number, ForeignKey("section_11_criteria.id"), primary_key=True
    ),
    Column("agency", Text, primary_key=True),
    Column("self_grade", Integer),
    Column("moderated_grade", Integer),
    Column("practitioner_check", Integer),
    Column("evidence", Text, nullable=False, server_default=""),
    Column("improvement", Text, nullable=False, server_default=""),
    Column("improvement_due_on", Date),
    Column("recommendation", Text, nullable=False, server_default=""),
    Column("recommendation_action_id", Number, ForeignKey("actions.id"), index=True),
)

case_reviews = Table(
    "case_reviews",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("reviewed_on", Date, nullable=False),
    Column("terms", Text, nullable=False, server_default=""),
    Column("agency", Text, nullable=False, server_default=""),
    Column("published_on", Date),
    Column("published_at", Text, nullable=False, server_default=""),
    Column("to_share", Text, nullable=False, server_default=""),
    Column("shared", Boolean, nullable=False, server_default="0"),
    UniqueConstraint("partnership_id", "ref"),
)

review_points = Table(
    "review_points",
    metadata,
    number_key(),
    Column("case_review_id", Number, ForeignKey("case_reviews.id"), nullable=False),
    Column("number", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("text", Text, nullable=False),
    Column("theme", Text),
    UniqueConstraint("case_review_id", "number"),
)

review_responses = Table(
    "review_responses",
    metadata,
    Column("review_point_id", Number, ForeignKey("review_points.id"), primary_key=True),
    Column("action", Text, primary_key=True),  # its reference; empty while there is none
    Column("monitoring_note", Text, nullable=False, server_default=""),
    Column("monitored_on", Date),
    Column("completed_on", Date),
    Column("proof", Text, nullable=False, server_default=""),
    Column("outcome_id", Number, ForeignKey("outcomes.id"), index=True),
    Column("judgement", Text),  # better, no_clear_change, worse
    Column("judged_on", Date),
    Column("judged_by", Text, nullable=False, server_default=""),
    Column("reason", Text, nullable=False, server_default=""),
    CheckConstraint("(outcome_id IS NULL) = (judgement IS NULL)", name="judgement_of_outcome"),
)

inspections = Table(
    "inspections",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),  # inspection, peer_review
    Column("body", Text, nullable=False),
    Column("framework", Text, nullable=False, server_default=""),
    Column("agency", Text, nullable=False, server_default=""),
    Column("started_on", Date),
    Column("ended_on", Date),
    Column("published_on", Date),
    UniqueConstraint("partnership_id", "ref"),
    CheckConstraint("ended_on IS NOT NULL OR published_on IS NOT NULL", name="has_a_day"),
)

inspection_areas = Table(
    "inspection_areas",
    metadata,
    number_key(),
    Column("inspection_id", Number, ForeignKey("inspections.id"), nullable=False),
    Column("area", Text, nullable=False),
    Column("grade", Text, nullable=False, server_default=""),
    Column("theme", Text),
    UniqueConstraint("inspection_id", "area"),
)

inspection_findings = Table(
    "inspection_findings",
    metadata,
    Column("inspection_area_id", Number, ForeignKey("inspection_areas.id"), primary_key=True),
    Column("action", Text, primary_key=True),  # its reference; empty where none is named
    Column("says", Text, nullable=False, server_default=""),
    Column("outcome_id", Number, ForeignKey("outcomes.id"), index=True),
    Column("judgement", Text),  # better, no_clear_change, worse
    Column("reason", Text, nullable=False, server_default=""),
    Column("recommendation", Text, nullable=False, server_default=""),
    Column("recommendation_action_id", Number, ForeignKey("actions.id"), index=True),
    CheckConstraint("(outcome_id IS NULL) = (judgement IS NULL)", name="judgement_of_outcome"),
)

indicator_analyses = Table(
    "indicator_analyses",
    metadata,
    Column("outcome_id", Number, ForeignKey("outcomes.id"), primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("quarter_start", Date, primary_key=True),
    Column("analysis", Text, nullable=False),
    Column("topic", Text, nullable=False, server_default=""),
)

complaint_counts = Table(
    "complaint_counts",
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("agency", Text, primary_key=True),
    Column("kind", Text, primary_key=True),  # complaint, critical issue
    Column("theme", Text, primary_key=True),
    Column("quarter_start", Date, primary_key=True),
    Column("count", Integer),
    Column("withheld", Text),  # the symbol that the agency gave in place of a count
    CheckConstraint("(count IS NULL) <> (withheld IS NULL)", name="count_or_symbol"),
)
