"""The parts of a summary about people: whose it is, who was asked, reached and heard.

They are the same in every version of the structure.
"""

from datetime import date

from surveys.impact.parts import Part


class Partnership(Part):
    """Whose summary this is."""

    slug: str
    name: str


class LearningSource(Part):
    """Where the learning came from."""

    kind: str
    ref: str


class WaveParticipation(Part):
    """Who was asked and who answered in one wave."""

    wave: str
    voice: str
    instrument: str
    mode: str
    opened_on: date
    closes_on: date | None
    eligible: int | None
    answered: int | None
    response_rate: float | None
    suppressed: bool
    by_agency: list["AgencyParticipation"]
    by_door: list["DoorParticipation"]


class AgencyParticipation(Part):
    """One agency's share in a wave."""

    agency: str
    eligible: int | None
    answered: int | None
    response_rate: float | None
    suppressed: bool


class DoorParticipation(Part):
    """How many people answered by one door."""

    door: str
    answered: int | None
    suppressed: bool


class Voice(Part):
    """What one voice says to one question, as far as a person has released it, by the alphabet."""

    voice: str
    question: str
    quotes: list[str]


class YouSaidResult(Part):
    """What people asked for, and what was done; released by an agency's person.

    `voice` is who said it, empty where that was not said; the version for children may be empty.
    """

    said: str
    did: str
    written_by: str
    released_by: str
    released_on: date
    voice: str = ""
    said_for_children: str = ""
    did_for_children: str = ""


class Barrier(Part):
    """One barrier, and how many people named it."""

    question: str
    barrier: str
    people: int | None
    suppressed: bool


class ReachResult(Part):
    """How many people the learning reached; None where the rules withhold it."""

    audience: int | None
    delivered: int | None
    read: int | None
    discussed: int | None
    intending: int | None
    attended: int | None
    suppressed: bool


class NotReached(Part):
    """How many people were not reached, by reason."""

    people: int | None
    reasons: list[tuple[str, int | None]]
