"""The first schema: concerns, briefings, dispatches and the state of each message."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _concerns()
    _briefings()
    _briefing_actions()
    _dispatches()
    _deliveries()
    _tenant_pauses()
    _acts()


def downgrade() -> None:
    """Drop the tables and all their rows."""
    for table in reversed(
        (
            "concerns",
            "briefings",
            "briefing_actions",
            "dispatches",
            "deliveries",
            "tenant_pauses",
            "acts",
        )
    ):
        op.drop_table(table)


def _concerns() -> None:
    op.create_table(
        "concerns",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("grade", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("raised_at", MOMENT, nullable=False),
        sa.Column("acknowledged_by", NUMBER),
        sa.Column("acknowledged_at", MOMENT),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_concerns")),
        sa.ForeignKeyConstraint(
            ["acknowledged_by"], ["people.id"], name=op.f("fk_concerns_acknowledged_by")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_concerns_partnership_id")
        ),
        sa.UniqueConstraint("once", name=op.f("uq_concerns_once")),
        sa.UniqueConstraint("ref", name=op.f("uq_concerns_ref")),
    )
    op.create_index(
        op.f("ix_concerns_partnership_id_state"), "concerns", ["partnership_id", "state"]
    )


def _briefings() -> None:
    op.create_table(
        "briefings",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("embargo_until", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_briefings")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_briefings_partnership_id")
        ),
        sa.UniqueConstraint("partnership_id", "ref", name=op.f("uq_briefings_partnership_id_ref")),
    )


def _briefing_actions() -> None:
    op.create_table(
        "briefing_actions",
        sa.Column("briefing_id", NUMBER, nullable=False),
        sa.Column("action_id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("briefing_id", "action_id", name=op.f("pk_briefing_actions")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_briefing_actions_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_briefing_actions_briefing_id")
        ),
    )


def _dispatches() -> None:
    op.create_table(
        "dispatches",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("briefing_id", NUMBER),
        sa.Column("wave_id", NUMBER),
        sa.Column("concern_id", NUMBER),
        sa.Column("asked_by", NUMBER),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("paused_because", sa.Text()),
        sa.Column("card_id", sa.Text()),
        sa.Column("card_shows", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatches")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_dispatches_asked_by")),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_dispatches_briefing_id")
        ),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_dispatches_concern_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_dispatches_partnership_id")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_dispatches_wave_id")),
        sa.UniqueConstraint("once", name=op.f("uq_dispatches_once")),
    )
    op.create_index(
        op.f("ix_dispatches_partnership_id_asked_at"), "dispatches", ["partnership_id", "asked_at"]
    )


def _deliveries() -> None:
    op.create_table(
        "deliveries",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.Text()),
        sa.Column("lease_until", MOMENT),
        sa.Column("activity_id", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "person_id", name=op.f("pk_deliveries")),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_deliveries_dispatch_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_deliveries_person_id")),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'proven', 'unknown', 'failed', 'skipped')",
            name=op.f("ck_deliveries_state_is_known"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_deliveries_person_id"), "deliveries", ["person_id"])
    op.create_index(op.f("ix_deliveries_state_due_at"), "deliveries", ["state", "due_at"])


def _tenant_pauses() -> None:
    op.create_table(
        "tenant_pauses",
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("tenant_id", name=op.f("pk_tenant_pauses")),
    )


def _acts() -> None:
    op.create_table(
        "acts",
        sa.Column("briefing_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("people", sa.Integer()),
        sa.Column("by_when", sa.Date()),
        sa.Column("words", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("briefing_id", "person_id", "act", name=op.f("pk_acts")),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_acts_briefing_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_acts_person_id")),
    )
