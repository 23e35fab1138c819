"""The only SQL: tables, repositories, units of work, encryption, migrations.

Storage returns values of `surveys`, never rows. Constraints decide what is unique; no code looks
first and inserts afterwards.
"""
