"""The year that a yearly report is about: 1 April to 31 March, as safeguarding partners report."""

from dataclasses import dataclass
from datetime import date

from surveys.london import day_in_words


@dataclass(frozen=True, slots=True)
class BusinessYear:
    """The business year that begins on 1 April of a calendar year, 1900 to 2999."""

    begins: int

    @classmethod
    def of(cls, day: date) -> "BusinessYear":
        """Return the year in which a day is."""
        return cls(day.year if (day.month, day.day) >= (4, 1) else day.year - 1)

    @property
    def starts_on(self) -> date:
        """Return its first day."""
        return date(self.begins, 4, 1)

    @property
    def ends_on(self) -> date:
        """Return its last day."""
        return date(self.begins + 1, 3, 31)

    def as_at(self, today: date) -> date:
        """Return its last day, or today while it runs."""
        return min(self.ends_on, today)

    def has(self, opened: date, closes: date | None) -> bool:
        """Return whether what was open between two days was open in the year; None: no end."""
        return opened <= self.ends_on and (closes is None or closes >= self.starts_on)

    def in_words(self, as_at: date) -> str:
        """Return its dates, and how far the figures go."""
        dates = f"{day_in_words(self.starts_on)} to {day_in_words(self.ends_on)}"
        if as_at < self.ends_on:
            return f"{dates}, as at {day_in_words(as_at)}: the year is still running"
        if as_at > self.ends_on:
            later = "no figures were given out as at its last day"
            return f"{dates}, as at {day_in_words(as_at)}: {later}"
        return f"{dates}, as at its last day"
