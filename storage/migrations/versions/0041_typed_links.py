"""Links that can be typed and printed again, and who helped somebody to answer.

A link that was made before has no code: its token was never kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0041"
down_revision = "0039"
ASSISTED = ("assisted_by", "assisted_how")


def upgrade() -> None:
    """Add all of it, empty."""
    op.add_column("links", sa.Column("code", sa.Text()))
    op.add_column("links", sa.Column("sealed", sa.LargeBinary()))
    op.add_column("links", sa.Column("papers", sa.Integer(), server_default="0", nullable=False))
    op.create_index("ix_links_code", "links", ["code"], unique=True)
    for name in ASSISTED:
        op.add_column("responses", sa.Column(name, sa.Text()))


def downgrade() -> None:
    """Drop it: codes on paper lead nowhere then."""
    for name in ASSISTED:
        op.drop_column("responses", name)
    op.drop_index("ix_links_code", "links")
    op.drop_column("links", "papers")
    op.drop_column("links", "sealed")
    op.drop_column("links", "code")
