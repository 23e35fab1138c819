"""Sends: dispatches, the outcome of each message, and the doors other than Teams."""

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

from storage.tables.columns import Encrypted, Moment, Number, metadata, number_key
from surveys.sending.delivery import State

dispatches = Table(
    "dispatches",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column(
        "once", Text, nullable=False, unique=True
    ),  # a second request with the same value is the same send
    Column("kind", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("rule", Text, nullable=False),
    Column("content", Text, nullable=False),  # the frozen reply, as JSON
    Column("reply", Text, nullable=False),  # the stored kind of that reply
    Column("briefing_id", Number, ForeignKey("briefings.id")),
    Column("wave_id", Number, ForeignKey("waves.id")),
    Column("concern_id", Number, ForeignKey("concerns.id")),
    Column("asked_by", Number, ForeignKey("people.id")),
    Column("asked_at", Moment, nullable=False),
    Column("state", Text, nullable=False),  # open, paused, cancelled, done, withdrawn
    Column("paused_because", Text),
    Column("due_at", Moment),  # when it was set to go, where that was later than asked
    Column("audience", Integer, nullable=False, server_default="0"),  # how many people, frozen
    # how many times its text was changed after sending
    Column("revision", Integer, nullable=False, server_default="0"),
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
    # waits until the canary has been delivered
    Column("held", Boolean, nullable=False, server_default="0"),
    Column("next_due", Moment),  # when the next message is due; NULL if none is pending
    UniqueConstraint("dispatch_id", "tenant_id", "canary"),
    Index(None, "next_due"),
)

deliveries = Table(
    "deliveries",
    metadata,
    # the lane's dispatch, copied: one lookup less for each row
    Column("dispatch_id", Number, primary_key=True),
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
    # which revision of the text their card shows
    Column("shows", Integer, nullable=False, server_default="0"),
    Column(
        "showed_first", Integer
    ),  # the revision that it showed when it arrived; NULL if the text never changed
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

chat_messages = Table(
    "chat_messages",  # the bot's messages in chats that people have tapped, or that answer them
    metadata,
    Column("conversation_id", Text, primary_key=True),
    Column("message", Text, primary_key=True),  # as its buttons name it
    Column("version", Integer, nullable=False),
    Column("dispatch_id", Number, ForeignKey("dispatches.id")),
    Column("tenant_id", Text, nullable=False),
    Column("service_url", Text, nullable=False),
    Column("activity_id", Text),  # where Teams has it; NULL until it is tapped
    # the reply that it shows: NULL where no row may hold it, or where the dispatch says it
    Column("reply", Encrypted),
    Column("expires_at", Moment),  # until when it is good for a decision
    Column("put_at", Moment),  # when its card is to be updated; NULL where it shows the newest
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("changed_at", Moment, nullable=False),
    Index(None, "dispatch_id"),
    Index(
        None,
        "put_at",
        sqlite_where=text("put_at IS NOT NULL"),
        postgresql_where=text("put_at IS NOT NULL"),
    ),
    Index(None, "changed_at"),
    sqlite_with_rowid=False,
)

letters = Table(
    "letters",  # the second door: e-mails to people whom Teams could not reach
    metadata,
    Column("dispatch_id", Number, primary_key=True),
    Column("person_id", Number, primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("lease_until", Moment),
    # of the link in the e-mail; NULL until it is written
    Column("token_hash", Text, unique=True),
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
    Column("state", Text, nullable=False),  # installed, archived, removed
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
    "jobs",  # a send that repeats
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("key", Text, nullable=False, unique=True),
    Column("kind", Text, nullable=False),  # briefing, follow-up
    Column("subject", Text, nullable=False),  # what is sent, as the command line names it
    Column("instrument", Text),
    Column("rule", Text, nullable=False),
    Column("every", Text, nullable=False),  # the rule of its repeats, as it was typed
    Column("starts_at", Moment, nullable=False),
    Column("until", Date),
    Column("next_at", Moment),  # NULL when there are no more
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
    # dispatch:7, wave:7, or a code of the catalogue of problems
    Column("came_of_it", Text, nullable=False),
)

tenant_pauses = Table(
    "tenant_pauses",
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)

address_pauses = Table(
    "address_pauses",  # service addresses with which no connection could be made
    metadata,
    Column("service_url", Text, primary_key=True),
    Column("until", Moment, nullable=False),
    Column("times", Integer, nullable=False),  # one after the other
)

newly_reachable = Table(
    "newly_reachable",  # people to whom what they have missed is still to be sent
    metadata,
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True, autoincrement=False),
)

tenant_turns = Table(
    "tenant_turns",  # the next free rate slot of a tenant, over all processes
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("next_at", Float, nullable=False),  # seconds since 1970
)

visits = Table(
    "visits",  # links in briefings that people opened
    metadata,
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("link", Integer, primary_key=True),
    Column("at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

app_packages = Table(
    "app_packages",  # of the Teams app, as they were made: rows are only added
    metadata,
    number_key(),
    Column("app_id", Text, nullable=False),
    Column("bot_id", Text, nullable=False),
    Column("version", Text, nullable=False, unique=True),  # three numbers, such as 1.0.2
    Column("file_hash", Text, nullable=False),
    Column("made_at", Moment, nullable=False),
)
