"""Days and times of London in the words of a language."""

from datetime import datetime

from babel.dates import format_date, format_datetime

from surveys.languages.names import ENGLISH
from surveys.london import LONDON, day_in_words, time_in_words


def day_of(moment: datetime, language: str) -> str:
    """The day of a moment: 3 March 2026, 3 Mawrth 2026."""
    if language == ENGLISH:
        return day_in_words(moment)
    return format_date(moment.astimezone(LONDON), "d MMMM y", locale=language)


def moment_of(moment: datetime, language: str) -> str:
    """The day of the week and the time: Tuesday 3 March, 2.05 pm; Dydd Mawrth 3 Mawrth, 14:05."""
    local = moment.astimezone(LONDON)
    if language == ENGLISH:
        return f"{local:%A} {local.day} {local:%B}, {time_in_words(local)}"
    return format_datetime(local, "EEEE d MMMM, HH:mm", tzinfo=LONDON, locale=language)
