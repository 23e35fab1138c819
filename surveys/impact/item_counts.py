"""How one question of one wave was answered: the input of item results, as counts."""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import Level, Source


@dataclass(frozen=True, slots=True)
class ItemCounts:
    """One scored question of one wave: `favourable` of the `n` people whose answers count.

    `outside` gave an answer that does not, such as “don't know”. `place` is that of the question in
    its questionnaire, from 0. `outcome_ref` None and `wave_id` are read as in a tally.
    """

    outcome_ref: str | None
    level: Level
    source: Source
    wave: str
    instrument: str
    place: int
    item: str
    opened_on: date
    collected_on: date
    n: int
    favourable: int
    outside: int
    wave_id: int | None = None
