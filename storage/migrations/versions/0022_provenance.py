"""How evidence came about, and when a plan was written."""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
KEY = ("outcome_id", "level", "source", "collected_on", "agency")


def upgrade() -> None:
    """Add who judged to the key of evidence; of what is stored it is not known."""
    op.add_column("actions", _text("rivals_weighed"))
    op.add_column("plan_items", sa.Column("planned_change", sa.Float()))
    op.add_column(
        "plan_items", sa.Column("trigger", sa.Boolean(), nullable=False, server_default="0")
    )
    op.add_column("plan_items", sa.Column("written_on", sa.Date()))
    op.add_column("evidence_items", sa.Column("body", sa.Text()))
    op.execute("UPDATE evidence_items SET body = ''")
    with op.batch_alter_table("evidence_items") as items:
        items.alter_column("body", existing_type=sa.Text(), nullable=False)
        # SQLite reads its default back in brackets
        items.alter_column("note", existing_type=sa.Text(), server_default="")
        items.drop_constraint(op.f("pk_evidence_items"), type_="primary")
        items.create_primary_key(op.f("pk_evidence_items"), [*KEY, "body"])
    op.add_column("evidence_items", sa.Column("selection", sa.Text()))
    for name in ("read_by", "reference", "distinct_because"):
        op.add_column("evidence_items", _text(name))


def downgrade() -> None:
    """Take it out again; of several bodies of one day, the first by name is kept."""
    op.execute(
        "DELETE FROM evidence_items WHERE EXISTS (SELECT 1 FROM evidence_items AS other"
        " WHERE other.outcome_id = evidence_items.outcome_id"
        " AND other.level = evidence_items.level AND other.source = evidence_items.source"
        " AND other.collected_on = evidence_items.collected_on"
        " AND other.agency = evidence_items.agency AND other.body < evidence_items.body)"
    )
    with op.batch_alter_table("evidence_items") as items:
        items.drop_constraint(op.f("pk_evidence_items"), type_="primary")
        items.create_primary_key(op.f("pk_evidence_items"), list(KEY))
        for name in ("body", "selection", "read_by", "reference", "distinct_because"):
            items.drop_column(name)
    with op.batch_alter_table("plan_items") as plan:
        for name in ("planned_change", "trigger", "written_on"):
            plan.drop_column(name)
    with op.batch_alter_table("actions") as actions:
        actions.drop_column("rivals_weighed")


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False, server_default="")
