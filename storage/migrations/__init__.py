"""How the schema came to be what it is, step by step; `storage.database.schema` runs the steps, people write new ones.

A step that has been released is never changed: what was wrong in it is put right by another.
"""
