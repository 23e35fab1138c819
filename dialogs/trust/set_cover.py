"""Sets who covers the concerns of a partnership, and when: its hours, and the numbers to ring."""

import re

from storage.trust.cover import Cover
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.sending.calendar import no_holidays
from surveys.trust.working_time import working_time

_NUMBER = re.compile(r"\+?\d(?:[ ()-]{0,2}\d){2,19}")


def set_cover(
    unit: Unit,
    partnership_id: int,
    actor: str,
    *,
    hours: str | None = None,
    day_number: str | None = None,
    out_of_hours_number: str | None = None,
) -> Cover:
    """Change what is given and leave the rest; refuses hours and numbers that cannot be read."""
    held = unit.cover.of(partnership_id)
    cover = Cover(
        held.hours if hours is None else hours.strip(),
        held.day_number if day_number is None else _number(day_number),
        held.out_of_hours_number if out_of_hours_number is None else _number(out_of_hours_number),
    )
    working_time(cover.hours, no_holidays)  # refuses hours that cannot be read
    if cover != held:
        unit.cover.set(partnership_id, cover)
        unit.record(partnership_id, actor, "concern cover changed", f"partnership:{partnership_id}")
    return cover


def _number(typed: str) -> str:
    number = " ".join(typed.split())
    if number and not _NUMBER.fullmatch(number):
        raise Refusal("phone-unreadable", number=number)
    return number
