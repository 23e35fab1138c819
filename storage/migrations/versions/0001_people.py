"""The first schema: people, and where each can be reached."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _partnerships()
    _agencies()
    _people()
    _chats()
    _saved_audiences()


def downgrade() -> None:
    """Drop the tables and all their rows."""
    for table in reversed(("partnerships", "agencies", "people", "chats", "saved_audiences")):
        op.drop_table(table)


def _partnerships() -> None:
    op.create_table(
        "partnerships",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partnerships")),
        sa.UniqueConstraint("name", name=op.f("uq_partnerships_name")),
        sa.UniqueConstraint("slug", name=op.f("uq_partnerships_slug")),
    )


def _agencies() -> None:
    op.create_table(
        "agencies",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agencies")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_agencies_partnership_id")
        ),
        sa.UniqueConstraint("partnership_id", "name", name=op.f("uq_agencies_partnership_id_name")),
    )


def _people() -> None:
    op.create_table(
        "people",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("agency_id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("roles", sa.Text(), nullable=False),
        sa.Column("job_title", sa.Text(), server_default="", nullable=False),
        sa.Column("team", sa.Text(), server_default="", nullable=False),
        sa.Column("language", sa.Text(), server_default="en", nullable=False),
        sa.Column("aad_object_id", sa.Text()),
        sa.Column("opted_out", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_people")),
        sa.ForeignKeyConstraint(["agency_id"], ["agencies.id"], name=op.f("fk_people_agency_id")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_people_partnership_id")
        ),
        sa.UniqueConstraint("partnership_id", "email", name=op.f("uq_people_partnership_id_email")),
    )
    op.create_index(op.f("ix_people_aad_object_id"), "people", ["aad_object_id"])
    op.create_index(op.f("ix_people_email"), "people", ["email"])


def _chats() -> None:
    op.create_table(
        "chats",
        sa.Column("aad_object_id", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("teams_user_id", sa.Text(), nullable=False),
        sa.Column("conversation_id", sa.Text()),
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("time_zone", sa.Text(), nullable=False),
        sa.Column("last_seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("aad_object_id", name=op.f("pk_chats")),
    )


def _saved_audiences() -> None:
    op.create_table(
        "saved_audiences",
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("partnership_id", "name", name=op.f("pk_saved_audiences")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_saved_audiences_partnership_id")
        ),
    )
