"""People, their agencies and partnerships, and where each person can be reached."""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
    and_,
)

from storage.tables.columns import Moment, Number, metadata, number_key

partnerships = Table(
    "partnerships",
    metadata,
    number_key(),
    Column("slug", Text, nullable=False, unique=True),
    Column("name", Text, nullable=False, unique=True),  # as people read it, with any mark
    # briefings must be approved by someone other than their author
    Column("second_person", Boolean, nullable=False, server_default="0"),
    Column("training", Boolean, nullable=False, server_default="0"),  # a dry run: counts nowhere
    Column("last_release", Integer, nullable=False, server_default="0"),  # its number; 0: none yet
)

agencies = Table(
    "agencies",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("name", Text, nullable=False),
    Column("tenant_id", Text),  # of its people's accounts, where the roster names it; lower case
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
    # of the account that they are bound to; NULL while only the roster names its id
    Column("tenant_id", Text),
    Column("opted_out", Boolean, nullable=False, server_default="0"),
    Column("away_until", Date),  # the first day on which they are back
    Column("left_at", Moment),  # when they left; their roles are kept for their return
    Column("erased_at", Moment),  # when the row lost everything that told whose it was
    UniqueConstraint("partnership_id", "email"),
    Index(None, "partnership_id", "tenant_id", "aad_object_id", unique=True),
    Index(None, "aad_object_id"),
    Index(None, "email"),
)

chats = Table(
    "chats",
    metadata,
    Column("aad_object_id", Text, primary_key=True),
    Column("tenant_id", Text, primary_key=True),
    Column("teams_user_id", Text, nullable=False),
    Column("conversation_id", Text),
    Column("service_url", Text, nullable=False),
    Column("state", Text, nullable=False),  # of `ChatState`
    Column("state_at", Moment),  # when that was learned; NULL: long ago
    Column("time_zone", Text, nullable=False),
    Column("last_seen_at", Moment, nullable=False),
)

# two tenants can have the same object id, so that only both together name an account
IS_THEIR_CHAT = and_(
    chats.c.aad_object_id == people.c.aad_object_id, chats.c.tenant_id == people.c.tenant_id
)

account_questions = Table(
    "account_questions",  # accounts that could be someone on the roster, for a lead to decide
    metadata,
    number_key(),
    Column("person_id", Number, ForeignKey("people.id"), nullable=False),
    Column("tenant_id", Text, nullable=False),
    Column("aad_object_id", Text, nullable=False),
    Column("why", Text, nullable=False),  # changed-id, guest, tenant-unknown, other-tenant
    Column("asked_at", Moment, nullable=False),
    Column("theirs", Boolean),  # NULL until a lead has answered
    Column("answered_by", Number, ForeignKey("people.id")),  # NULL on the command line
    Column("answered_at", Moment),
    UniqueConstraint("person_id", "tenant_id", "aad_object_id"),
)

saved_audiences = Table(
    "saved_audiences",
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("name", Text, primary_key=True),
    Column("rule", Text, nullable=False),
)
