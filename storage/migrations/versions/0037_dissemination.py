"""Newsletters, pages and the like: what was told, about which actions, and what was counted."""

import sqlalchemy as sa
from alembic import op

revision = "0037"
down_revision = "0036"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
CONDITIONS = {
    "disseminations": f"{SEES_EVERY} OR partnership_id {IS_THEIRS}",
    "dissemination_actions": f"{SEES_EVERY} OR EXISTS (SELECT FROM actions"
    " WHERE actions.id = dissemination_actions.action_id)",
    "dissemination_counts": f"{SEES_EVERY} OR EXISTS (SELECT FROM disseminations"
    " WHERE disseminations.id = dissemination_counts.dissemination_id)",
}
FIGURES = ("delivered", "opened", "clicked", "visits")


def upgrade() -> None:
    """Make the tables, with their row-level security."""
    _items()
    _actions()
    _counts()
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


def _items() -> None:
    op.create_table(
        "disseminations",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("item", sa.Text(), nullable=False),
        sa.Column("period_start", sa.Date(), nullable=False),
        sa.Column("period_end", sa.Date()),
        sa.Column("each_once", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("figures_from", sa.Text(), server_default="", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_disseminations")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_disseminations_partnership_id")
        ),
        sa.UniqueConstraint(
            "partnership_id",
            "kind",
            "item",
            "period_start",
            name=op.f("uq_disseminations_partnership_id_kind_item_period_start"),
        ),
    )


def _actions() -> None:
    op.create_table(
        "dissemination_actions",
        sa.Column("dissemination_id", NUMBER, nullable=False),
        sa.Column("action_id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint(
            "dissemination_id", "action_id", name=op.f("pk_dissemination_actions")
        ),
        _of_an_item("dissemination_actions"),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_dissemination_actions_action_id")
        ),
    )
    op.create_index(
        op.f("ix_dissemination_actions_action_id"), "dissemination_actions", ["action_id"]
    )


def _counts() -> None:
    number_or_symbol = (f"({name} IS NULL OR {name}_withheld IS NULL)" for name in FIGURES)
    op.create_table(
        "dissemination_counts",
        sa.Column("dissemination_id", NUMBER, nullable=False),
        sa.Column("agency", sa.Text(), nullable=False),
        *(sa.Column(name, sa.Integer()) for name in FIGURES),
        *(sa.Column(f"{name}_withheld", sa.Text()) for name in FIGURES),
        sa.PrimaryKeyConstraint("dissemination_id", "agency", name=op.f("pk_dissemination_counts")),
        _of_an_item("dissemination_counts"),
        sa.CheckConstraint(
            " AND ".join(number_or_symbol), name=op.f("ck_dissemination_counts_number_or_symbol")
        ),
    )


def _of_an_item(table: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_dissemination_id")
    return sa.ForeignKeyConstraint(["dissemination_id"], ["disseminations.id"], name=name)
