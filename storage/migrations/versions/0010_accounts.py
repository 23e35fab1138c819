"""Accounts by tenant and object id, questions about accounts, and people who have left."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Bind everyone by tenant and object id, and make the table of questions."""
    op.add_column("agencies", sa.Column("tenant_id", sa.Text()))
    op.add_column("people", sa.Column("tenant_id", sa.Text()))
    op.add_column("people", sa.Column("left_at", MOMENT))
    _bind_once()
    op.create_index(
        op.f("ix_people_partnership_id_tenant_id_aad_object_id"),
        "people",
        ["partnership_id", "tenant_id", "aad_object_id"],
        unique=True,
    )
    with op.batch_alter_table("chats") as chats:
        chats.drop_constraint(op.f("pk_chats"), type_="primary")
        chats.create_primary_key(op.f("pk_chats"), ["aad_object_id", "tenant_id"])
    _account_questions()


def downgrade() -> None:
    """Go back to object ids alone; of two chats with the same id, the newest is kept."""
    op.drop_table("account_questions")
    op.execute(
        "DELETE FROM chats WHERE EXISTS (SELECT 1 FROM chats AS other"
        " WHERE other.aad_object_id = chats.aad_object_id AND"
        " (other.last_seen_at > chats.last_seen_at OR"
        " (other.last_seen_at = chats.last_seen_at AND other.tenant_id > chats.tenant_id)))"
    )
    with op.batch_alter_table("chats") as chats:
        chats.drop_constraint(op.f("pk_chats"), type_="primary")
        chats.create_primary_key(op.f("pk_chats"), ["aad_object_id"])
    op.drop_index(op.f("ix_people_partnership_id_tenant_id_aad_object_id"), "people")
    op.drop_column("people", "left_at")
    op.drop_column("people", "tenant_id")
    op.drop_column("agencies", "tenant_id")


def _bind_once() -> None:
    """Take each tenant from the chat; of two rows of one account, the first keeps it.

    The first is whom the account has been speaking as.
    """
    op.execute(
        "UPDATE people SET aad_object_id = NULL WHERE EXISTS (SELECT 1 FROM people AS other"
        " WHERE other.partnership_id = people.partnership_id"
        " AND other.aad_object_id = people.aad_object_id AND other.id < people.id)"
    )
    op.execute(
        "UPDATE people SET tenant_id = (SELECT chats.tenant_id FROM chats"
        " WHERE chats.aad_object_id = people.aad_object_id)"
    )


def _account_questions() -> None:
    op.create_table(
        "account_questions",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("aad_object_id", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("asked_at", MOMENT, nullable=False),
        sa.Column("theirs", sa.Boolean()),
        sa.Column("answered_by", NUMBER),
        sa.Column("answered_at", MOMENT),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account_questions")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_account_questions_person_id")
        ),
        sa.ForeignKeyConstraint(
            ["answered_by"], ["people.id"], name=op.f("fk_account_questions_answered_by")
        ),
        sa.UniqueConstraint(
            "person_id",
            "tenant_id",
            "aad_object_id",
            name=op.f("uq_account_questions_person_id_tenant_id_aad_object_id"),
        ),
    )
