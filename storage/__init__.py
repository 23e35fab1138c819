"""The only SQL: tables, repositories, units of work, encryption, migrations.

Storage returns values of `surveys`, never rows; uniqueness is decided by constraints, not by looking first.
"""
