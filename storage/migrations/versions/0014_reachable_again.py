"""Since when a chat is as it is, addresses that cannot be reached, and people who can be again."""

import sqlalchemy as sa
from alembic import op

revision = "0014"
down_revision = "0013"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables; what was learned of a chat before is old, so it is tried once more."""
    op.add_column("chats", sa.Column("state_at", MOMENT))
    op.create_table(
        "address_pauses",
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("until", MOMENT, nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("service_url", name=op.f("pk_address_pauses")),
    )
    op.create_table(
        "newly_reachable",
        sa.Column("person_id", NUMBER, autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("person_id", name=op.f("pk_newly_reachable")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_newly_reachable_person_id")
        ),
    )
    # What was said in two ways is one reason by now, and posts have reasons of their own.
    op.execute(
        "UPDATE deliveries SET reason = 'chat_refused' "
        "WHERE reason IN ('forbidden', 'NotEnoughPermissions')"
    )
    op.execute("UPDATE posts SET reason = 'app_not_in_team' WHERE reason = 'not_installed'")
    op.execute("UPDATE posts SET reason = 'channel_gone' WHERE reason = 'chat_gone'")
    op.execute(
        "UPDATE posts SET reason = 'channel_closed' "
        "WHERE reason IN ('blocked', 'forbidden', 'NotEnoughPermissions')"
    )


def downgrade() -> None:
    """Drop them."""
    op.drop_table("newly_reachable")
    op.drop_table("address_pauses")
    op.drop_column("chats", "state_at")
