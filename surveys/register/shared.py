"""Learning that a partnership shares with the others on its installation."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SharedLearning:
    """One shared action or review: the change it wants, or what others should know."""

    partnership: str  # its short name
    what: str  # action, review
    ref: str
    title: str
    text: str
    kind: str  # of the learning source
