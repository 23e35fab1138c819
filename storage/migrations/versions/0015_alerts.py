"""Alerts that are tried by every door until someone takes the concern on."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables, and take in the alerts that were sent or still wait."""
    _alert_steps()
    _concern_cover()
    _alert_tests()
    _unanswered_alerts()
    _answered_alerts()


def downgrade() -> None:
    """Drop the tables and all their rows."""
    for name in ("alert_tests", "concern_cover", "alert_steps"):
        op.drop_table(name)


def _alert_steps() -> None:
    op.create_table(
        "alert_steps",
        sa.Column("concern_id", NUMBER, nullable=False),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("dispatch_id", NUMBER),
        sa.Column("ended", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("concern_id", "step", name=op.f("pk_alert_steps")),
        sa.ForeignKeyConstraint(
            ["concern_id"], ["concerns.id"], name=op.f("fk_alert_steps_concern_id")
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_alert_steps_dispatch_id")
        ),
    )
    op.create_index(op.f("ix_alert_steps_ended_due_at"), "alert_steps", ["ended", "due_at"])


def _concern_cover() -> None:
    op.create_table(
        "concern_cover",
        sa.Column("partnership_id", NUMBER, autoincrement=False, nullable=False),
        sa.Column("hours", sa.Text(), nullable=False),
        sa.Column("day_number", sa.Text(), nullable=False),
        sa.Column("out_of_hours_number", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", name=op.f("pk_concern_cover")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_concern_cover_partnership_id")
        ),
    )


def _alert_tests() -> None:
    op.create_table(
        "alert_tests",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("asked_by", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("dispatch_id", NUMBER),
        sa.Column("confirmed_by", NUMBER),
        sa.Column("confirmed_at", MOMENT),
        sa.Column("ended", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_alert_tests")),
        sa.ForeignKeyConstraint(
            ["confirmed_by"], ["people.id"], name=op.f("fk_alert_tests_confirmed_by")
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_alert_tests_dispatch_id")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_alert_tests_partnership_id")
        ),
    )
    op.create_index(op.f("ix_alert_tests_ended"), "alert_tests", ["ended"])
    op.create_index(
        op.f("ix_alert_tests_partnership_id_confirmed_at"),
        "alert_tests",
        ["partnership_id", "confirmed_at"],
    )


def _unanswered_alerts() -> None:
    """Have what failed or was skipped tried again, and write to every lead by e-mail too."""
    op.execute(
        "INSERT INTO alert_steps (concern_id, step, due_at, dispatch_id) "
        "SELECT concern_id, 0, asked_at, id FROM dispatches WHERE kind = 'alert' "
        "AND concern_id IN (SELECT id FROM concerns WHERE state = 'new')"
    )
    op.execute(
        "UPDATE deliveries SET state = 'pending', reason = NULL, due_at = changed_at "
        "WHERE state IN ('failed', 'skipped', 'unknown') "
        "AND dispatch_id IN (SELECT dispatch_id FROM alert_steps)"
    )
    op.execute(
        "UPDATE dispatches SET state = 'open' WHERE id IN (SELECT dispatch_id FROM alert_steps)"
    )
    op.execute(
        "UPDATE lanes SET next_due = (SELECT min(due_at) FROM deliveries "
        "WHERE lane_id = lanes.id AND state = 'pending') "
        "WHERE dispatch_id IN (SELECT dispatch_id FROM alert_steps)"
    )
    op.execute(
        "INSERT INTO letters (dispatch_id, person_id, state, due_at, changed_at) "
        "SELECT d.dispatch_id, d.person_id, 'pending', d.changed_at, d.changed_at "
        "FROM deliveries d JOIN people p ON p.id = d.person_id "
        "WHERE p.email <> '' AND p.left_at IS NULL "
        "AND d.dispatch_id IN (SELECT dispatch_id FROM alert_steps) "
        "AND NOT EXISTS (SELECT 1 FROM letters l "
        "WHERE l.dispatch_id = d.dispatch_id AND l.person_id = d.person_id)"
    )


def _answered_alerts() -> None:
    """Have what still waits of them end."""
    op.execute(
        "INSERT INTO alert_steps (concern_id, step, due_at, dispatch_id) "
        "SELECT concern_id, 0, asked_at, id FROM dispatches WHERE kind = 'alert' "
        "AND concern_id IN (SELECT id FROM concerns WHERE state <> 'new')"
    )
