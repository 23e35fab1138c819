"""What people do with a briefing, by explicit acts only: an intention with its date, a discussion and what it agreed.

Nothing here is ever inferred from silence or from time: whoever has not said so has not done it.
"""

from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum


class Setting(StrEnum):
    """Where a briefing was discussed."""

    TEAM = "team"
    SUPERVISION = "supervision"


class Came(StrEnum):
    """What came of an intention, as the person says when the bot comes back to it."""

    DONE = "done"
    PARTLY = "partly"
    NOT_YET = "not"


OPPOSITE = {
    "useful": "not-useful",
    "not-useful": "useful",
}  # of these the later takes the place of the earlier


@dataclass(frozen=True, slots=True)
class IntendedChange:
    """One thing that a person said they will do differently; `words` is None where they are not kept."""

    words: str | None
    by_when: date | None
    came_of_it: Came | None


@dataclass(frozen=True, slots=True)
class Talk:
    """One discussion as a person told it: where, how many took part, what they asked and agreed."""

    setting: Setting
    people: int | None
    raised: str | None = None
    agreed: str | None = None


@dataclass(frozen=True, slots=True)
class Logged:
    """A discussion in the cascade log: nobody's name, but their agency's."""

    talk: Talk
    agency: str
    at: datetime
