"""The dates as at which a summary may be made: today, or one that was released.

Two summaries of neighbouring days would show what one person answered on the day between.
"""

from collections.abc import Collection
from datetime import date

from surveys.london import day_in_words
from surveys.problems import Refusal


def refuse_as_at(as_at: date, today: date, released: Collection[date]) -> None:
    """Refuse a date to come, and any other but those; before the first release any past day is."""
    if as_at > today:
        raise Refusal("date-future")
    if released and as_at != today and as_at not in released:
        days = ", ".join(day_in_words(day) for day in sorted(set(released)))
        raise Refusal("date-not-released", days=days)
