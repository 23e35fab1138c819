"""Releases: the published figures of every summary that left as a file."""

import sqlalchemy as sa
from alembic import op

revision = "0028"
down_revision = "0026"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
LET_THROUGH = f"(SELECT {SETTING}) = '*' OR partnership_id {IS_THEIRS}"
TEXTS = ("sha256", "inputs_fingerprint", "figures")


def upgrade() -> None:
    """Begin to keep releases; of earlier ones the audit trail has the hashes of their files."""
    op.create_table(
        "releases",
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("action_id", NUMBER, nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.Column("format", sa.Text(), nullable=False),
        sa.Column("minimum_group", sa.Integer(), nullable=False),
        sa.Column("as_at", sa.Date(), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_releases_action_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_releases_partnership_id")
        ),
        sa.PrimaryKeyConstraint("partnership_id", "number", name=op.f("pk_releases")),
    )
    op.create_index(
        op.f("ix_releases_partnership_id_action_id"), "releases", ["partnership_id", "action_id"]
    )
    if op.get_bind().dialect.name != "sqlite":
        op.execute("ALTER TABLE releases ENABLE ROW LEVEL SECURITY")
        op.execute("ALTER TABLE releases FORCE ROW LEVEL SECURITY")
        rows = f"USING ({LET_THROUGH}) WITH CHECK ({LET_THROUGH})"
        op.execute(f"CREATE POLICY of_partnership ON releases {rows}")


def downgrade() -> None:
    """Forget them."""
    op.drop_table("releases")
