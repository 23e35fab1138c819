"""A judgement of change: what someone concluded about an outcome, when, and why."""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import Direction


@dataclass(frozen=True, slots=True)
class JudgedChange:
    """What a person or a body concluded about an outcome of an action, by its reference."""

    outcome: str
    direction: Direction
    on: date
    by: str
    reason: str
