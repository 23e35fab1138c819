"""The part of a summary about one question of one wave."""

from datetime import date

from surveys.impact.kinds import Level, Source
from surveys.impact.parts import Interval, Part


class ItemResult(Part):
    """How one question was answered: favourable of n, and those whose answers do not count.

    `outside`: “don't know” or “no opportunity yet”. Shares and their intervals are 0-1.
    """

    source: Source
    wave: str
    on: date
    level: Level
    outcome: str | None
    item: str
    n: int | None
    favourable: int | None
    outside: int | None
    proportion: float | None
    interval: Interval | None
    suppressed: bool
