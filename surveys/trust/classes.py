"""The classes of a concern in words for a lead, and how soon an alert must reach someone."""

from collections.abc import Mapping
from datetime import timedelta

from surveys.asking.lexicon import ConcernClass

PRIORITIES: Mapping[str, str] = {
    ConcernClass.RED: "red, act now",
    ConcernClass.AMBER: "amber, act soon",
    ConcernClass.GREEN: "green, have a look",
}
REACHES_SOMEONE_WITHIN = timedelta(seconds=90)  # 60 seconds are promised; the rest is a margin


def priority(grade: str) -> str:
    """Return a class in words, or itself where this version does not know it."""
    return PRIORITIES.get(grade, grade)
