"""What is sent: dispatches, what became of each message, and every other door a message may take."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.columns import Moment, Number, metadata, number_key
from surveys.sending.delivery import State

dispatches = Table(
    "dispatches",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("once", Text, nullable=False, unique=True),  # what makes a second request the same send
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("content", Text, nullable=False),  # the frozen reply, as JSON
    Column("reply", Text, nullable=False),  # which reply it is
    Column("briefing_id", Number, ForeignKey("briefings.id")),
    Column("wave_id", Number, ForeignKey("waves.id")),
    Column("concern_id", Number, ForeignKey("concerns.id")),
    Column("asked_by", Number, ForeignKey("people.id")),
    Column("asked_at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # open, paused, cancelled, done, withdrawn
    Column("paused_because", Text),
    Column("due_at", Moment),  # when it was set to go, where that was later than asked
    Column("audience", Integer, nullable=False, server_default="0"),  # how many people, frozen
    Column(
        "revision", Integer, nullable=False, server_default="0"
    ),  # how often its text was changed after sending
    Column("card_id", Text),  # the progress card in the lead's chat
    Column("card_shows", Integer, nullable=False, server_default="0"),  # last step shown, per cent
    Index(None, "partnership_id", "asked_at"),
    Index(None, "state"),
)

lanes = Table(
    "lanes",  # the messages of one dispatch to one tenant: what may be claimed together
    metadata,
    number_key(),
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), nullable=False),
    Column("tenant_id", Text, nullable=False),
    Column("canary", Boolean, nullable=False),  # goes first, alone
    Column(
        "held", Boolean, nullable=False, server_default="0"
    ),  # waits until the canary has gone well
    Column("next_due", Moment),  # no message is due before; nothing is pending where there is none
    UniqueConstraint("dispatch_id", "tenant_id", "canary"),
    Index(None, "next_due"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column(
        "dispatch_id", Number, primary_key=True
    ),  # its lane's: one key less to look up for each row
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("lane_id", Number, ForeignKey("lanes.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("lease_until", Moment),
    Column("activity_id", Text),
    Column("reason", Text),
    Column("changed_at", Moment, nullable=False),
    Column(
        "shows", Integer, nullable=False, server_default="0"
    ),  # which revision of the text their card shows
    Column("showed_first", Integer),  # which it showed when it came, once it has been changed
    CheckConstraint(
        "state IN (" + ", ".join(f"'{s.value}'" for s in State) + ")", name="state_is_known"
    ),
    Index(None, "lane_id", "state", "due_at"),
    Index(
        None,
        "lease_until",
        sqlite_where=text("lease_until IS NOT NULL"),
        postgresql_where=text("lease_until IS NOT NULL"),
    ),
    Index(None, "person_id"),
    sqlite_with_rowid=False,
)

dispatch_texts = Table(
    "dispatch_texts",  # what a dispatch said before its text was changed
    metadata,
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), primary_key=True),
    Column("revision", Integer, primary_key=True),
    Column("reply", Text, nullable=False),
    Column("content", Text, nullable=False),
    Column("changed_by", Number, ForeignKey("people.id")),
    Column("changed_at", Moment, nullable=False),  # when it stopped being what is sent
)

card_updates = Table(
    "card_updates",  # delivered cards that do not show the newest text yet
    metadata,
    Column("dispatch_id", Number, primary_key=True),
    Column("person_id", Number, primary_key=True),
    Column("due_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    ForeignKeyConstraint(
        ["dispatch_id", "person_id"], ["deliveries.dispatch_id", "deliveries.person_id"]
    ),
    Index(None, "due_at"),
    sqlite_with_rowid=False,
)

letters = Table(
    "letters",  # the second door: an e-mail to somebody whom Teams could not reach
    metadata,
    Column("dispatch_id", Number, primary_key=True),
    Column("person_id", Number, primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("lease_until", Moment),
    Column(
        "token_hash", Text, unique=True
    ),  # of the address in the e-mail, once it has been written
    Column("reason", Text),
    Column("changed_at", Moment, nullable=False),
    ForeignKeyConstraint(
        ["dispatch_id", "person_id"], ["deliveries.dispatch_id", "deliveries.person_id"]
    ),
    CheckConstraint(
        "state IN (" + ", ".join(f"'{s.value}'" for s in State) + ")", name="state_is_known"
    ),
    Index(None, "state", "due_at"),
    sqlite_with_rowid=False,
)

channels = Table(
    "channels",  # where the app has been added to a team
    metadata,
    number_key(),
    Column("conversation_id", Text, nullable=False, unique=True),
    Column("tenant_id", Text, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("team_id", Text, nullable=False),
    Column("team", Text, nullable=False),
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),  # installed, removed
    Column("seen_at", Moment, nullable=False),
    Index(None, "team_id"),
)

posts = Table(
    "posts",  # a dispatch posted in a channel
    metadata,
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), primary_key=True),
    Column("channel_id", Number, ForeignKey("channels.id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("lease_until", Moment),
    Column("activity_id", Text),
    Column("reason", Text),
    Column("changed_at", Moment, nullable=False),
    Column("shows", Integer, nullable=False, server_default="0"),
    CheckConstraint(
        "state IN (" + ", ".join(f"'{s.value}'" for s in State) + ")", name="state_is_known"
    ),
    Index(None, "state", "due_at"),
    sqlite_with_rowid=False,
)

jobs = Table(
    "jobs",  # a send that comes again
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # briefing, follow-up
    Column("subject", Text, nullable=False),  # what is sent, as the command line names it
    Column("instrument", Text),
    Column("rule", Text, nullable=False),
    Column("every", Text, nullable=False),  # when it comes again, as it was written
    Column("starts_at", Moment, nullable=False),
    Column("until", Date),
    Column("next_at", Moment),  # no more where there is none
    Column("made_by", Number, ForeignKey("people.id"), nullable=False),
    Column("stopped_because", Text),
    Index(None, "next_at"),
)

occurrences = Table(
    "occurrences",
    metadata,
    Column("job_key", Text, ForeignKey("jobs.key"), primary_key=True),
    Column("due_at", Moment, primary_key=True),
    Column("taken_at", Moment, nullable=False),
    Column(
        "came_of_it", Text, nullable=False
    ),  # dispatch:7, wave:7, or a code of the catalogue of problems
)

tenant_pauses = Table(
    "tenant_pauses",
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)

tenant_turns = Table(
    "tenant_turns",  # how far the requests to a tenant have been handed out, over all processes
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("next_at", Float, nullable=False),  # seconds since 1970
)

visits = Table(
    "visits",  # a link of a briefing that somebody followed
    metadata,
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("link", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)
