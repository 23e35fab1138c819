"""The bot's messages in chats: what each shows, at which version, and until when it is good."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the table; cards that were sent before name no message, and are taken as they are."""
    op.create_table(
        "chat_messages",
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("dispatch_id", NUMBER),
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("activity_id", sa.Text()),
        sa.Column("reply", sa.LargeBinary()),
        sa.Column("expires_at", MOMENT),
        sa.Column("put_at", MOMENT),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_chat_messages_dispatch_id")
        ),
        sa.PrimaryKeyConstraint("conversation_id", "message", name=op.f("pk_chat_messages")),
        sqlite_with_rowid=False,
    )
    for column in ("dispatch_id", "changed_at"):
        op.create_index(op.f(f"ix_chat_messages_{column}"), "chat_messages", [column])
    waiting = sa.text("put_at IS NOT NULL")
    op.create_index(
        op.f("ix_chat_messages_put_at"),
        "chat_messages",
        ["put_at"],
        sqlite_where=waiting,
        postgresql_where=waiting,
    )


def downgrade() -> None:
    """Drop the table: every card is then taken as it comes."""
    op.drop_table("chat_messages")
