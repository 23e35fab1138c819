"""The time zone in which rules are read and people are told of time: moments are kept in UTC, days are London's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day_in_words(day: date) -> str:
    """Say a day: 3 March 2026; of a moment, the day that it is in London."""
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def moment_in_words(moment: datetime) -> str:
    """Say a moment: 3 March 2026 at 14:05."""
    return f"{day_in_words(moment)} at {moment.astimezone(LONDON):%H:%M}"


def weekday_and_moment(moment: datetime) -> str:
    """Say a moment with its day of the week: Tuesday 3 March 2026 at 14:05."""
    return f"{moment.astimezone(LONDON):%A} {moment_in_words(moment)}"
