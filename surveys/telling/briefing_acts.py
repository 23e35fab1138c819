"""What people do with a briefing, by explicit acts only: an intended change, a discussion.

Nothing is ever inferred from silence or from time: an act counts only where the person reports it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Setting(StrEnum):
    """Where a briefing was discussed."""

    TEAM = "team"
    SUPERVISION = "supervision"


class Came(StrEnum):
    """What came of an intended change, as the person reports at the check-in."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not"


# What is asked where a person writes in their own words.
INTENDS = "What will you do differently?"
RAISED, AGREED = "Which questions came up?", "What did you agree to change?"

# The later of two opposite acts replaces the earlier.
OPPOSITE = {"useful": "not-useful", "not-useful": "useful"}


@dataclass(frozen=True, slots=True)
class IntendedChange:
    """One thing a person will do differently; `words` is None where we do not keep them."""

    words: str | None
    by_when: date | None
    came_of_it: Came | None


@dataclass(frozen=True, slots=True)
class Talk:
    """One discussion as reported: where, how many took part, what they asked and agreed."""

    setting: Setting
    people: int | None
    raised: str | None = None
    agreed: str | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A discussion in the cascade log: with an agency, without a name."""

    talk: Talk
    agency: str
    at: datetime
