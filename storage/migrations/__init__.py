"""The migrations of the schema: people write them, `storage.database.schema` runs them.

A migration that has been released is never changed: another one corrects what was wrong in it.
"""
