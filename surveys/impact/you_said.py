"""What people asked for, and what was done about it: “you said, we did”, by who said it.

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


class YouSaidVoice(StrEnum):
    """Who said it, and so who is told what came of it."""

    CHILD = "child"  # of 4 to 11: they read the version for children
    YOUNG_PERSON = "young_person"
    FAMILY = "family"
    FRONTLINE = "frontline"
    PRACTITIONER = "practitioner"


@dataclass(frozen=True, slots=True)
class SaidAndDone:
    """What was asked for and what was done, in words for one kind of reader."""

    said: str
    did: str


@dataclass(frozen=True, slots=True)
class NewYouSaid:
    """One that is being written; without a voice it is in summaries and packs only."""

    said: str
    did: str
    voice: YouSaidVoice | None = None
    for_children: SaidAndDone | None = None


@dataclass(frozen=True, slots=True)
class YouSaid:
    """One that has been released; people are named by their agency.

    `voice` is empty where it was written for summaries and packs only, and the version for children
    where there is none.
    """

    said: str
    did: str
    written_by: str
    released_by: str
    released_on: date
    voice: str = ""
    said_for_children: str = ""
    did_for_children: str = ""

    def told(self) -> SaidAndDone | None:
        """Return the words for those who said it; None where children have no version."""
        if self.voice != YouSaidVoice.CHILD:
            return SaidAndDone(self.said, self.did)
        if not self.said_for_children:
            return None
        return SaidAndDone(self.said_for_children, self.did_for_children)
