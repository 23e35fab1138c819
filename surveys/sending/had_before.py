"""Who has had a briefing before, from whom and when, said before it is sent again.

Had is what reached them, what may have (delivery not confirmed), and what is still on its way, of
any version; not what failed, was left out or was withdrawn.
"""

from dataclasses import dataclass
from datetime import datetime

from surveys.london import weekday_and_day
from surveys.people import people


@dataclass(frozen=True, slots=True)
class HadFrom:
    """How many of some people had a briefing by one earlier send, the latest that each had."""

    by: str | None  # the name of the person who sent it
    at: datetime
    people: int
    on_its_way: int  # of these people, how many it has not reached yet
    not_confirmed: int

    def in_words(self) -> tuple[str, ...]:
        """Return sentences such as: 5 people had this from Deb Two on Monday 9 March 2026."""
        had = self.people - self.on_its_way
        by, day = f" from {self.by}" if self.by else "", weekday_and_day(self.at)
        unsure = f" (delivery not confirmed for {self.not_confirmed})" if self.not_confirmed else ""
        is_due = "is" if self.on_its_way == 1 else "are"
        said = (
            (had, f"{people(had)} had this{by} on {day}{unsure}."),
            (
                self.on_its_way,
                f"{people(self.on_its_way)} {is_due} due to get this{by} on {day}.",
            ),
        )
        return tuple(words for number, words in said if number)
