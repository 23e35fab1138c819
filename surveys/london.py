"""The time zone for rules and for people: moments are stored in UTC, days are London's."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
DAYS_KNOWN_BY_NAME = 7  # from then on a weekday alone could be either of two days


def day_in_words(day: date) -> str:
    """Return 3 March 2026; for a moment, the day that it is in London."""
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{local.day} {local:%B %Y}"


def weekday_and_day(day: date) -> str:
    """Return Tuesday 3 March 2026; for a moment, the day that it is in London."""
    local = day.astimezone(LONDON) if isinstance(day, datetime) else day
    return f"{local:%A} {day_in_words(local)}"


def clock_in_words(at: time) -> str:
    """Return 2.05 pm, 9 am, midday or midnight."""
    if not at.minute and at.hour in {0, 12}:
        return "midday" if at.hour else "midnight"
    minutes = f".{at:%M}" if at.minute else ""
    half = "am" if at.hour < 12 else "pm"
    return f"{at.hour % 12 or 12}{minutes} {half}"


def time_in_words(moment: datetime) -> str:
    """Return what the clocks of London say: 2.05 pm, 9 am, midday or midnight."""
    return clock_in_words(moment.astimezone(LONDON).time())


def moment_in_words(moment: datetime) -> str:
    """Return 3 March 2026 at 2.05 pm."""
    return f"{day_in_words(moment)} at {time_in_words(moment)}"


def soon_in_words(moment: datetime, now: datetime) -> str:
    """Return Monday at 7 am for one in less than a week, today at 7 am, or the whole date."""
    days = (moment.astimezone(LONDON).date() - now.astimezone(LONDON).date()).days
    if not 0 <= days < DAYS_KNOWN_BY_NAME:
        return weekday_and_moment(moment)
    day = f"{moment.astimezone(LONDON):%A}" if days else "today"
    return f"{day} at {time_in_words(moment)}"


def weekday_and_moment(moment: datetime) -> str:
    """Return Tuesday 3 March 2026 at 2.05 pm."""
    return f"{weekday_and_day(moment)} at {time_in_words(moment)}"


def ago_in_words(age: timedelta) -> str:
    """Return how long ago something was, in its largest part: 5 minutes ago, 1 hour ago."""
    minutes = max(0, int(age.total_seconds())) // 60
    parts = ((minutes // 1440, "day"), (minutes // 60, "hour"), (minutes, "minute"))
    count, name = next((part for part in parts if part[0]), (0, ""))
    return f"{count} {name}{'' if count == 1 else 's'} ago" if count else "just now"
