"""Concerns, audit trail, processed activities, one-time links, summary requests, heartbeats."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Integer, Table, Text

from storage.tables.columns import Encrypted, Moment, Number, metadata, number_key

concerns = Table(
    "concerns",
    metadata,
    number_key(),
    Column("ref", Text, nullable=False, unique=True),
    # keyed mark of the answer, so that a repeat raises one concern
    Column("once", Text, nullable=False, unique=True),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("grade", Text, nullable=False),  # red, amber, green
    Column("state", Text, nullable=False),  # new, acknowledged, referred, closed ...
    Column("raised_at", Moment, nullable=False),
    Column("acknowledged_by", Number, ForeignKey("people.id")),  # who is dealing with it now
    Column("acknowledged_at", Moment),  # since when
    # the text, and its writer where known
    Column("sealed", Encrypted, nullable=False),
    # red at any time: two people close it, also after its class was lowered
    Column("was_red", Boolean, nullable=False, server_default="0"),
    # every lead is named in the text, so that it went to people whom it may be about
    Column("all_named", Boolean, nullable=False, server_default="0"),
    Column("words_deleted_at", Moment),  # when the text was deleted, because its time was over
    Index(None, "partnership_id", "state"),
)

concern_steps = Table(
    "concern_steps",  # the work record of a concern: rows are only added
    metadata,
    Column("concern_id", Number, ForeignKey("concerns.id"), primary_key=True),
    Column("seq", Integer, primary_key=True),  # from 1 within the concern
    Column("at", Moment, nullable=False),
    Column("person_id", Number, ForeignKey("people.id")),  # NULL: the program
    Column("step", Text, nullable=False),
    Column("state", Text, nullable=False),  # of the concern after it
    Column("grade", Text, nullable=False),  # of the concern after it
    Column("sealed", Encrypted),  # the note, reason or reference
    Column("name", Encrypted),  # of a person whose own row has none any more
)

passed_over = Table(
    "passed_over",  # leads whom a concern names, where another lead deals with it
    metadata,
    Column("concern_id", Number, ForeignKey("concerns.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
)

readings = Table(
    "readings",  # what a reader judged of a text, and a second reader of a sample
    metadata,
    Column("place", Text, primary_key=True),  # the row that holds the text, or "concern:7"
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("mark", Text, nullable=False),  # released, redacted, withheld, flagged
    Column("read_by", Number, ForeignKey("people.id"), nullable=False),
    Column("read_on", Date, nullable=False),
    Column("sampled", Boolean, nullable=False),  # a second reader judges it too
    Column("second_mark", Text),
    Column("second_by", Number, ForeignKey("people.id")),
    Column("second_on", Date),
    Index(None, "partnership_id", "sampled"),
)

key_marks = Table(
    "key_marks",
    metadata,
    Column("name", Text, primary_key=True),  # "pseudonyms", "master:1"
    Column("mark", Text, nullable=False),
)

audit = Table(
    "audit",
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("seq", Number, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("actor", Text, nullable=False),  # "person:7", "clock", "console"
    Column("act", Text, nullable=False),
    Column("subject", Text, nullable=False),
    Column("previous", Text, nullable=False),
    Column("hash", Text, nullable=False),
)

audit_heads = Table(
    "audit_heads",
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("seq", Number, nullable=False),
    Column("hash", Text, nullable=False),
    # the last entry that retention deleted, and a keyed mark of it: the chain begins after it
    Column("deleted_seq", Number, nullable=False, server_default="0"),
    Column("deleted_hash", Text, nullable=False, server_default=""),
    Column("deleted_mark", Text, nullable=False, server_default=""),
)

activities = Table(
    "activities",
    metadata,
    Column("conversation_id", Text, primary_key=True),
    Column("activity_id", Text, primary_key=True),
    Column("at", Moment, nullable=False),
    Column("reply", Encrypted),
    Index(None, "at"),
)

orders = Table(
    "orders",
    metadata,
    number_key(),
    Column("once", Text, nullable=False, unique=True),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("person_id", Number, ForeignKey("people.id"), nullable=False),
    Column("action_id", Number, ForeignKey("actions.id"), nullable=False),
    Column("format", Text, nullable=False),
    Column("state", Text, nullable=False),  # wanted, drawn, uploading, done
    Column("asked_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
    Column("file_name", Text, nullable=False, server_default=""),
    Column("media_type", Text, nullable=False, server_default=""),
    Column("sha256", Text, nullable=False, server_default=""),
    Column("sealed", Encrypted),  # the file, until it is delivered
    Column("upload", Encrypted),  # the upload address, once the person has allowed the upload
    Index(None, "state"),
)

slips = Table(
    "slips",
    metadata,
    Column("token_hash", Text, primary_key=True),
    Column("kind", Text, nullable=False),  # file, concern
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("person_id", Number, ForeignKey("people.id"), nullable=False),
    Column("order_id", Number, ForeignKey("orders.id")),
    Column("concern_id", Number, ForeignKey("concerns.id")),
    Column("spent", Boolean, nullable=False, server_default="0"),
    Column("expires_at", Moment, nullable=False),
)

heartbeats = Table(
    "heartbeats",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", Moment, nullable=False),
)
