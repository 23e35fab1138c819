"""What was told by newsletter, page and the like: each item, its actions, and what was counted."""

from sqlalchemy import (
    Boolean,
    CheckConstraint,
    Column,
    Date,
    ForeignKey,
    Integer,
    Table,
    Text,
    UniqueConstraint,
)

from storage.tables.columns import Number, metadata, number_key

disseminations = Table(
    "disseminations",
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("kind", Text, nullable=False),  # newsletter, web page, social media post, ...
    Column("item", Text, nullable=False),
    Column("period_start", Date, nullable=False),
    Column("period_end", Date),  # none where it was one day
    Column("each_once", Boolean, nullable=False, server_default="0"),
    Column("figures_from", Text, nullable=False, server_default=""),
    UniqueConstraint("partnership_id", "kind", "item", "period_start"),
)

dissemination_actions = Table(
    "dissemination_actions",
    metadata,
    Column("dissemination_id", Number, ForeignKey("disseminations.id"), primary_key=True),
    Column("action_id", Number, ForeignKey("actions.id"), primary_key=True, index=True),
)

dissemination_counts = Table(
    "dissemination_counts",
    metadata,
    Column("dissemination_id", Number, ForeignKey("disseminations.id"), primary_key=True),
    Column("agency", Text, primary_key=True),  # empty for all agencies together
    Column("delivered", Integer),
    Column("opened", Integer),
    Column("clicked", Integer),
    Column("visits", Integer),
    # the symbol that the source gave in place of a number
    Column("delivered_withheld", Text),
    Column("opened_withheld", Text),
    Column("clicked_withheld", Text),
    Column("visits_withheld", Text),
    CheckConstraint(
        "(delivered IS NULL OR delivered_withheld IS NULL)"
        " AND (opened IS NULL OR opened_withheld IS NULL)"
        " AND (clicked IS NULL OR clicked_withheld IS NULL)"
        " AND (visits IS NULL OR visits_withheld IS NULL)",
        name="number_or_symbol",
    ),
)
