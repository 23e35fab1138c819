"""Section 11 cycles: numbered criteria, who returned, and each agency's grades."""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
SETTING = "current_setting('golden_thread.partnerships', true)"
SEES_EVERY = f"(SELECT {SETTING}) = '*'"
IS_THEIRS = f"= ANY ((SELECT string_to_array(nullif({SETTING}, '*'), ',')::bigint[])::bigint[])"
PARENTS = {
    "section_11_returns": ("section_11_cycle_id", "section_11_cycles"),
    "section_11_criteria": ("section_11_cycle_id", "section_11_cycles"),
    "section_11_grades": ("section_11_criterion_id", "section_11_criteria"),
}


def upgrade() -> None:
    """Make the tables, with their row-level security."""
    _cycles()
    _returns()
    _criteria()
    _grades()
    if op.get_bind().dialect.name == "sqlite":
        return
    for name, condition in _conditions().items():
        op.execute(f"ALTER TABLE {name} ENABLE ROW LEVEL SECURITY")
        op.execute(f"ALTER TABLE {name} FORCE ROW LEVEL SECURITY")
        rows = f"USING ({condition}) WITH CHECK ({condition})"
        op.execute(f"CREATE POLICY of_partnership ON {name} {rows}")


def downgrade() -> None:
    """Drop them."""
    for name in reversed(_conditions()):
        op.drop_table(name)


def _conditions() -> dict[str, str]:
    found = {"section_11_cycles": f"{SEES_EVERY} OR partnership_id {IS_THEIRS}"}
    for name, (column, parent) in PARENTS.items():
        its = f"SELECT FROM {parent} WHERE {parent}.id = {name}.{column}"
        found[name] = f"{SEES_EVERY} OR EXISTS ({its})"
    return found


def _text(name: str, *, nullable: bool = False) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=nullable)


def _prose(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), server_default="", nullable=False)


def _to(table: str, column: str, parent: str) -> sa.ForeignKeyConstraint:
    name = op.f(f"fk_{table}_{column}")
    return sa.ForeignKeyConstraint([column], [f"{parent}.id"], name=name)


def _cycles() -> None:
    op.create_table(
        "section_11_cycles",
        sa.Column("id", NUMBER, autoincrement=True),
        sa.Column("partnership_id", NUMBER, nullable=False),
        _text("ref"),
        sa.Column("kind", sa.Text(), server_default="section_11", nullable=False),
        _text("title"),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("moderated_on", sa.Date()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_11_cycles")),
        sa.UniqueConstraint(
            "partnership_id", "ref", name=op.f("uq_section_11_cycles_partnership_id_ref")
        ),
        _to("section_11_cycles", "partnership_id", "partnerships"),
    )


def _returns() -> None:
    op.create_table(
        "section_11_returns",
        sa.Column("section_11_cycle_id", NUMBER, nullable=False),
        _text("agency"),
        sa.Column("returned_on", sa.Date()),
        sa.PrimaryKeyConstraint(
            "section_11_cycle_id", "agency", name=op.f("pk_section_11_returns")
        ),
        _to("section_11_returns", *PARENTS["section_11_returns"]),
    )


def _criteria() -> None:
    op.create_table(
        "section_11_criteria",
        sa.Column("id", NUMBER, autoincrement=True),
        sa.Column("section_11_cycle_id", NUMBER, nullable=False),
        _text("number"),
        sa.Column("standard", sa.Integer(), nullable=False),
        _text("standard_title"),
        _text("question"),
        sa.Column("outcome_id", NUMBER),
        _text("level", nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_section_11_criteria")),
        sa.UniqueConstraint(
            "section_11_cycle_id",
            "number",
            name=op.f("uq_section_11_criteria_section_11_cycle_id_number"),
        ),
        _to("section_11_criteria", *PARENTS["section_11_criteria"]),
        _to("section_11_criteria", "outcome_id", "outcomes"),
        sa.CheckConstraint(
            "(outcome_id IS NULL) = (level IS NULL)",
            name=op.f("ck_section_11_criteria_outcome_at_a_level"),
        ),
    )


def _grades() -> None:
    grades = ("self_grade", "moderated_grade", "practitioner_check")
    op.create_table(
        "section_11_grades",
        sa.Column("section_11_criterion_id", NUMBER, nullable=False),
        _text("agency"),
        *(sa.Column(name, sa.Integer()) for name in grades),
        _prose("evidence"),
        _prose("improvement"),
        sa.Column("improvement_due_on", sa.Date()),
        _prose("recommendation"),
        sa.Column("recommendation_action_id", NUMBER),
        sa.PrimaryKeyConstraint(
            "section_11_criterion_id", "agency", name=op.f("pk_section_11_grades")
        ),
        _to("section_11_grades", *PARENTS["section_11_grades"]),
        _to("section_11_grades", "recommendation_action_id", "actions"),
    )
