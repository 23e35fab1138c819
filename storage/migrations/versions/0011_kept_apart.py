"""Answers of people who are not named wait in an intake; those kept so far are written anew.

They are written in random order, without a language, and without an agency of which fewer people
than the usual minimum group were asked: nothing then tells who gave which.
"""

# ruff: noqa: S608 - every name in these statements is written in this file

import re

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MINIMUM_GROUP = 10
KEPT = ("responses", "answers", "texts", "tallies")  # the first before those that refer to it


def upgrade() -> None:
    """Create the tables, and write anew what was kept."""
    op.create_table(
        "intake",
        sa.Column("response", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("response", name=op.f("pk_intake")),
        sqlite_with_rowid=False,
    )
    op.create_table(
        "spent_tickets",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("ticket", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "holder", name=op.f("pk_spent_tickets")),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_spent_tickets_wave_id")),
        sqlite_with_rowid=False,
    )
    _keep_out_of_statistics()
    _take_out()
    with op.batch_alter_table("responses", table_kwargs={"sqlite_with_rowid": False}) as responses:
        responses.drop_column("swept")
        responses.alter_column("language", existing_type=sa.Text(), nullable=True)
    _clear_what_links()
    _put_back()
    # When an answer was taken is kept to the day, as from now on.
    op.execute(f"UPDATE activities SET at = {_DAY[op.get_bind().dialect.name]}")


def downgrade() -> None:
    """Drop the tables and what waits in them; a language that was cleared becomes English."""
    op.execute("UPDATE responses SET language = 'en' WHERE language IS NULL")
    _take_out()
    with op.batch_alter_table("responses", table_kwargs={"sqlite_with_rowid": False}) as responses:
        responses.add_column(sa.Column("swept", sa.Boolean(), server_default="0", nullable=False))
        responses.alter_column("language", existing_type=sa.Text(), nullable=False)
    _put_back()
    op.drop_table("spent_tickets")
    op.drop_table("intake")


_DAY = {
    "sqlite": "date(at) || ' 00:00:00.000000'",
    "postgresql": "date_trunc('day', at AT TIME ZONE 'UTC') AT TIME ZONE 'UTC'",
}


def _keep_out_of_statistics() -> None:
    """Let PostgreSQL sample no value of what waits: samples stay when the table is emptied."""
    if op.get_bind().dialect.name == "postgresql":
        for column in ("response", "sealed"):
            op.execute(f"ALTER TABLE intake ALTER COLUMN {column} SET STATISTICS 0")


def _take_out() -> None:
    """Move every row of an answer into a table beside, and empty the tables physically."""
    for name in KEPT:
        op.execute(f"CREATE TABLE old_{name} AS SELECT * FROM {name}")
    if op.get_bind().dialect.name == "sqlite":  # `secure_delete` overwrites what is deleted
        for name in reversed(KEPT):
            op.execute(f"DELETE FROM {name}")
    else:
        op.execute(f"TRUNCATE {', '.join(KEPT)}")


def _put_back() -> None:
    """Write the rows in random order, in this one transaction."""
    found = sa.inspect(op.get_bind())
    for name in KEPT:
        old = {column["name"] for column in found.get_columns(f"old_{name}")}
        shared = ", ".join(one["name"] for one in found.get_columns(name) if one["name"] in old)
        op.execute(
            f"INSERT INTO {name} ({shared}) SELECT {shared} FROM old_{name} ORDER BY random()"
        )
    for name in KEPT:
        op.drop_table(f"old_{name}")


def _clear_what_links() -> None:
    """Take language and small agencies out of the answers of waves that name nobody."""
    link = op.get_bind()
    waves = link.execute(
        sa.text(
            "SELECT w.id, i.body FROM waves w JOIN instruments i ON i.version = "
            "w.instrument_version"
        )
    )
    unnamed = [row.id for row in waves if not re.search("^mode: named$", row.body, re.MULTILINE)]
    asked = (
        "SELECT COUNT(*) FROM invitations i JOIN people p ON p.id = i.person_id "
        "WHERE i.wave_id = old_responses.wave_id AND p.agency_id = old_responses.agency_id "
        "AND i.state <> 'left out'"
    )
    for wave in unnamed:
        link.execute(
            sa.text("UPDATE old_responses SET language = NULL WHERE wave_id = :wave"),
            {"wave": wave},
        )
        link.execute(
            sa.text(
                "UPDATE old_responses SET agency_id = NULL WHERE wave_id = :wave "
                f"AND ({asked}) < {MINIMUM_GROUP}"
            ),
            {"wave": wave},
        )
