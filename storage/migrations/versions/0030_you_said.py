"""What children and families asked for, and what was done about it."""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0028"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SETTING = "current_setting('golden_thread.partnerships', true)"
ITS_ACTION = "SELECT FROM actions WHERE actions.id = you_said.action_id"
LET_THROUGH = f"(SELECT {SETTING}) = '*' OR EXISTS ({ITS_ACTION})"
PEOPLE = ("written_by", "released_by", "withdrawn_by")


def upgrade() -> None:
    """Begin to keep them."""
    op.create_table(
        "you_said",
        sa.Column("action_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("said", sa.LargeBinary()),
        sa.Column("did", sa.LargeBinary()),
        sa.Column("written_by", NUMBER, nullable=False),
        sa.Column("written_at", MOMENT, nullable=False),
        sa.Column("released_by", NUMBER),
        sa.Column("released_at", MOMENT),
        sa.Column("withdrawn_by", NUMBER),
        sa.Column("withdrawn_at", MOMENT),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_you_said_action_id")),
        *(
            sa.ForeignKeyConstraint([who], ["people.id"], name=op.f(f"fk_you_said_{who}"))
            for who in PEOPLE
        ),
        sa.PrimaryKeyConstraint("action_id", "number", name=op.f("pk_you_said")),
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE you_said ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE you_said FORCE ROW LEVEL SECURITY")
        rows = f"USING ({LET_THROUGH}) WITH CHECK ({LET_THROUGH})"
        op.execute(f"CREATE POLICY of_partnership ON you_said {rows}")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("you_said")
