"""Engines, schema and statements: what storage does the same way on SQLite and on PostgreSQL."""
