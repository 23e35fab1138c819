"""Indexes on what the register's rows name: outcomes, and actions that take advice up."""

from alembic import op

revision = "0036"
down_revision = "0035"
LINKS = (
    ("section_11_criteria", "outcome_id"),
    ("case_audit_returns", "recommendation_action_id"),
    ("section_11_grades", "recommendation_action_id"),
    ("inspection_findings", "recommendation_action_id"),
)


def upgrade() -> None:
    """Find rows by what they name without reading every row."""
    for table, column in LINKS:
        op.create_index(op.f(f"ix_{table}_{column}"), table, [column])


def downgrade() -> None:
    """Read every row again."""
    for table, column in LINKS:
        op.drop_index(op.f(f"ix_{table}_{column}"), table)
