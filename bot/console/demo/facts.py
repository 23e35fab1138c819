"""What a person playing the demonstration must know of it: who, what, and which addresses.

Facts only name things that are in the store; nothing is looked up by guessing.
"""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Player:
    """One person on the roster who can be played."""

    name: str
    email: str
    aad_object_id: str
    agency: str
    part: str  # practitioner, lead, evaluator, or "" for everyone else


@dataclass(frozen=True, slots=True)
class Form:
    """A public form: the last part of its address, and how many have answered it so far."""

    link: str
    title: str
    wave: str  # what summaries call it
    answered: int


@dataclass(frozen=True, slots=True)
class DemoFacts:
    """What the walkthrough and the local Teams client start from; titles as people read them."""

    partnership: str
    practitioner: Player
    lead: Player
    evaluator: Player
    others: tuple[Player, ...]
    briefing: str  # a briefing that has not been sent yet
    audience: str  # the agency it is for
    event: str  # the event that is just ending
    event_ends_at: datetime
    followed_up: str  # an event of some months ago
    managers: str  # the audience rule of those who have seen what came of it
    action_ref: str  # the action whose summary is asked for
    action: str
    family: Form  # about that action
    child: Form
    released: int  # of “you said, we did” in that partnership; another waits

    @property
    def players(self) -> tuple[Player, Player, Player]:
        """Return the three people to play."""
        return self.practitioner, self.lead, self.evaluator
