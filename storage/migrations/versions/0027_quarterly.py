"""What comes each quarter: analysis of indicators, and complaints by theme and agency."""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
CONDITIONS = {
    "indicator_analyses": f"{SEES_EVERY} OR EXISTS (SELECT FROM outcomes"
    " WHERE outcomes.id = indicator_analyses.outcome_id)",
    "complaint_counts": f"{SEES_EVERY} OR partnership_id {IS_THEIRS}",
}


def upgrade() -> None:
    """Make the tables, with their row-level security."""
    _analyses()
    _complaints()
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, condition in CONDITIONS.items():
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        rows = f"USING ({condition}) WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY of_partnership ON {name} {rows}")


def downgrade() -> None:
    """Drop them."""
    for name in CONDITIONS:
        op.drop_table(name)


def _analyses() -> None:
    key = ("outcome_id", "indicator", "quarter_start")
    op.create_table(
        "indicator_analyses",
        sa.Column("outcome_id", NUMBER, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("quarter_start", sa.Date(), nullable=False),
        sa.Column("analysis", sa.Text(), nullable=False),
        sa.Column("topic", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_indicator_analyses")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f("fk_indicator_analyses_outcome_id")
        ),
    )


def _complaints() -> None:
    key = ("partnership_id", "agency", "kind", "theme", "quarter_start")
    op.create_table(
        "complaint_counts",
        sa.Column("partnership_id", NUMBER, nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in key[1:4]),
        sa.Column("quarter_start", sa.Date(), nullable=False),
        sa.Column("count", sa.Integer()),
        sa.Column("withheld", sa.Text()),
        sa.PrimaryKeyConstraint(*key, name=op.f("pk_complaint_counts")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_complaint_counts_partnership_id")
        ),
        sa.CheckConstraint(
            "(count IS NULL) <> (withheld IS NULL)",
            name=op.f("ck_complaint_counts_count_or_symbol"),
        ),
    )
