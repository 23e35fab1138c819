"""Released words: found at once by their wave, and apart from the figures of a release.

Until now nothing was quoted. A text that a second reader was more careful about is withheld: which
version that reader would have quoted was not kept.
"""

import sqlalchemy as sa
from alembic import op

revision = "0039"
down_revision = "0037"
QUOTABLE = sa.text("state IN ('redacted', 'released')")
MORE_CAREFUL = """
    UPDATE texts SET state = 'withheld', quotable = NULL
    WHERE state IN ('redacted', 'released') AND EXISTS (
        SELECT 1 FROM readings
        WHERE place = 'answer:' || CAST(texts.wave_id AS TEXT)
            || ':' || texts.question || ':' || texts.response_key
        AND (second_mark = 'withheld' OR second_mark = 'redacted' AND texts.state = 'released')
    )
"""


def upgrade() -> None:
    """Add the index and the fingerprint; no earlier release has words."""
    op.create_index(
        "ix_texts_quotable",
        "texts",
        ["wave_id", "state"],
        sqlite_where=QUOTABLE,
        postgresql_where=QUOTABLE,
    )
    op.execute(MORE_CAREFUL)
    op.add_column(
        "releases",
        sa.Column("figures_fingerprint", sa.Text(), server_default="", nullable=False),
    )
    op.execute("UPDATE releases SET figures_fingerprint = inputs_fingerprint")


def downgrade() -> None:
    """Drop both; what was withheld stays so."""
    op.drop_column("releases", "figures_fingerprint")
    op.drop_index("ix_texts_quotable", "texts")
