"""Alerts of concerns: the steps in which leads are told, who covers concerns, and tests."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, Table, Text

from storage.tables.columns import Moment, Number, metadata, number_key

alert_steps = Table(
    "alert_steps",
    metadata,
    Column("concern_id", Number, ForeignKey("concerns.id"), primary_key=True),
    Column("step", Integer, primary_key=True),  # 0 is sent with the concern itself
    Column("due_at", Moment, nullable=False),
    Column("dispatch_id", Number, ForeignKey("dispatches.id")),  # NULL until it is sent
    # someone has taken the concern on, and nothing of the step is under way
    Column("ended", Boolean, nullable=False, server_default="0"),
    Index(None, "ended", "due_at"),
)

concern_cover = Table(
    "concern_cover",  # who covers concerns, and when
    metadata,
    Column("partnership_id", Number, ForeignKey("partnerships.id"), primary_key=True),
    Column("hours", Text, nullable=False),  # such as 09:00-17:00; empty for the usual ones
    Column("day_number", Text, nullable=False),
    Column("out_of_hours_number", Text, nullable=False),
)

alert_tests = Table(
    "alert_tests",  # alerts that are marked as a test
    metadata,
    number_key(),
    Column("partnership_id", Number, ForeignKey("partnerships.id"), nullable=False),
    Column("asked_by", Text, nullable=False),  # person:7, console
    Column("asked_at", Moment, nullable=False),
    Column("dispatch_id", Number, ForeignKey("dispatches.id")),
    Column("confirmed_by", Number, ForeignKey("people.id")),  # the lead to whom it came
    Column("confirmed_at", Moment),
    Column("ended", Boolean, nullable=False, server_default="0"),
    Index(None, "ended"),
    Index(None, "partnership_id", "confirmed_at"),
)
