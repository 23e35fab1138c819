"""What children and families asked for, and what was done about it: “you said, we did”.

Only what a lead or an evaluator has released, and no one has withdrawn, leaves the partnership.
"""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

LONGEST = 500  # characters of what was said, and of what was done


class YouSaidState(StrEnum):
    """Whether a “you said, we did” may be shown outside the partnership."""

    WAITING = "not released"
    RELEASED = "released"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class YouSaid:
    """One that has been released; people are named by their agency."""

    said: str
    did: str
    written_by: str
    released_by: str
    released_on: date
