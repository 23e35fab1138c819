"""Actions, intended outcomes, their evidence plan, and evidence counted elsewhere."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Encrypted, Moment, Number, metadata, number_key

actions = Table(
    "actions",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("change_wanted", Text, nullable=False),
    Column("source_kind", Text, nullable=False),
    Column("source_ref", Text, nullable=False),
    Column("owner_agency", Text, nullable=False),
    Column("due_on", Date, nullable=False),
    Column("theme", Text),
    Column("shared", Boolean, nullable=False, server_default="0"),
    Column("started_on", Date),
    Column("rival_explanations", Text, nullable=False, server_default=""),  # ";" between
    Column("rivals_weighed", Text, nullable=False, server_default=""),  # "explanation: how" each
    UniqueConstraint("partnership_id", "ref"),
)

outcomes = Table(
    "outcomes",
    metadata,
    number_key(),
    Column("action_id", Number, ForeignKey("actions.id"), nullable=False),
    Column("ref", Text, nullable=False),
    Column("statement", Text, nullable=False),
    UniqueConstraint("action_id", "ref"),
)

plan_items = Table(
    "plan_items",
    metadata,
    Column("outcome_id", Number, ForeignKey("outcomes.id"), primary_key=True),
    Column("level", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    # the indicator's name where the source is `indicator`: an outcome may have several
    Column("series", Text, primary_key=True),
    Column("indicator", Text, nullable=False),
    Column("baseline", Float),
    Column("target", Float),
    Column("due_on", Date),
    Column("planned_change", Float),
    Column("trigger", Boolean, nullable=False, server_default="0"),
    Column("written_on", Date),  # not known of what was planned before this was kept
)

evidence_items = Table(
    "evidence_items",
    metadata,
    Column("outcome_id", Number, ForeignKey("outcomes.id"), primary_key=True),
    Column("level", Text, primary_key=True),
    Column("source", Text, primary_key=True),
    Column("collected_on", Date, primary_key=True),
    Column("agency", Text, primary_key=True),  # whose count it is; empty where it is not said
    Column("body", Text, primary_key=True),  # who judged; empty where it is not said, and of counts
    Column("favourable", Integer, nullable=False),
    Column("n", Integer, nullable=False),
    Column("eligible", Integer),
    # better, no_clear_change, worse: what an inspection or a review concluded
    Column("judgement", Text),
    Column("note", Text, nullable=False, server_default=""),
    Column("selection", Text),  # all, random, chosen: the cases of an audit
    Column("read_by", Text, nullable=False, server_default=""),
    Column("reference", Text, nullable=False, server_default=""),
    Column("distinct_because", Text, nullable=False, server_default=""),
    CheckConstraint("favourable >= 0 AND favourable <= n", name="favourable_within_n"),
)

indicator_points = Table(
    "indicator_points",
    metadata,
    Column("outcome_id", Number, ForeignKey("outcomes.id"), primary_key=True),
    Column("indicator", Text, primary_key=True),
    Column("period_start", Date, primary_key=True),
    Column("title", Text, nullable=False),
    Column("better", Text, nullable=False),  # up, down
    Column("numerator", Float),
    Column("denominator", Float),
    Column("withheld", Text),  # the symbol that the source gave in place of a figure
    CheckConstraint("(numerator IS NULL) <> (withheld IS NULL)", name="figure_or_symbol"),
)

releases = Table(
    "releases",  # what was given out: rows are only added
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1 within the partnership
    Column("action_id", Number, ForeignKey("actions.id"), nullable=False),
    Column("made_at", Moment, nullable=False),
    Column("actor", Text, nullable=False),  # "person:7", "console"
    Column("format", Text, nullable=False),
    Column("minimum_group", Integer, nullable=False),
    Column("as_at", Date, nullable=False),
    Column("sha256", Text, nullable=False),  # of the file
    Column("inputs_fingerprint", Text, nullable=False),  # keyed hash of the evidence
    # the same without the words that may be quoted, which may be taken back
    Column("figures_fingerprint", Text, nullable=False, server_default=""),
    Column("figures", Text, nullable=False),  # every cell and how they add up, as JSON
    Index(None, "partnership_id", "action_id"),
)

# What an import changed in these tables; the first import of a row is no change.
evidence_changes = Table(
    "evidence_changes",
    metadata,
    number_key(),
    Column("action_id", Number, ForeignKey("actions.id"), nullable=False, index=True),
    Column("thing", Text, nullable=False),  # action, outcome, plan, evidence, indicator
    Column("which", Text, nullable=False),  # JSON: what tells its row from others of the action
    Column("before", Text, nullable=False),  # JSON: the facts that differ, by column
    Column("after", Text, nullable=False),
    Column("changed_at", Moment, nullable=False),
)

# What a wave adds to the evidence of its actions, once it is over: counts, and nothing of a person.
wave_evidence = Table(
    "wave_evidence",
    metadata,
    Column("wave_id", Number, ForeignKey("waves.id"), primary_key=True, autoincrement=False),
    Column("form", Text, nullable=False),  # which fields the counts have
    Column("over_on", Date, nullable=False),  # at this date and later it adds the same
    Column("counts", Text, nullable=False),  # JSON
)

you_said = Table(
    "you_said",  # what children and families asked for, and what was done about it
    metadata,
    Column("action_id", Number, ForeignKey("actions.id"), primary_key=True),
    Column("number", Integer, primary_key=True),  # from 1 within the action
    Column("said", Encrypted),  # NULL: its time is over
    Column("did", Encrypted),
    Column("voice", Text),  # who said it; NULL: it is in summaries and packs only
    Column("said_for_children", Encrypted),
    Column("did_for_children", Encrypted),
    Column("written_by", Number, ForeignKey("people.id"), nullable=False),
    Column("written_at", Moment, nullable=False),
    Column("released_by", Number, ForeignKey("people.id")),
    Column("released_at", Moment),
    Column("withdrawn_by", Number, ForeignKey("people.id")),
    Column("withdrawn_at", Moment),
)
