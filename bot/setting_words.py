"""What the value of a setting must be, in words, by the kind of error and the limits it names."""

from collections.abc import Mapping
from typing import Any


def in_words(kind: str, limits: Mapping[str, Any]) -> str:
    """Return what a value must be, from the kind of error and the limits that it names."""
    return _WORDS.get(kind, "cannot be read").format(**limits)


_WORDS = {
    "float_parsing": "must be a number",
    "finite_number": "must be a number",
    "int_parsing": "must be a whole number",
    "greater_than": "must be more than {gt:g}",
    "greater_than_equal": "must be at least {ge:g}",
    "less_than": "must be less than {lt:g}",
    "less_than_equal": "must be at most {le:g}",
    "literal_error": "must be {expected}",
}
