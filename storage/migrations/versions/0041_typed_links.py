"""Links that can be typed: a short code, and the token kept encrypted so that posters can be made.

A link that was made before has neither: its token was never kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0039"


def upgrade() -> None:
    """Add both, empty."""
    op.add_column("links", sa.Column("code", sa.Text()))
    op.add_column("links", sa.Column("sealed", sa.LargeBinary()))
    op.create_index("ix_links_code", "links", ["code"], unique=True)


def downgrade() -> None:
    """Drop both: codes on paper lead nowhere then."""
    op.drop_index("ix_links_code", "links")
    op.drop_column("links", "sealed")
    op.drop_column("links", "code")
