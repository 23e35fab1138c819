"""The time zone for rules and for people: moments are stored in UTC, days are London's."""

from datetime import date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def day_in_words(day: date) -> str:
    """Return 3 March 2026; for a moment, the day that it is in London."""
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def time_in_words(moment: datetime) -> str:
    """Return 2.05 pm, 9 am, midday or midnight: what the clocks of London say."""
    local = moment.astimezone(LONDON)
    if not local.minute and local.hour in {0, 12}:
        return "midday" if local.hour else "midnight"
    minutes = f".{local:%M}" if local.minute else ""
    return f"{local.hour % 12 or 12}{minutes} {'am' if local.hour < 12 else 'pm'}"


def moment_in_words(moment: datetime) -> str:
    """Return 3 March 2026 at 2.05 pm."""
    return f"{day_in_words(moment)} at {time_in_words(moment)}"


def weekday_and_moment(moment: datetime) -> str:
    """Return Tuesday 3 March 2026 at 2.05 pm."""
    return f"{moment.astimezone(LONDON):%A} {moment_in_words(moment)}"
