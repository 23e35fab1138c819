"""Reviews of cases and inspections: what was found, and what was said of actions."""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
# by table: the column by which it belongs to another, and that other
PARENTS = {
    "case_reviews": ("partnership_id", "partnerships"),
    "review_points": ("case_review_id", "case_reviews"),
    "review_responses": ("review_point_id", "review_points"),
    "inspections": ("partnership_id", "partnerships"),
    "inspection_areas": ("inspection_id", "inspections"),
    "inspection_findings": ("inspection_area_id", "inspection_areas"),
}


def upgrade() -> None:
    """Make the tables, with their row-level security."""
    _reviews()
    _inspections()
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, (column, parent) in PARENTS.items():
        its = f"SELECT FROM {parent} WHERE {parent}.id = {name}.{column}"
        of = f"partnership_id {IS_THEIRS}" if parent == "partnerships" else f"EXISTS ({its})"
        condition = f"{SEES_EVERY} OR {of}"
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        rows = f"USING ({condition}) WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY of_partnership ON {name} {rows}")


def downgrade() -> None:
    """Drop them."""
    for name in reversed(PARENTS):
        op.drop_table(name)


def _table(name: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    """Make a table with what belongs it to another."""
    column, parent = PARENTS[name]
    op.create_table(
        name,
        *columns,
        sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=op.f(f"fk_{name}_{column}")),
    )


def _counted(name: str, unique: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    """Make a table whose rows have an id, and are unique in what they belong to."""
    column = PARENTS[name][0]
    _table(
        name,
        sa.Column("id", NUMBER, autoincrement=True),
        sa.Column(column, NUMBER, nullable=False),
        sa.Column(unique, sa.Text(), nullable=False),
        *columns,
        sa.PrimaryKeyConstraint("id", name=op.f(f"pk_{name}")),
        sa.UniqueConstraint(column, unique, name=op.f(f"uq_{name}_{column}_{unique}")),
    )


def _about_actions(name: str, *columns: sa.Column[object] | sa.Constraint) -> None:
    """Make a table of what is said of actions, with judgements of their outcomes."""
    column = PARENTS[name][0]
    _table(
        name,
        sa.Column(column, NUMBER, nullable=False),
        _text("action"),
        *columns,
        sa.Column("outcome_id", NUMBER),
        sa.Column("judgement", sa.Text()),
        _prose("reason"),
        sa.PrimaryKeyConstraint(column, "action", name=op.f(f"pk_{name}")),
        sa.ForeignKeyConstraint(
            ["outcome_id"], ["outcomes.id"], name=op.f(f"fk_{name}_outcome_id")
        ),
        sa.CheckConstraint(
            "(outcome_id IS NULL) = (judgement IS NULL)",
            name=op.f(f"ck_{name}_judgement_of_outcome"),
        ),
    )
    op.create_index(op.f(f"ix_{name}_outcome_id"), name, ["outcome_id"])


def _text(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), nullable=False)


def _prose(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _reviews() -> None:
    _counted(
        "case_reviews",
        "ref",
        _text("title"),
        _text("kind"),
        sa.Column("reviewed_on", sa.Date(), nullable=False),
        _prose("terms"),
        _prose("agency"),
        sa.Column("published_on", sa.Date()),
        _prose("published_at"),
        _prose("to_share"),
        sa.Column("shared", sa.Boolean(), server_default="0", nullable=False),
    )
    _counted("review_points", "number", _text("kind"), _text("text"), sa.Column("theme", sa.Text()))
    _about_actions(
        "review_responses",
        _prose("monitoring_note"),
        sa.Column("monitored_on", sa.Date()),
        sa.Column("completed_on", sa.Date()),
        _prose("proof"),
        sa.Column("judged_on", sa.Date()),
        _prose("judged_by"),
    )


def _inspections() -> None:
    _counted(
        "inspections",
        "ref",
        _text("title"),
        _text("kind"),
        _text("body"),
        _prose("framework"),
        _prose("agency"),
        sa.Column("started_on", sa.Date()),
        sa.Column("ended_on", sa.Date()),
        sa.Column("published_on", sa.Date()),
        sa.CheckConstraint(
            "ended_on IS NOT NULL OR published_on IS NOT NULL",
            name=op.f("ck_inspections_has_a_day"),
        ),
    )
    _counted("inspection_areas", "area", _prose("grade"), sa.Column("theme", sa.Text()))
    _about_actions(
        "inspection_findings",
        _prose("says"),
        _prose("recommendation"),
        sa.Column("recommendation_action_id", NUMBER),
        sa.ForeignKeyConstraint(
            ["recommendation_action_id"],
            ["actions.id"],
            name=op.f("fk_inspection_findings_recommendation_action_id"),
        ),
    )
