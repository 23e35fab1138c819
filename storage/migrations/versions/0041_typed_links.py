"""Links that can be typed and printed again, who helped somebody to answer, forms on paper.

A link that was made before has no code: its token was never kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0039"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
CONDITION = f"{SEES_EVERY} OR EXISTS (SELECT FROM waves WHERE waves.id = paper_entries.wave_id)"
OF_A_RESPONSE = ("assisted_by", "assisted_how", "entered_by", "checked_by")


def upgrade() -> None:
    """Add all of it, empty."""
    op.add_column("links", sa.Column("code", sa.Text()))
    op.add_column("links", sa.Column("sealed", sa.LargeBinary()))
    op.add_column("links", sa.Column("papers", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_links_code", "links", ["code"], unique=True)
    for name in OF_A_RESPONSE:
        op.add_column("responses", sa.Column(name, sa.Text()))
    _paper_entries()


def downgrade() -> None:
    """Drop it: codes on paper lead nowhere then."""
    op.drop_table("paper_entries")
    for name in OF_A_RESPONSE:
        op.drop_column("responses", name)
    op.drop_index("ix_links_code", "links")
    op.drop_column("links", "papers")
    op.drop_column("links", "sealed")
    op.drop_column("links", "code")


def _paper_entries() -> None:
    op.create_table(
        "paper_entries",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.Column("entered_by", NUMBER, nullable=False),
        sa.Column("entered_on", sa.Date(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "form", "entered_by", name=op.f("pk_paper_entries")),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_paper_entries_wave_id")),
        sa.ForeignKeyConstraint(
            ["entered_by"], ["people.id"], name=op.f("fk_paper_entries_entered_by")
        ),
        sqlite_with_rowid=False,
    )
    if op.get_bind().dialect.name == "sqlite":
        return
    op.execute("ALTER TABLE paper_entries ENABLE ROW LEVEL SECURITY")
    op.execute("ALTER TABLE paper_entries FORCE ROW LEVEL SECURITY")
    rows = f"USING ({CONDITION}) WITH CHECK ({CONDITION})"
    op.execute(f"CREATE POLICY of_partnership ON paper_entries {rows}")
