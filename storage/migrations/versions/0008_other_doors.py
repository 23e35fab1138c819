"""Changed texts, e-mails, channels, recurring sends, and what people do with a briefing."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _dispatch_texts()
    _card_updates()
    _letters()
    _channels()
    _posts()
    _jobs()
    _occurrences()
    _briefing_versions()
    _visits()
    _discussions()


def downgrade() -> None:
    """Drop the tables and all their rows."""
    for name in [
        "discussions",
        "visits",
        "briefing_versions",
        "occurrences",
        "jobs",
        "posts",
        "channels",
        "letters",
        "card_updates",
        "dispatch_texts",
    ]:
        op.drop_table(name)


def _dispatch_texts() -> None:
    op.create_table(
        "dispatch_texts",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("reply", sa.Text(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("changed_by", NUMBER),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "revision", name=op.f("pk_dispatch_texts")),
        sa.ForeignKeyConstraint(
            ["changed_by"], ["people.id"], name=op.f("fk_dispatch_texts_changed_by")
        ),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_dispatch_texts_dispatch_id")
        ),
    )


def _card_updates() -> None:
    op.create_table(
        "card_updates",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "person_id", name=op.f("pk_card_updates")),
        sa.ForeignKeyConstraint(
            ["dispatch_id", "person_id"],
            ["deliveries.dispatch_id", "deliveries.person_id"],
            name=op.f("fk_card_updates_dispatch_id_person_id"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_card_updates_due_at"), "card_updates", ["due_at"])


def _letters() -> None:
    op.create_table(
        "letters",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.Text()),
        sa.Column("lease_until", MOMENT),
        sa.Column("token_hash", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "person_id", name=op.f("pk_letters")),
        sa.ForeignKeyConstraint(
            ["dispatch_id", "person_id"],
            ["deliveries.dispatch_id", "deliveries.person_id"],
            name=op.f("fk_letters_dispatch_id_person_id"),
        ),
        sa.UniqueConstraint("token_hash", name=op.f("uq_letters_token_hash")),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'proven', 'unknown', 'failed', 'skipped')",
            name=op.f("ck_letters_state_is_known"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_letters_state_due_at"), "letters", ["state", "due_at"])


def _channels() -> None:
    op.create_table(
        "channels",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("conversation_id", sa.Text(), nullable=False),
        sa.Column("tenant_id", sa.Text(), nullable=False),
        sa.Column("service_url", sa.Text(), nullable=False),
        sa.Column("team_id", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("seen_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_channels")),
        sa.UniqueConstraint("conversation_id", name=op.f("uq_channels_conversation_id")),
    )
    op.create_index(op.f("ix_channels_team_id"), "channels", ["team_id"])


def _posts() -> None:
    op.create_table(
        "posts",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("channel_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("attempt", sa.Integer(), server_default="0", nullable=False),
        sa.Column("worker", sa.Text()),
        sa.Column("lease_until", MOMENT),
        sa.Column("activity_id", sa.Text()),
        sa.Column("reason", sa.Text()),
        sa.Column("changed_at", MOMENT, nullable=False),
        sa.Column("shows", sa.Integer(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "channel_id", name=op.f("pk_posts")),
        sa.ForeignKeyConstraint(["channel_id"], ["channels.id"], name=op.f("fk_posts_channel_id")),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_posts_dispatch_id")
        ),
        sa.CheckConstraint(
            "state IN ('pending', 'sending', 'sent', 'proven', 'unknown', 'failed', 'skipped')",
            name=op.f("ck_posts_state_is_known"),
        ),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_posts_state_due_at"), "posts", ["state", "due_at"])


def _jobs() -> None:
    op.create_table(
        "jobs",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("instrument", sa.Text()),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("every", sa.Text(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("until", sa.Date()),
        sa.Column("next_at", MOMENT),
        sa.Column("made_by", NUMBER, nullable=False),
        sa.Column("stopped_because", sa.Text()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_jobs")),
        sa.ForeignKeyConstraint(["made_by"], ["people.id"], name=op.f("fk_jobs_made_by")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_jobs_partnership_id")
        ),
        sa.UniqueConstraint("key", name=op.f("uq_jobs_key")),
    )
    op.create_index(op.f("ix_jobs_next_at"), "jobs", ["next_at"])


def _occurrences() -> None:
    op.create_table(
        "occurrences",
        sa.Column("job_key", sa.Text(), nullable=False),
        sa.Column("due_at", MOMENT, nullable=False),
        sa.Column("taken_at", MOMENT, nullable=False),
        sa.Column("came_of_it", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("job_key", "due_at", name=op.f("pk_occurrences")),
        sa.ForeignKeyConstraint(["job_key"], ["jobs.key"], name=op.f("fk_occurrences_job_key")),
    )


def _briefing_versions() -> None:
    op.create_table(
        "briefing_versions",
        sa.Column("briefing_id", NUMBER, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("author_id", NUMBER),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.Column("released_by", NUMBER),
        sa.Column("released_at", MOMENT),
        sa.Column("approved_by", NUMBER),
        sa.Column("approved_at", MOMENT),
        sa.PrimaryKeyConstraint("briefing_id", "version", name=op.f("pk_briefing_versions")),
        sa.ForeignKeyConstraint(
            ["approved_by"], ["people.id"], name=op.f("fk_briefing_versions_approved_by")
        ),
        sa.ForeignKeyConstraint(
            ["author_id"], ["people.id"], name=op.f("fk_briefing_versions_author_id")
        ),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_briefing_versions_briefing_id")
        ),
        sa.ForeignKeyConstraint(
            ["released_by"], ["people.id"], name=op.f("fk_briefing_versions_released_by")
        ),
    )
    op.execute(  # a stored briefing is its own first version, and no one has signed it off
        "INSERT INTO briefing_versions (briefing_id, version, content, made_at) "
        "SELECT id, version, content, CURRENT_TIMESTAMP FROM briefings"
    )


def _visits() -> None:
    op.create_table(
        "visits",
        sa.Column("dispatch_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("link", sa.Integer(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("dispatch_id", "person_id", "link", name=op.f("pk_visits")),
        sa.ForeignKeyConstraint(
            ["dispatch_id"], ["dispatches.id"], name=op.f("fk_visits_dispatch_id")
        ),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_visits_person_id")),
        sqlite_with_rowid=False,
    )


def _discussions() -> None:
    op.create_table(
        "discussions",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("briefing_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("setting", sa.Text(), nullable=False),
        sa.Column("people", sa.Integer()),
        sa.Column("raised", sa.LargeBinary()),
        sa.Column("agreed", sa.LargeBinary()),
        sa.Column("at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_discussions")),
        sa.ForeignKeyConstraint(
            ["briefing_id"], ["briefings.id"], name=op.f("fk_discussions_briefing_id")
        ),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_discussions_person_id")
        ),
        sa.UniqueConstraint("once", name=op.f("uq_discussions_once")),
    )
    op.create_index(
        op.f("ix_discussions_briefing_id_person_id"), "discussions", ["briefing_id", "person_id"]
    )
