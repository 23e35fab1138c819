"""What is said, as a row keeps it, so that it is sent as it was confirmed.

The kind and the fields in the content are stored names: no rename changes them.
"""

from typing import NamedTuple


class Frozen(NamedTuple):
    """A reply in a row: its kind, and its fields as JSON."""

    kind: str
    content: str
