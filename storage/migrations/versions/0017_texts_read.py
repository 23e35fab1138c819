"""What readers judged of every free text, and the version that may be quoted."""

from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0017"
down_revision = "0016"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
UNREAD = sa.text("state = 'unread'")


def upgrade() -> None:
    """Make the table, and have every text that is kept wait to be read."""
    for table, columns in _added().items():
        for column in columns:
            op.add_column(table, column)
    op.create_index(
        op.f("ix_texts_wave_id"),
        "texts",
        ["wave_id"],
        sqlite_where=UNREAD,
        postgresql_where=UNREAD,
    )
    _readings()


def downgrade() -> None:
    """Drop the table, the marks and the versions that readers made."""
    op.drop_table("readings")
    op.drop_index(op.f("ix_texts_wave_id"), "texts")
    for table, columns in _added().items():
        for column in columns:
            op.drop_column(table, column.name)


def _added() -> dict[str, list[sa.Column[Any]]]:
    unread: dict[str, Any] = {"server_default": "unread", "nullable": False}
    return {
        "texts": [sa.Column("quotable", sa.LargeBinary())],
        "acts": [
            sa.Column("words_state", sa.Text(), **unread),
            sa.Column("words_quotable", sa.LargeBinary()),
        ],
        "discussions": [
            sa.Column("raised_state", sa.Text(), **unread),
            sa.Column("raised_quotable", sa.LargeBinary()),
            sa.Column("agreed_state", sa.Text(), **unread),
            sa.Column("agreed_quotable", sa.LargeBinary()),
        ],
    }


def _readings() -> None:
    op.create_table(
        "readings",
        sa.Column("place", sa.Text(), nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("read_by", NUMBER, nullable=False),
        sa.Column("read_on", sa.Date(), nullable=False),
        sa.Column("sampled", sa.Boolean(), nullable=False),
        sa.Column("second_mark", sa.Text()),
        sa.Column("second_by", NUMBER),
        sa.Column("second_on", sa.Date()),
        sa.PrimaryKeyConstraint("place", name=op.f("pk_readings")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_readings_partnership_id")
        ),
        sa.ForeignKeyConstraint(["read_by"], ["people.id"], name=op.f("fk_readings_read_by")),
        sa.ForeignKeyConstraint(["second_by"], ["people.id"], name=op.f("fk_readings_second_by")),
    )
    op.create_index(
        op.f("ix_readings_partnership_id_sampled"), "readings", ["partnership_id", "sampled"]
    )
