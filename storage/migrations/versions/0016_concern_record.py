"""The work record of concerns: who did what with each, and whom one names."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
# What is known of concerns that have no record yet: when each came, and who took it on.
RAISED = """INSERT INTO concern_steps (concern_id, seq, at, step, state, grade)
            SELECT id, 1, raised_at, 'raised', 'new', grade FROM concerns
            WHERE state <> 'test'"""
TAKEN = """INSERT INTO concern_steps (concern_id, seq, at, person_id, step, state, grade)
           SELECT id, 2, acknowledged_at, acknowledged_by, 'taken', 'acknowledged', grade
           FROM concerns WHERE acknowledged_by IS NOT NULL AND acknowledged_at IS NOT NULL"""


def upgrade() -> None:
    """Make the tables, and begin the record of the concerns that there are."""
    op.add_column(
        "concerns", sa.Column("was_red", sa.Boolean(), server_default="0", nullable=False)
    )
    op.add_column(
        "concerns", sa.Column("all_named", sa.Boolean(), server_default="0", nullable=False)
    )
    op.add_column("links", sa.Column("setting", sa.Text(), server_default="", nullable=False))
    _concern_steps()
    _passed_over()
    op.execute("UPDATE concerns SET was_red = (grade = 'red')")
    op.execute(RAISED)
    op.execute(TAKEN)


def downgrade() -> None:
    """Drop the record; a concern in a state that earlier versions do not know is open again."""
    op.execute(
        "UPDATE concerns SET state = 'acknowledged' "
        "WHERE state NOT IN ('new', 'closed', 'test', 'tested')"
    )
    op.drop_table("passed_over")
    op.drop_table("concern_steps")
    op.drop_column("links", "setting")
    op.drop_column("concerns", "all_named")
    op.drop_column("concerns", "was_red")


def _concern_steps() -> None:
    op.create_table(
        "concern_steps",
        sa.Column("concern_id", NUMBER, nullable=False),
        sa.Column("seq", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("person_id", NUMBER),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("concern_id", "seq", name=op.f("pk_concern_steps")),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_concern_steps_concern_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_concern_steps_person_id")
        ),
    )


def _passed_over() -> None:
    op.create_table(
        "passed_over",
        sa.Column("concern_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("concern_id", "person_id", name=op.f("pk_passed_over")),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_passed_over_concern_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_passed_over_person_id")
        ),
    )
