"""What a summary may read: one action of one partnership, up to the end of one day in London.

Every query of this package takes a scope, so that none can forget whose records it reads or until
when.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from surveys.london import LONDON


@dataclass(frozen=True, slots=True)
class Scope:
    """One action (`action_id` is known to belong to `partnership_id`) as at a date."""

    partnership_id: int
    action_id: int
    as_at: date

    @property
    def until(self) -> datetime:
        """The first moment that is too late."""
        return datetime.combine(self.as_at + timedelta(days=1), time(), LONDON)


def london_date(moment: datetime) -> date:
    """Return the date in London at that moment."""
    return moment.astimezone(LONDON).date()
