"""What a lead made of a form with more answers than it was given out for, or a burst of them."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table."""
    op.create_table(
        "answer_checks",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("at_once", sa.Integer(), nullable=False),
        sa.Column("seen_answers", sa.Integer()),
        sa.Column("seen_at_once", sa.Integer()),
        sa.Column("counts", sa.Boolean()),
        sa.Column("seen_by", NUMBER),
        sa.Column("seen_at", sa.DateTime(timezone=True)),
        sa.PrimaryKeyConstraint("wave_id", name=op.f("pk_answer_checks")),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_answer_checks_wave_id")),
        sa.ForeignKeyConstraint(["seen_by"], ["people.id"], name=op.f("fk_answer_checks_seen_by")),
    )


def downgrade() -> None:
    """Drop the table and all its rows."""
    op.drop_table("answer_checks")
