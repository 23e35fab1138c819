"""The number of each partnership's newest release, which stays when releases are deleted."""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
KEPT = """
UPDATE partnerships SET last_release = coalesce(
    (SELECT max(number) FROM releases WHERE releases.partnership_id = partnerships.id), 0)
"""


def upgrade() -> None:
    """Count on from the releases that are kept; of those deleted before, no number is known."""
    last = sa.Column("last_release", sa.Integer(), nullable=False, server_default="0")
    op.add_column("partnerships", last)
    op.execute(KEPT)


def downgrade() -> None:
    """Count on from the releases that are kept."""
    op.drop_column("partnerships", "last_release")
