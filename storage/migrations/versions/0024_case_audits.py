"""Audits of cases: their criteria, and what each agency returned on each."""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
CONDITIONS = {
    "case_audits": f"{SEES_EVERY} OR partnership_id {IS_THEIRS}",
    "case_audit_criteria": f"{SEES_EVERY} OR EXISTS (SELECT FROM case_audits"
    " WHERE case_audits.id = case_audit_criteria.case_audit_id)",
    "case_audit_returns": f"{SEES_EVERY} OR EXISTS (SELECT FROM case_audit_criteria"
    " WHERE case_audit_criteria.id = case_audit_returns.case_audit_criterion_id)",
}


def upgrade() -> None:
    """Make the tables, with their row-level security."""
    _case_audits()
    _case_audit_criteria()
    _case_audit_returns()
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, condition in CONDITIONS.items():
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        rows = f"USING ({condition}) WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY of_partnership ON {name} {rows}")


def downgrade() -> None:
    """Drop them."""
    for name in reversed(CONDITIONS):
        op.drop_table(name)


def _text(name: str, **more: object) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), **more)  # pyright: ignore[reportArgumentType]


def _prose(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _case_audits() -> None:
    needed = ("ref", "title", "kind")
    op.create_table(
        "case_audits",
        sa.Column("id", NUMBER, primary_key=True, autoincrement=True),
        sa.Column("partnership_id", NUMBER, nullable=False),
        *(_text(name, nullable=False) for name in needed),
        sa.Column("year", sa.Integer(), nullable=False),
        _text("theme", nullable=False),
        _text("why", nullable=False),
        _prose("method"),
        sa.Column("period_start", sa.Date()),
        sa.Column("period_end", sa.Date()),
        sa.Column("audited_on", sa.Date(), nullable=False),
        _text("selection"),
        _prose("read_by"),
        _text("reaudit_of"),
        sa.Column("reaudit_due_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_audits")),
        sa.UniqueConstraint(
            "partnership_id", "ref", name=op.f("uq_case_audits_partnership_id_ref")
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_case_audits_partnership_id")
        ),
    )


def _case_audit_criteria() -> None:
    op.create_table(
        "case_audit_criteria",
        sa.Column("id", NUMBER, autoincrement=True),
        sa.Column("case_audit_id", NUMBER, nullable=False),
        *(_text(name, nullable=False) for name in ("number", "heading", "question")),
        sa.Column("outcome_id", NUMBER),
        _text("level"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_audit_criteria")),
        sa.UniqueConstraint(
            "case_audit_id", "number", name=op.f("uq_case_audit_criteria_case_audit_id_number")
        ),
        sa.ForeignKeyConstraint(
            ["case_audit_id"],
            ["case_audits.id"],
            name=op.f("fk_case_audit_criteria_case_audit_id"),
        ),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f("fk_case_audit_criteria_outcome_id")
        ),
        sa.CheckConstraint(
            "(outcome_id IS NULL) = (level IS NULL)",
            name=op.f("ck_case_audit_criteria_outcome_at_a_level"),
        ),
    )
    op.create_index(
        op.f("ix_case_audit_criteria_outcome_id"), "case_audit_criteria", ["outcome_id"]
    )


def _case_audit_returns() -> None:
    counts = ("self_met", "self_read", "moderated_met", "moderated_read", "eligible")
    op.create_table(
        "case_audit_returns",
        sa.Column("case_audit_criterion_id", NUMBER, nullable=False),
        _text("agency", nullable=False),
        *(sa.Column(name, sa.Integer()) for name in counts),
        *(_prose(name) for name in ("good_practice", "development", "recommendation")),
        sa.Column("recommendation_action_id", NUMBER),
        sa.PrimaryKeyConstraint(
            "case_audit_criterion_id", "agency", name=op.f("pk_case_audit_returns")
        ),
        sa.ForeignKeyConstraint(
            ["case_audit_criterion_id"],
            ["case_audit_criteria.id"],
            name=op.f("fk_case_audit_returns_case_audit_criterion_id"),
        ),
        sa.ForeignKeyConstraint(
            ["recommendation_action_id"],
            ["actions.id"],
            name=op.f("fk_case_audit_returns_recommendation_action_id"),
        ),
        *(
            sa.CheckConstraint(
                f"({whose}_met IS NULL) = ({whose}_read IS NULL)"
                f" AND ({whose}_met IS NULL OR {whose}_met <= {whose}_read)",
                name=op.f(f"ck_case_audit_returns_{whose}_met_within_read"),
            )
            for whose in ("self", "moderated")
        ),
    )
