"""Briefings, and what people did with them."""

from sqlalchemy import Column, Date, ForeignKey, Index, Integer, Table, Text, UniqueConstraint, text

from storage.tables.columns import Encrypted, Moment, Number, metadata, number_key

briefings = Table(
    "briefings",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("content", Text, nullable=False),  # a Briefing as JSON
    Column("embargo_until", Date),
    Column("state", Text, nullable=False, server_default="ready"),  # draft, ready
    Column("version", Integer, nullable=False, server_default="1"),  # the version of `content`
    UniqueConstraint("partnership_id", "ref"),
)

briefing_versions = Table(
    "briefing_versions",
    metadata,
    Column("briefing_id", Number, ForeignKey("briefings.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("content", Text, nullable=False),  # a Briefing as JSON
    Column("author_id", Number, ForeignKey("people.id")),
    Column("made_at", Moment, nullable=False),
    # who signed off that no one can be recognised
    Column("released_by", Number, ForeignKey("people.id")),
    Column("released_at", Moment),
    Column("approved_by", Number, ForeignKey("people.id")),
    Column("approved_at", Moment),
)

briefing_copies = Table(
    "briefing_copies",  # the copy that a person made last of a version
    metadata,
    Column("briefing_id", Number, ForeignKey("briefings.id"), primary_key=True),
    Column("version", Integer, primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("copy_id", Number, ForeignKey("briefings.id")),  # NULL until it is made
)

briefing_actions = Table(
    "briefing_actions",
    metadata,
    Column("briefing_id", Number, ForeignKey("briefings.id"), primary_key=True),
    Column("action_id", Number, ForeignKey("actions.id"), primary_key=True),
)

acts = Table(
    "acts",
    metadata,
    Column("briefing_id", Number, ForeignKey("briefings.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("act", Text, primary_key=True),  # read, discussed, intends, useful, not-useful, followed
    Column("at", Moment, nullable=False),
    Column("people", Integer),  # how many took part in a discussion
    Column("by_when", Date),
    Column("words", Encrypted),
    # whether a reader has read them, and the version that may be quoted where it was redacted
    Column("words_state", Text, nullable=False, server_default="unread"),
    Column("words_quotable", Encrypted),
    Column("asked_back_at", Moment),  # when the bot asked about an intention
    Column("came_of_it", Text),  # done, partly, not
    Index(  # intentions that the bot still has to ask about
        None,
        "act",
        "by_when",
        sqlite_where=text("asked_back_at IS NULL"),
        postgresql_where=text("asked_back_at IS NULL"),
    ),
)

discussions = Table(
    "discussions",  # the cascade log: discussions of briefings
    metadata,
    number_key(),
    Column("once", Text, nullable=False, unique=True),
    Column("briefing_id", Number, ForeignKey("briefings.id"), nullable=False),
    Column("person_id", Number, ForeignKey("people.id"), nullable=False),
    Column("setting", Text, nullable=False),  # team, supervision
    Column("people", Integer),  # how many took part
    Column("raised", Encrypted),
    Column("agreed", Encrypted),
    # of each: whether a reader has read it, and the version that may be quoted
    Column("raised_state", Text, nullable=False, server_default="unread"),
    Column("raised_quotable", Encrypted),
    Column("agreed_state", Text, nullable=False, server_default="unread"),
    Column("agreed_quotable", Encrypted),
    Column("at", Moment, nullable=False),
    Index(None, "briefing_id", "person_id"),
)
