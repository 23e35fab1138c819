"""The erasure ledger, and people whose rows have lost everything that told whose they were."""

import sqlalchemy as sa
from alembic import op

revision = "0049"
down_revision = "0048"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
CONDITION = f"{SEES_EVERY} OR partnership_id {IS_THEIRS}"


def upgrade() -> None:
    """Make the ledger, empty."""
    op.add_column("people", sa.Column("erased_at", MOMENT))
    op.add_column("concern_steps", sa.Column("name", sa.LargeBinary()))
    op.create_table(
        "erasures",
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("erased_at", MOMENT, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("reason", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "mark", "erased_at", name=op.f("pk_erasures")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_erasures_partnership_id")
        ),
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("ALTER TABLE erasures ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE erasures FORCE ROW LEVEL SECURITY")
    rows = f"USING ({CONDITION}) WITH CHECK ({CONDITION})"
    op.execute(f"CREATE POLICY of_partnership ON erasures {rows}")


def downgrade() -> None:
    """Drop the ledger: what is restored from a backup then has everyone in it again."""
    op.drop_table("erasures")
    op.drop_column("concern_steps", "name")
    op.drop_column("people", "erased_at")
