"""Lanes: a dispatch's messages to one tenant, so that finding what is due reads nothing else."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
# SQLite recreates a table to change it, and has to be told this again
IN_KEY_ORDER = {"sqlite_with_rowid": False}
LEASED = sa.text("lease_until IS NOT NULL")


def upgrade() -> None:
    """Make the tables, and put every message into its lane."""
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        op.f("ix_acts_act_by_when"),
        "acts",
        ["act", "by_when"],
        sqlite_where=sa.text("asked_back_at IS NULL"),
        postgresql_where=sa.text("asked_back_at IS NULL"),
    )
    op.create_index(op.f("ix_dispatches_state"), "dispatches", ["state"])
    _lanes()
    _tenant_turns()
    with op.batch_alter_table("deliveries", table_kwargs=IN_KEY_ORDER) as deliveries:
        deliveries.add_column(sa.Column("lane_id", NUMBER))
        deliveries.add_column(sa.Column("shows", sa.Integer(), server_default="0", nullable=False))
        deliveries.add_column(sa.Column("showed_first", sa.Integer()))
        deliveries.drop_index(op.f("ix_deliveries_state_due_at"))
    _fill_lanes()
    with op.batch_alter_table("deliveries", table_kwargs=IN_KEY_ORDER) as deliveries:
        deliveries.alter_column("lane_id", existing_type=NUMBER, nullable=False)
        deliveries.create_foreign_key(op.f("fk_deliveries_lane_id"), "lanes", ["lane_id"], ["id"])
        deliveries.drop_constraint(op.f("fk_deliveries_dispatch_id"), type_="foreignkey")
    op.create_index(
        op.f("ix_deliveries_lane_id_state_due_at"), "deliveries", ["lane_id", "state", "due_at"]
    )
    op.create_index(
        op.f("ix_deliveries_lease_until"),
        "deliveries",
        ["lease_until"],
        sqlite_where=LEASED,
        postgresql_where=LEASED,
    )


def _added() -> dict[str, list[sa.Column[Any]]]:
    return {
        "partnerships": [
            sa.Column("second_person", sa.Boolean(), server_default="0", nullable=False)
        ],
        "people": [sa.Column("away_until", sa.Date())],
        "briefings": [
            sa.Column("state", sa.Text(), server_default="ready", nullable=False),
            sa.Column("version", sa.Integer(), server_default="1", nullable=False),
        ],
        "dispatches": [
            sa.Column("due_at", MOMENT),
            sa.Column("audience", sa.Integer(), server_default="0", nullable=False),
            sa.Column("revision", sa.Integer(), server_default="0", nullable=False),
        ],
        "acts": [sa.Column("asked_back_at", MOMENT), sa.Column("came_of_it", sa.Text())],
    }


def downgrade() -> None:
    """Put every message back without a lane."""
    for index in ("ix_deliveries_lease_until", "ix_deliveries_lane_id_state_due_at"):
        op.drop_index(op.f(index), "deliveries")
    with op.batch_alter_table("deliveries", table_kwargs=IN_KEY_ORDER) as deliveries:
        deliveries.drop_constraint(op.f("fk_deliveries_lane_id"), type_="foreignkey")
        deliveries.create_foreign_key(
            op.f("fk_deliveries_dispatch_id"), "dispatches", ["dispatch_id"], ["id"]
        )
        deliveries.drop_column("lane_id")
        deliveries.drop_column("shows")
        deliveries.drop_column("showed_first")
    op.create_index(op.f("ix_deliveries_state_due_at"), "deliveries", ["state", "due_at"])
    op.drop_table("tenant_turns")
    op.drop_table("lanes")
    op.drop_index(op.f("ix_dispatches_state"), "dispatches")
    op.drop_index(op.f("ix_acts_act_by_when"), "acts")
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)


def _fill_lanes() -> None:
    op.execute(
        """CREATE TEMPORARY TABLE placed AS
           SELECT dispatch_id, person_id, deliveries.state, due_at,
           coalesce(chats.tenant_id, '') AS tenant_id
           FROM deliveries JOIN people ON people.id = deliveries.person_id
           LEFT JOIN chats ON chats.aad_object_id = people.aad_object_id"""
    )
    op.execute("CREATE INDEX ix_placed ON placed (dispatch_id, person_id)")
    op.execute(
        """INSERT INTO lanes (dispatch_id, tenant_id, canary, held, next_due)
           SELECT dispatch_id, tenant_id, false, false,
           min(CASE WHEN state = 'pending' THEN due_at END)
           FROM placed GROUP BY dispatch_id, tenant_id"""
    )
    op.execute(
        """UPDATE deliveries SET lane_id = (
           SELECT lanes.id FROM lanes JOIN placed
           ON placed.dispatch_id = lanes.dispatch_id AND placed.tenant_id = lanes.tenant_id
           WHERE placed.dispatch_id = deliveries.dispatch_id
           AND placed.person_id = deliveries.person_id)"""
    )
    op.execute("DROP TABLE placed")
    op.execute(
        """UPDATE dispatches SET audience = (
           SELECT count(*) FROM deliveries WHERE deliveries.dispatch_id = dispatches.id)"""
    )


def _lanes() -> None:
    op.create_table(
        "lanes",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("canary", sa.Boolean(), nullable=False),
        sa.Column("held", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("next_due", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_lanes")),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_lanes_dispatch_id")
        ),
        sa.UniqueConstraint(
            "dispatch_id", "tenant_id", "canary", name=op.f("uq_lanes_dispatch_id_tenant_id_canary")
        ),
    )
    op.create_index(op.f("ix_lanes_next_due"), "lanes", ["next_due"])


def _tenant_turns() -> None:
    op.create_table(
        "tenant_turns",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("next_at", sa.Float(), nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_tenant_turns")),
    )
