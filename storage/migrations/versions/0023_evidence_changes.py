"""What was changed in an action, its plan and its evidence, with both values."""

import sqlalchemy as sa
from alembic import op

revision = "0023"
down_revision = "0022"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
ITS_ACTION = "SELECT FROM actions WHERE actions.id = evidence_changes.action_id"
LET_THROUGH = f"(SELECT {SETTING}) = '*' OR EXISTS ({ITS_ACTION})"


def upgrade() -> None:
    """Begin to keep changes; of earlier ones nothing is known."""
    op.create_table(
        "evidence_changes",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("action_id", NUMBER, nullable=False),
        sa.Column("thing", sa.Text(), nullable=False),
        sa.Column("which", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_evidence_changes_action_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_evidence_changes")),
    )
    op.create_index(op.f("ix_evidence_changes_action_id"), "evidence_changes", ["action_id"])
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE evidence_changes ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE evidence_changes FORCE ROW LEVEL SECURITY")
        rows = f"USING ({LET_THROUGH}) WITH CHECK ({LET_THROUGH})"
        op.execute(f"CREATE POLICY of_partnership ON evidence_changes {rows}")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("evidence_changes")
