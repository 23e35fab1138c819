"""Briefings, dispatches and what became of each message."""

from sqlalchemy import CheckConstraint, Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, Number, Sealed, metadata, number_key
from surveys.telling.delivery import State

briefings = Table(
    "briefings",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),  # a Briefing as JSON
    Column("embargo_until", Date),
    UniqueConstraint("partnership_id", "ref"),
)

briefing_actions = Table(
    "briefing_actions",
    metadata,
    Column("briefing_id", Number, ForeignKey("briefings.id"), primary_key=True),
    Column("action_id", Number, ForeignKey("actions.id"), primary_key=True),
)

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
    Column("state", Text, nullable=False),  # open, paused, cancelled
    Column("paused_because", Text),
    Column("card_id", Text),  # the progress card in the lead's chat
    Column("card_shows", Integer, nullable=False, server_default="0"),  # last step shown, per cent
    Index(None, "partnership_id", "asked_at"),
)

deliveries = Table(
    "deliveries",
    metadata,
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("state", Text, nullable=False),
    Column("due_at", Moment, nullable=False),
    Column("attempt", Integer, nullable=False, server_default="0"),
    Column("worker", Text),
    Column("lease_until", Moment),
    Column("activity_id", Text),
    Column("reason", Text),
    Column("changed_at", Moment, nullable=False),
    CheckConstraint("state IN (" + ", ".join(f"'{s.value}'" for s in State) + ")", name="state_is_known"),
    Index(None, "state", "due_at"),
    Index(None, "person_id"),
    sqlite_with_rowid=False,
)

tenant_pauses = Table(
    "tenant_pauses",
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("until", Moment, nullable=False),
)

acts = Table(
    "acts",
    metadata,
    Column("briefing_id", Number, ForeignKey("briefings.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("act", Text, primary_key=True),  # read, discussed, intends
    Column("at", Moment, nullable=False),
    Column("people", Integer),  # how many took part in a discussion
    Column("by_when", Date),
    Column("words", Sealed),
)
