"""The packages that were made of the Teams app: which app, which bot, which version.

An installation that is upgraded has made none: its first package begins the list.
"""

import sqlalchemy as sa
from alembic import op

revision = "0043"
down_revision = "0042"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Add the table, empty."""
    op.create_table(
        "app_packages",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("app_id", sa.Text(), nullable=False),
        sa.Column("bot_id", sa.Text(), nullable=False),
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("file_hash", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_app_packages")),
        sa.UniqueConstraint("version", name=op.f("uq_app_packages_version")),
    )


def downgrade() -> None:
    """Drop it: the next package begins at 1.0.0 again."""
    op.drop_table("app_packages")
