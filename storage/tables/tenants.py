"""Tenants of Microsoft 365: whose people may write, what works there, and which refuse us."""

from sqlalchemy import Column, Integer, Table, Text

from storage.tables.columns import Moment, metadata

tenants = Table(
    "tenants",  # those added by an administrator; GT_ALLOWED_TENANTS may name others
    metadata,
    Column("tenant_id", Text, primary_key=True),  # lower case
    Column("name", Text, nullable=False),
    Column("state", Text, nullable=False),  # of `TenantState`
    Column("added_at", Moment, nullable=False),
    Column("changed_at", Moment, nullable=False),
    Column("changed_by", Text, nullable=False),
)

tenant_steps = Table(
    "tenant_steps",  # what has been seen to work, and when that was first seen
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("step", Text, primary_key=True),  # of `SetUpStep`
    Column("done_at", Moment, nullable=False),
    Column("seen_by", Text, nullable=False),  # of `SeenBy`
)

tenant_refusals = Table(
    "tenant_refusals",  # tenants whose Teams does not accept our sign-in
    metadata,
    Column("tenant_id", Text, primary_key=True),
    Column("since", Moment, nullable=False),
    Column("until", Moment, nullable=False),  # when it is tried again
    Column("times", Integer, nullable=False),  # one after the other
)
