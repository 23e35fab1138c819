"""Backups that were made, and restores: while one has not been resumed, nothing is sent."""

from sqlalchemy import Column, Table, Text

from storage.tables.columns import Moment, Number, metadata, number_key

backups = Table(
    "backups",
    metadata,
    number_key(),
    Column("at", Moment, nullable=False),  # the moment that it shows
    Column("digest", Text, nullable=False),
    Column("bytes", Number, nullable=False),
)

restores = Table(
    "restores",
    metadata,
    number_key(),
    Column("at", Moment, nullable=False),
    Column("backup_at", Moment, nullable=False),
    Column("digest", Text, nullable=False),
    Column("resumed_at", Moment),  # when someone let messages go out again
)
