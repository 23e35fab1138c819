"""How long partnerships keep what, what stays of old messages, canaries, and erasures."""

from sqlalchemy import Boolean, Column, ForeignKey, Integer, Table, Text

from storage.tables.columns import Encrypted, Moment, Number, metadata

retention_choices = Table(
    "retention_choices",  # where a partnership keeps something for another time than is usual
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("kind", Text, primary_key=True),  # of `Retained`
    Column("days", Integer, nullable=False),
)

past_deliveries = Table(
    "past_deliveries",  # what stays of deliveries for the figures, without whose they were
    metadata,
    Column("dispatch_id", Number, ForeignKey("dispatches.id"), primary_key=True),
    Column("who", Text, primary_key=True),  # a keyed mark of the person
    Column("agency_id", Number, ForeignKey("agencies.id"), nullable=False),
    Column("state", Text, nullable=False),
    Column("reason", Text),
    Column("by_email", Boolean, nullable=False, server_default="0"),  # an e-mail reached them
    Column("due_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    sqlite_with_rowid=False,
)

retention_canaries = Table(
    "retention_canaries",  # rows that the clock planted to prove that what is over goes
    metadata,
    Column("kind", Text, primary_key=True),  # of `Retained`
    Column("place", Text, nullable=False),  # the key of the planted row, as JSON
    Column("planted_at", Moment, nullable=False),
    Column("over_at", Moment, nullable=False),  # when its time is over
    Column("gone_at", Moment),  # when it was seen to be gone
)

erasures = Table(
    "erasures",  # the erasure ledger: rows are only added, and none has a name
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("mark", Text, primary_key=True),  # a keyed mark of who or what was erased
    Column("erased_at", Moment, primary_key=True),
    Column("kind", Text, nullable=False),  # person, answers
    Column("reason", Encrypted, nullable=False),
)
