"""Tenants: those that were added, how far each is set up, and which refuse our sign-in.

What the database already knows of a tenant is kept as done: its people have chats, and messages.
"""

import sqlalchemy as sa
from alembic import op

revision = "0044"
down_revision = "0043"
TABLES = ("tenants", "tenant_steps", "tenant_refusals")
SEEN = (
    "SELECT tenant_id, 'app', min(last_seen_at), 'activity' FROM chats GROUP BY tenant_id",
    """SELECT tenant_id, 'in', min(last_seen_at), 'activity' FROM chats
    WHERE teams_user_id <> '' GROUP BY tenant_id""",
    """SELECT people.tenant_id, 'out', min(deliveries.changed_at), 'delivery' FROM deliveries
    JOIN people ON people.id = deliveries.person_id
    WHERE deliveries.state IN ('sent', 'proven') AND deliveries.activity_id <> ''
    AND people.tenant_id IS NOT NULL GROUP BY people.tenant_id""",
)


def upgrade() -> None:
    """Make the tables, and fill in the steps that are known."""
    op.create_table(
        "tenants",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_tenants")),
    )
    op.create_table(
        "tenant_steps",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("done_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_by", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", "step", name=op.f("pk_tenant_steps")),
    )
    op.create_table(
        "tenant_refusals",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_tenant_refusals")),
    )
    for query in SEEN:
        op.execute(f"INSERT INTO tenant_steps (tenant_id, step, done_at, seen_by) {query}")


def downgrade() -> None:
    """Drop them."""
    for name in reversed(TABLES):
        op.drop_table(name)
