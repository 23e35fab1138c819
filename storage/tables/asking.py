"""Events, waves, invitations and responses.

Answers are joined by a wave and a key that identifies no person. Those of people who are not named
first wait in `intake`, encrypted, and a daily sweep writes them in random order. Tables of answers
keep no row order on SQLite (`sqlite_with_rowid=False`), so none can be laid beside invitations.
"""

from sqlalchemy import (
    Boolean,
    Column,
    Date,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    SmallInteger,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from storage.tables.columns import Encrypted, Moment, Number, metadata, number_key

events = Table(
    "events",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("kind", Text, nullable=False),
    Column("starts_at", Moment, nullable=False),
    Column("ends_at", Moment, nullable=False),
    UniqueConstraint("partnership_id", "ref"),
)

event_actions = Table(
    "event_actions",
    metadata,
    Column("event_id", Number, ForeignKey("events.id"), primary_key=True),
    Column("action_id", Number, ForeignKey("actions.id"), primary_key=True),
)

attendance = Table(
    "attendance",
    metadata,
    Column("event_id", Number, ForeignKey("events.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("attended", Boolean, nullable=False),
)

instruments = Table(
    "instruments",
    metadata,
    Column("version", Text, primary_key=True),  # the hash of the body
    Column("code", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("body", Text, nullable=False),
    Column("added_at", Moment, nullable=False),
    Index(None, "code", "added_at"),
)

studies = Table(
    "studies",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("subject", Text, nullable=False, unique=True),  # "event:7", "action:3"
    # half of the study's key; NULL after the study's end, when nothing can be paired any more
    Column("salt", LargeBinary),
)

waves = Table(
    "waves",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("study_id", Number, ForeignKey("studies.id"), nullable=False),
    Column("once", Text, nullable=False, unique=True),
    Column("event_id", Number, ForeignKey("events.id")),
    Column("action_id", Number, ForeignKey("actions.id")),
    Column("instrument_version", Text, ForeignKey("instruments.version"), nullable=False),
    Column("voice", Text, nullable=False),
    Column("label", Text, nullable=False),
    Column("rule", Text, nullable=False),  # "" for those who attended the event
    Column("opens_at", Moment, nullable=False),
    Column("closes_at", Moment),
    Column("remind_at", Moment),
    Column("state", Text, nullable=False),  # planned, open, closed
    Column("reminded", Boolean, nullable=False, server_default="0"),
    Column("eligible", Integer),  # how many could answer, where that is known
    Column("asked_by", Number, ForeignKey("people.id")),
    Index(None, "state", "opens_at"),
    Index(None, "event_id"),
    Index(None, "action_id"),
)

invitations = Table(
    "invitations",
    metadata,
    Column("wave_id", Number, ForeignKey("waves.id"), primary_key=True),
    Column("person_id", Number, ForeignKey("people.id"), primary_key=True),
    Column("state", Text, nullable=False),  # asked, started, finished, left out
    Index(None, "person_id", "state"),
    sqlite_with_rowid=False,
)

responses = Table(
    "responses",
    metadata,
    Column("wave_id", Number, ForeignKey("waves.id"), primary_key=True),
    Column("key", Text, primary_key=True),
    Column("agency_id", Number, ForeignKey("agencies.id")),
    Column("pseudonym", Text),  # pairs the waves of one study; absent for an open form
    Column("door", Text, nullable=False),
    Column("language", Text),  # of a named person only
    Column("week", Date, nullable=False),  # its Monday; nothing finer is stored
    Column("assisted_by", Text),  # who helped: carer, worker, interpreter ...; never a name
    Column("assisted_how", Text),  # what they did: read,translated ...
    # Of a form on paper: keyed marks of the two who typed it in.
    Column("entered_by", Text),
    Column("checked_by", Text),
    Column("finished", Boolean, nullable=False),
    Index(None, "pseudonym"),
    sqlite_with_rowid=False,
)

intake = Table(
    "intake",
    metadata,
    Column("response", Text, primary_key=True),  # a keyed mark of the wave and the response's key
    Column("sealed", Encrypted, nullable=False),  # the whole response so far, padded
    sqlite_with_rowid=False,
)

spent_tickets = Table(
    "spent_tickets",
    metadata,
    Column("wave_id", Number, ForeignKey("waves.id"), primary_key=True),
    Column("holder", Text, primary_key=True),  # a keyed mark of the person
    Column("ticket", Text, nullable=False),  # a keyed mark, from which no response key can be made
    sqlite_with_rowid=False,
)


def _of_a_response() -> ForeignKeyConstraint:
    return ForeignKeyConstraint(["wave_id", "response_key"], ["responses.wave_id", "responses.key"])


answers = Table(
    "answers",
    metadata,
    Column("wave_id", Number, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("response_key", Text, primary_key=True),
    Column("value", Text, nullable=False),  # JSON; for free text only that there is one
    Column("favourable", Boolean),  # None where it is outside the denominator
    Column("change", SmallInteger),  # now against before: -1, 0, 1
    _of_a_response(),
    sqlite_with_rowid=False,
)

texts = Table(
    "texts",
    metadata,
    Column("wave_id", Number, primary_key=True),
    Column("question", Text, primary_key=True),
    Column("response_key", Text, primary_key=True),
    Column("sealed", Encrypted, nullable=False),
    Column("state", Text, nullable=False),  # unread, released, redacted, withheld
    Column("quotable", Encrypted),  # the version that a reader made, where it was redacted
    _of_a_response(),
    Index(  # what people still have to read
        None,
        "wave_id",
        sqlite_where=text("state = 'unread'"),
        postgresql_where=text("state = 'unread'"),
    ),
    Index(  # what a summary may quote
        "ix_texts_quotable",
        "wave_id",
        "state",
        sqlite_where=text("state IN ('redacted', 'released')"),
        postgresql_where=text("state IN ('redacted', 'released')"),
    ),
    sqlite_with_rowid=False,
)

tallies = Table(
    "tallies",
    metadata,
    Column("wave_id", Number, primary_key=True),
    Column("level", Text, primary_key=True),
    Column("outcome", Text, primary_key=True),  # "" counts towards every outcome
    Column("response_key", Text, primary_key=True),
    Column("answered", SmallInteger, nullable=False),  # items in the denominator
    Column("favourable", SmallInteger, nullable=False),
    _of_a_response(),
    sqlite_with_rowid=False,
)

answer_checks = Table(  # what a lead made of too many answers; nothing here is of one answer
    "answer_checks",
    metadata,
    Column("wave_id", Number, ForeignKey("waves.id"), primary_key=True),
    Column("at_once", Integer, nullable=False),  # came in a burst from one address
    Column("seen_answers", Integer),  # how many there were when a lead looked
    Column("seen_at_once", Integer),
    Column("counts", Boolean),
    Column("seen_by", Number, ForeignKey("people.id")),
    Column("seen_at", Moment),
)

paper_entries = Table(  # forms on paper that one person has typed in, until another agrees
    "paper_entries",
    metadata,
    Column("wave_id", Number, ForeignKey("waves.id"), primary_key=True),
    Column("form", Text, primary_key=True),  # a keyed mark of the number on the paper
    Column("entered_by", Number, ForeignKey("people.id"), primary_key=True),
    Column("entered_on", Date, nullable=False),
    Column("sealed", Encrypted, nullable=False),  # the number and what was typed, padded
    sqlite_with_rowid=False,
)

links = Table(
    "links",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("token_hash", Text, nullable=False, unique=True),
    Column("wave_id", Number, ForeignKey("waves.id"), nullable=False),
    Column("label", Text, nullable=False),
    Column("setting", Text, nullable=False, server_default=""),  # where it is used: a school ...
    Column("state", Text, nullable=False),  # open, closed
    Column("made_at", Moment, nullable=False),
    # NULL for a link that was made before there were codes
    Column("code", Text),  # a keyed mark of the code that can be typed
    Column("sealed", Encrypted),  # the token, for those who type the code and for posters
    Column("papers", Integer, nullable=False, server_default="0"),  # printed; the last number
    Index(None, "code", unique=True),
)
