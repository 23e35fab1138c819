"""How long each partnership keeps what, what stays of old messages for the figures, and canaries.

Of the audit trail, the entry after which its chain begins once old entries have been deleted.
"""

import sqlalchemy as sa
from alembic import op

revision = "0048"
down_revision = "0046"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
CONDITIONS = {
    "retention_choices": f"{SEES_EVERY} OR partnership_id {IS_THEIRS}",
    "past_deliveries": f"{SEES_EVERY} OR EXISTS (SELECT FROM dispatches"
    " WHERE dispatches.id = past_deliveries.dispatch_id)",
}
DELETED = {
    "deleted_seq": (NUMBER, "0"),
    "deleted_hash": (sa.Text(), ""),
    "deleted_mark": (sa.Text(), ""),
}


def upgrade() -> None:
    """Add all of it, empty."""
    _choices()
    _past_deliveries()
    _canaries()
    op.add_column("concerns", sa.Column("words_deleted_at", MOMENT))
    for name, (kind, default) in DELETED.items():
        op.add_column("audit_heads", sa.Column(name, kind, server_default=default, nullable=False))
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, condition in CONDITIONS.items():
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        rows = f"USING ({condition}) WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY of_partnership ON {name} {rows}")


def downgrade() -> None:
    """Drop it: figures of messages that were deleted are lost, and shortened trails do not fit."""
    for name in reversed(DELETED):
        op.drop_column("audit_heads", name)
    op.drop_column("concerns", "words_deleted_at")
    for name in ("retention_canaries", "past_deliveries", "retention_choices"):
        op.drop_table(name)


def _choices() -> None:
    op.create_table(
        "retention_choices",
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "kind", name=op.f("pk_retention_choices")),
        sa.ForeignKeyConstraint(
            ["partnership_id"],
            ["partnerships.id"],
            name=op.f("fk_retention_choices_partnership_id"),
        ),
    )


def _past_deliveries() -> None:
    op.create_table(
        "past_deliveries",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("agency_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text()),
        sa.Column("by_email", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "who", name=op.f("pk_past_deliveries")),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_past_deliveries_dispatch_id")
        ),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_past_deliveries_agency_id")
        ),
        sqlite_with_rowid=False,
    )


def _canaries() -> None:
    op.create_table(
        "retention_canaries",
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("planted_at", MOMENT, nullable=False),
        sa.Column("over_at", MOMENT, nullable=False),
        sa.Column("gone_at", MOMENT),
        sa.PrimaryKeyConstraint("kind", name=op.f("pk_retention_canaries")),
    )
