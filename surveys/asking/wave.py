"""A wave: one instrument put to one audience at one time for one event or action."""

from dataclasses import dataclass
from datetime import datetime

OPEN, PLANNED, CLOSED = "open", "planned", "closed"
ASKED, STARTED, FINISHED = "asked", "started", "finished"
# In the ledger so that no one asks them later; never counted among those asked.
LEFT_OUT = "left out"


@dataclass(frozen=True, slots=True)
class Event:
    """A training event or seminar."""

    id: int
    partnership_id: int
    ref: str
    title: str
    starts_at: datetime
    ends_at: datetime


@dataclass(frozen=True, slots=True)
class NewWave:
    """A wave to plan or open, once per `once`; with the `rule` "" it asks who attended."""

    partnership_id: int
    once: str
    subject: str  # "event:7" or "action:3"
    instrument_version: str
    voice: str
    label: str
    rule: str
    opens_at: datetime
    closes_at: datetime | None
    remind_at: datetime | None
    state: str = PLANNED
    eligible: int | None = None
    asked_by: int | None = None


@dataclass(frozen=True, slots=True)
class Wave:
    """A wave; `salt` is half of its study's key, None once the study has ended."""

    id: int
    partnership_id: int
    partnership: str
    event_id: int | None
    action_id: int | None
    about: str  # the event's or action's title
    instrument_version: str
    voice: str
    label: str
    rule: str
    opens_at: datetime
    closes_at: datetime | None
    remind_at: datetime | None
    state: str
    salt: bytes | None

    def is_open(self, now: datetime) -> bool:
        """Say whether an answer is taken at `now`."""
        return (
            self.state == OPEN
            and self.opens_at <= now
            and (self.closes_at is None or now < self.closes_at)
        )


@dataclass(frozen=True, slots=True)
class WaveForPerson:
    """A wave, which of a speaker's persons it asks, and their progress; None: it asks none."""

    wave: Wave
    person_id: int | None
    progress: str | None
