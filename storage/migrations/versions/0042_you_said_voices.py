"""Of each “you said, we did”: whose voice it was, and a version for children.

What was written before has neither: it stays in summaries and packs, where it was released for.
"""

import sqlalchemy as sa
from alembic import op

revision = "0042"
down_revision = "0041"
COLUMNS = {
    "voice": sa.Text,
    "said_for_children": sa.LargeBinary,
    "did_for_children": sa.LargeBinary,
}


def upgrade() -> None:
    """Add the columns, empty."""
    for name, kind in COLUMNS.items():
        op.add_column("you_said", sa.Column(name, kind()))


def downgrade() -> None:
    """Drop them with their words."""
    for name in reversed(COLUMNS):
        op.drop_column("you_said", name)
