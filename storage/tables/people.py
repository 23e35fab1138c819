"""People, their agencies and partnerships, and where each person can be reached."""

from sqlalchemy import Boolean, Column, Date, ForeignKey, Index, Table, Text, UniqueConstraint

from storage.tables.columns import Moment, Number, metadata, number_key

partnerships = Table(
    "partnerships",
    metadata,
    number_key(),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),
    # briefings must be approved by someone other than their author
    Column("second_person", Boolean, nullable=False, server_default="0"),
)

agencies = Table(
    "agencies",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("name", Text, nullable=False),
    UniqueConstraint("partnership_id", "name"),
)

people = Table(
    "people",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("agency_id", Number, ForeignKey("agencies.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("email", Text, nullable=False),  # lower case
    # ";" before, between and after, so that LIKE can find a role
    Column("roles", Text, nullable=False),
    Column("job_title", Text, nullable=False, server_default=""),
    Column("team", Text, nullable=False, server_default=""),
    Column("language", Text, nullable=False, server_default="en"),
    # lower case; from the roster file or the first contact
    Column("aad_object_id", Text),
    Column("opted_out", Boolean, nullable=False, server_default="0"),
    Column("away_until", Date),  # the first day on which they are back
    UniqueConstraint("partnership_id", "email"),
    Index(None, "aad_object_id"),
    Index(None, "email"),
)

chats = Table(
    "chats",
    metadata,
    Column("aad_object_id", Text, primary_key=True),
    Column("tenant_id", Text, nullable=False),
    Column("teams_user_id", Text, nullable=False),
    Column("conversation_id", Text),
    Column("service_url", Text, nullable=False),
    Column("state", Text, nullable=False),  # installed, removed, blocked, not_installed, chat_gone
    Column("time_zone", Text, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
)

saved_audiences = Table(
    "saved_audiences",
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("rule", Text, nullable=False),
)
