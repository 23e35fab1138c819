"""The first schema: actions, intended outcomes, evidence plans, and evidence counted elsewhere."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    """Create the tables."""
    _actions()
    _outcomes()
    _plan_items()
    _evidence_items()
    _indicator_points()


def downgrade() -> None:
    """Drop the tables and all their rows."""
    for table in reversed(
        ("actions", "outcomes", "plan_items", "evidence_items", "indicator_points")
    ):
        op.drop_table(table)


def _actions() -> None:
    op.create_table(
        "actions",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("change_wanted", sa.Text(), nullable=False),
        sa.Column("source_kind", sa.Text(), nullable=False),
        sa.Column("source_ref", sa.Text(), nullable=False),
        sa.Column("owner_agency", sa.Text(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.Text()),
        sa.Column("shared", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("started_on", sa.Date()),
        sa.Column("rival_explanations", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_actions")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_actions_partnership_id")
        ),
        sa.UniqueConstraint("partnership_id", "ref", name=op.f("uq_actions_partnership_id_ref")),
    )


def _outcomes() -> None:
    op.create_table(
        "outcomes",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("action_id", NUMBER, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("statement", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcomes")),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_outcomes_action_id")),
        sa.UniqueConstraint("action_id", "ref", name=op.f("uq_outcomes_action_id_ref")),
    )


def _plan_items() -> None:
    op.create_table(
        "plan_items",
        sa.Column("outcome_id", NUMBER, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("baseline", sa.Float()),
        sa.Column("target", sa.Float()),
        sa.Column("due_on", sa.Date()),
        sa.PrimaryKeyConstraint(
            "outcome_id", "level", "source", "indicator", name=op.f("pk_plan_items")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f("fk_plan_items_outcome_id")
        ),
    )


def _evidence_items() -> None:
    op.create_table(
        "evidence_items",
        sa.Column("outcome_id", NUMBER, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("collected_on", sa.Date(), nullable=False),
        sa.Column("favourable", sa.Integer(), nullable=False),
        sa.Column("n", sa.Integer(), nullable=False),
        sa.Column("eligible", sa.Integer()),
        sa.Column("judgement", sa.Text()),
        sa.Column("note", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint(
            "outcome_id", "level", "source", "collected_on", name=op.f("pk_evidence_items")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f("fk_evidence_items_outcome_id")
        ),
        sa.CheckConstraint(
            "favourable >= 0 AND favourable <= n",
            name=op.f("ck_evidence_items_favourable_within_n"),
        ),
    )


def _indicator_points() -> None:
    op.create_table(
        "indicator_points",
        sa.Column("outcome_id", NUMBER, nullable=False),
        sa.Column("indicator", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("better", sa.Text(), nullable=False),
        sa.Column("numerator", sa.Float(), nullable=False),
        sa.Column("denominator", sa.Float()),
        sa.PrimaryKeyConstraint(
            "outcome_id", "indicator", "period_start", name=op.f("pk_indicator_points")
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f("fk_indicator_points_outcome_id")
        ),
    )
