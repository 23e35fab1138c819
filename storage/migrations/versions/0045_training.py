"""Training partnerships: a dry run that counts nowhere. Every partnership that is there is real."""

import sqlalchemy as sa
from alembic import op

revision = "0045"
down_revision = "0044"


def upgrade() -> None:
    """Add the column."""
    column = sa.Column("training", sa.Boolean(), server_default="0", nullable=False)
    op.add_column("partnerships", column)


def downgrade() -> None:
    """Drop it; the names keep their mark."""
    op.drop_column("partnerships", "training")
