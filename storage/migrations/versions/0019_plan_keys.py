"""One planned piece of evidence for a level and source, whatever it is called."""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
KEY = ("outcome_id", "level", "source")
# Of several rows for one level and source, the one that a summary has been measured against.
SPARE = """
DELETE FROM plan_items WHERE source <> 'indicator' AND EXISTS (
    SELECT 1 FROM plan_items AS other
    WHERE other.outcome_id = plan_items.outcome_id
    AND other.level = plan_items.level AND other.source = plan_items.source
    AND ((other.baseline IS NOT NULL AND plan_items.baseline IS NULL)
        OR ((other.baseline IS NULL) = (plan_items.baseline IS NULL)
            AND other.indicator < plan_items.indicator)))
"""


def upgrade() -> None:
    """Take what a piece is called out of the key; only indicators are told apart by it."""
    op.execute(SPARE)
    op.add_column("plan_items", sa.Column("series", sa.Text()))
    op.execute(
        "UPDATE plan_items SET series = CASE WHEN source = 'indicator' THEN indicator ELSE '' END"
    )
    with op.batch_alter_table("plan_items") as plan:
        plan.alter_column("series", existing_type=sa.Text(), nullable=False)
        plan.drop_constraint(op.f("pk_plan_items"), type_="primary")
        plan.create_primary_key(op.f("pk_plan_items"), [*KEY, "series"])


def downgrade() -> None:
    """Put it back into the key."""
    with op.batch_alter_table("plan_items") as plan:
        plan.drop_constraint(op.f("pk_plan_items"), type_="primary")
        plan.create_primary_key(op.f("pk_plan_items"), [*KEY, "indicator"])
        plan.drop_column("series")
