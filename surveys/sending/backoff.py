"""Back-off: how long to wait before trying again.

A wait doubles with each try, and part of it is random, so that what was refused together is not
tried together again.
"""

from dataclasses import dataclass

MOST_DOUBLINGS = 10


@dataclass(frozen=True, slots=True)
class Backoff:
    """How the waits of one queue grow, in seconds.

    `first` is doubled with each try, up to `longest`; where it is None, the server's answer says
    how long. Of each wait, the share `certain` (0 to 1), and at least `shortest`, is not random.
    """

    longest: float
    first: float | None = None
    certain: float = 0.0
    shortest: float = 0.0

    def wait(self, tries: int, chance: float, asked: float = 0.0) -> float:
        """Return the seconds to wait after so many tries.

        `chance` is drawn from 0 up to 1; `asked` is the first wait that a server has asked for.
        """
        first = asked if self.first is None else self.first
        ceiling = min(first * 2 ** min(tries, MOST_DOUBLINGS), self.longest)
        floor = max(self.shortest, self.certain * ceiling)
        return floor + (ceiling - floor) * chance
