"""Which evidence of the register is wanted: of one action, known up to the end of a day."""

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class OfAction:
    """One action (`action_id` is known to belong to `partnership_id`) as at a date."""

    partnership_id: int
    action_id: int
    as_at: date = date.max
