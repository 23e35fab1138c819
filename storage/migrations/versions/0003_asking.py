"""The first schema: events, waves, invitations and responses."""

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    """Create the tables."""
    _events()
    _event_actions()
    _attendance()
    _instruments()
    _studies()
    _waves()
    _invitations()
    _responses()
    _answers()
    _texts()
    _tallies()
    _links()


def downgrade() -> None:
    """Drop the tables and all their rows."""
    for table in reversed(
        (
            "events",
            "event_actions",
            "attendance",
            "instruments",
            "studies",
            "waves",
            "invitations",
            "responses",
            "answers",
            "texts",
            "tallies",
            "links",
        )
    ):
        op.drop_table(table)


def _events() -> None:
    op.create_table(
        "events",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("ref", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("starts_at", MOMENT, nullable=False),
        sa.Column("ends_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_events")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_events_partnership_id")
        ),
        sa.UniqueConstraint("partnership_id", "ref", name=op.f("uq_events_partnership_id_ref")),
    )


def _event_actions() -> None:
    op.create_table(
        "event_actions",
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("action_id", NUMBER, nullable=False),
        sa.PrimaryKeyConstraint("event_id", "action_id", name=op.f("pk_event_actions")),
        sa.ForeignKeyConstraint(
            ["action_id"], ["actions.id"], name=op.f("fk_event_actions_action_id")
        ),
        sa.ForeignKeyConstraint(
            ["event_id"], ["events.id"], name=op.f("fk_event_actions_event_id")
        ),
    )


def _attendance() -> None:
    op.create_table(
        "attendance",
        sa.Column("event_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("attended", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("event_id", "person_id", name=op.f("pk_attendance")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_attendance_event_id")),
        sa.ForeignKeyConstraint(["person_id"], ["people.id"], name=op.f("fk_attendance_person_id")),
    )


def _instruments() -> None:
    op.create_table(
        "instruments",
        sa.Column("version", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("added_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("version", name=op.f("pk_instruments")),
    )
    op.create_index(op.f("ix_instruments_code_added_at"), "instruments", ["code", "added_at"])


def _studies() -> None:
    op.create_table(
        "studies",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("salt", sa.LargeBinary()),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_studies")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_studies_partnership_id")
        ),
        sa.UniqueConstraint("subject", name=op.f("uq_studies_subject")),
    )


def _waves() -> None:
    op.create_table(
        "waves",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("study_id", NUMBER, nullable=False),
        sa.Column("once", sa.Text(), nullable=False),
        sa.Column("event_id", NUMBER),
        sa.Column("action_id", NUMBER),
        sa.Column("instrument_version", sa.Text(), nullable=False),
        sa.Column("voice", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("rule", sa.Text(), nullable=False),
        sa.Column("opens_at", MOMENT, nullable=False),
        sa.Column("closes_at", MOMENT),
        sa.Column("remind_at", MOMENT),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("reminded", sa.Boolean(), server_default="0", nullable=False),
        sa.Column("eligible", sa.Integer()),
        sa.Column("asked_by", NUMBER),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_waves")),
        sa.ForeignKeyConstraint(["action_id"], ["actions.id"], name=op.f("fk_waves_action_id")),
        sa.ForeignKeyConstraint(["asked_by"], ["people.id"], name=op.f("fk_waves_asked_by")),
        sa.ForeignKeyConstraint(["event_id"], ["events.id"], name=op.f("fk_waves_event_id")),
        sa.ForeignKeyConstraint(
            ["instrument_version"],
            ["instruments.version"],
            name=op.f("fk_waves_instrument_version"),
        ),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_waves_partnership_id")
        ),
        sa.ForeignKeyConstraint(["study_id"], ["studies.id"], name=op.f("fk_waves_study_id")),
        sa.UniqueConstraint("once", name=op.f("uq_waves_once")),
    )
    op.create_index(op.f("ix_waves_action_id"), "waves", ["action_id"])
    op.create_index(op.f("ix_waves_event_id"), "waves", ["event_id"])
    op.create_index(op.f("ix_waves_state_opens_at"), "waves", ["state", "opens_at"])


def _invitations() -> None:
    op.create_table(
        "invitations",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("person_id", NUMBER, nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "person_id", name=op.f("pk_invitations")),
        sa.ForeignKeyConstraint(
            ["person_id"], ["people.id"], name=op.f("fk_invitations_person_id")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_invitations_wave_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_invitations_person_id_state"), "invitations", ["person_id", "state"])


def _responses() -> None:
    op.create_table(
        "responses",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("agency_id", NUMBER),
        sa.Column("pseudonym", sa.Text()),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("week", sa.Date(), nullable=False),
        sa.Column("finished", sa.Boolean(), nullable=False),
        sa.Column("swept", sa.Boolean(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "key", name=op.f("pk_responses")),
        sa.ForeignKeyConstraint(
            ["agency_id"], ["agencies.id"], name=op.f("fk_responses_agency_id")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_responses_wave_id")),
        sqlite_with_rowid=False,
    )
    op.create_index(op.f("ix_responses_pseudonym"), "responses", ["pseudonym"])


def _answers() -> None:
    op.create_table(
        "answers",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("response_key", sa.Text(), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("favourable", sa.Boolean()),
        sa.Column("change", sa.SmallInteger()),
        sa.PrimaryKeyConstraint("wave_id", "question", "response_key", name=op.f("pk_answers")),
        sa.ForeignKeyConstraint(
            ["wave_id", "response_key"],
            ["responses.wave_id", "responses.key"],
            name=op.f("fk_answers_wave_id_response_key"),
        ),
        sqlite_with_rowid=False,
    )


def _texts() -> None:
    op.create_table(
        "texts",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("response_key", sa.Text(), nullable=False),
        sa.Column("sealed", sa.LargeBinary(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("wave_id", "question", "response_key", name=op.f("pk_texts")),
        sa.ForeignKeyConstraint(
            ["wave_id", "response_key"],
            ["responses.wave_id", "responses.key"],
            name=op.f("fk_texts_wave_id_response_key"),
        ),
        sqlite_with_rowid=False,
    )


def _tallies() -> None:
    op.create_table(
        "tallies",
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("level", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("response_key", sa.Text(), nullable=False),
        sa.Column("answered", sa.SmallInteger(), nullable=False),
        sa.Column("favourable", sa.SmallInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "wave_id", "level", "outcome", "response_key", name=op.f("pk_tallies")
        ),
        sa.ForeignKeyConstraint(
            ["wave_id", "response_key"],
            ["responses.wave_id", "responses.key"],
            name=op.f("fk_tallies_wave_id_response_key"),
        ),
        sqlite_with_rowid=False,
    )


def _links() -> None:
    op.create_table(
        "links",
        sa.Column("id", NUMBER, autoincrement=True, nullable=False),
        sa.Column("partnership_id", NUMBER, nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("wave_id", NUMBER, nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("made_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_links")),
        sa.ForeignKeyConstraint(
            ["partnership_id"], ["partnerships.id"], name=op.f("fk_links_partnership_id")
        ),
        sa.ForeignKeyConstraint(["wave_id"], ["waves.id"], name=op.f("fk_links_wave_id")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_links_token_hash")),
    )
