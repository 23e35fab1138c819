"""What waves that are over add to the evidence, so that a summary need not count them again."""

import sqlalchemy as sa
from alembic import op

revision = "0034"
down_revision = "0030"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
ITS_WAVE = "SELECT FROM waves WHERE waves.id = wave_evidence.wave_id"
LET_THROUGH = f"(SELECT {SETTING}) = '*' OR EXISTS ({ITS_WAVE})"


def upgrade() -> None:
    """Begin with nothing kept: the clock counts the waves that are over."""
    op.create_table(
        "wave_evidence",
        sa.Column("wave_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("over_on", sa.Date(), nullable=False),
        sa.Column("counts", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_wave_evidence_wave_id")),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_wave_evidence")),
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE wave_evidence ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE wave_evidence FORCE ROW LEVEL SECURITY")
        rows = f"USING ({LET_THROUGH}) WITH CHECK ({LET_THROUGH})"
        op.execute(f"CREATE POLICY of_partnership ON wave_evidence {rows}")


def downgrade() -> None:
    """Count every wave anew."""
    op.drop_table("wave_evidence")
