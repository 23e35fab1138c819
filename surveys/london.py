"""The time zone for rules and for people: moments are stored in UTC, days are London's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day_in_words(day: date) -> str:
    """Return 3 March 2026; for a moment, the day that it is in London."""
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """Return 3 March 2026 at 14:05."""
    return f"{day_in_words(moment)} at {moment.astimezone(LONDON):%H:%M}"


def weekday_and_moment(moment: datetime) -> str:
    """Return Tuesday 3 March 2026 at 14:05."""
    return f"{moment.astimezone(LONDON):%A} {moment_in_words(moment)}"
