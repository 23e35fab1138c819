"""Whose evidence it is: two agencies may count the same day."""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
KEY = ("outcome_id", "level", "source", "collected_on")


def upgrade() -> None:
    """Add the agency to the key; of what was imported before it is not known."""
    op.add_column("evidence_items", sa.Column("agency", sa.Text()))
    op.execute("UPDATE evidence_items SET agency = ''")
    with op.batch_alter_table("evidence_items") as items:
        items.alter_column("agency", existing_type=sa.Text(), nullable=False)
        # SQLite reads its default back in brackets
        items.alter_column("note", existing_type=sa.Text(), server_default="")
        items.drop_constraint(op.f("pk_evidence_items"), type_="primary")
        items.create_primary_key(op.f("pk_evidence_items"), [*KEY, "agency"])


def downgrade() -> None:
    """Take it out again; of several agencies of one day, the first by name is kept."""
    op.execute(
        "DELETE FROM evidence_items WHERE EXISTS (SELECT 1 FROM evidence_items AS other"
        " WHERE other.outcome_id = evidence_items.outcome_id"
        " AND other.level = evidence_items.level AND other.source = evidence_items.source"
        " AND other.collected_on = evidence_items.collected_on"
        " AND other.agency < evidence_items.agency)"
    )
    with op.batch_alter_table("evidence_items") as items:
        items.drop_constraint(op.f("pk_evidence_items"), type_="primary")
        items.create_primary_key(op.f("pk_evidence_items"), list(KEY))
        items.drop_column("agency")
