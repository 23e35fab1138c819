"""Periods of an indicator that its source withheld, with the symbol in place of a figure."""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"


def upgrade() -> None:
    """Let a period have a symbol instead of a numerator."""
    with op.batch_alter_table("indicator_points") as points:
        points.add_column(sa.Column("withheld", sa.Text()))
        points.alter_column("numerator", existing_type=sa.Float(), nullable=True)
        points.create_check_constraint(
            op.f("ck_indicator_points_figure_or_symbol"),
            "(numerator IS NULL) <> (withheld IS NULL)",
        )


def downgrade() -> None:
    """Drop the periods without a figure."""
    op.execute("DELETE FROM indicator_points WHERE withheld IS NOT NULL")
    with op.batch_alter_table("indicator_points") as points:
        points.drop_constraint(op.f("ck_indicator_points_figure_or_symbol"), type_="check")
        points.alter_column("numerator", existing_type=sa.Float(), nullable=False)
        points.drop_column("withheld")
