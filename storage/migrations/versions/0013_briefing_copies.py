"""The copy that a person made of a version of a briefing, so that fifty taps make one."""

import sqlalchemy as sa
from alembic import op

revision = "0013"
down_revision = "0012"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the table; of copies made before, no one knows whose they are."""
    op.create_table(
        "briefing_copies",
        sa.Column("briefing_id", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("copy_id", NUMBER),
        sa.PrimaryKeyConstraint(
            "briefing_id", "version", "person_id", name=op.f("pk_briefing_copies")
        ),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_briefing_copies_briefing_id")
        ),
        sa.ForeignKeyConstraint(
            ["copy_id"], ["briefings.id"], name=op.f("fk_briefing_copies_copy_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_briefing_copies_person_id")
        ),
    )


def downgrade() -> None:
    """Drop the table; the copies stay."""
    op.drop_table("briefing_copies")
