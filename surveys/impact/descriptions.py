"""How one question of one wave that is not scored was answered: counts that only describe.

Of an order it is how many put each choice first; of a number or a date only how many answered.
"""

from dataclasses import dataclass
from datetime import date

from surveys.impact.kinds import Source


@dataclass(frozen=True, slots=True)
class Description:
    """One question of one wave: `n` answered, and of them each of `parts` (answer, people).

    Where there are parts, every choice is among them, because a missing one would tell that nobody
    chose it. `place` is that of the question in its questionnaire, from 0.
    """

    source: Source
    wave: str
    instrument: str
    place: int
    question: str
    opened_on: date
    collected_on: date
    n: int
    parts: tuple[tuple[str, int], ...] = ()
    wave_id: int | None = None
