"""Replay attacks on what summaries give out: all summaries of a made-up team, for many teams.

The attacker knows how figures add up and has a solver; what they work out to within 5 must be
nothing. Beside it stands the same attack on summaries that are given out each for itself.
"""

import os
from concurrent.futures import ProcessPoolExecutor

from tests.bench.figures import Line, at_most
from tests.surveys.impact.release.attack import attack
from tests.surveys.impact.release.simulated_team import Guarded, a_team, documents, unguarded

SAMPLE, WHOLE, COMPARED = 200, 10_000, 200
NONE = at_most(0, "none")


def releases(teams: int) -> list[Line]:
    """Return how many withheld figures of so many teams were attacked and worked out to within 5.

    A team takes about half a second of a processor.
    """
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(_given_out, range(teams), chunksize=20))
        compared = list(pool.map(_each_for_itself, range(COMPARED), chunksize=20))
    attacked, recovered = (sum(numbers) for numbers in zip(*found, strict=True))
    tried, had = (sum(numbers) for numbers in zip(*compared, strict=True))
    return [
        Line(
            f"withheld figures worked out to within 5, of {attacked:,} of {teams:,} teams",
            f"{recovered:,}",
            f"each summary for itself: {had:,} of {tried:,} of {COMPARED:,} teams",
            target=NONE.verdict(recovered),
        )
    ]


def _given_out(seed: int) -> tuple[int, int]:
    team = a_team(seed)
    found = attack(team, documents(team, Guarded()))
    return found.attacked, len(found.recovered)


def _each_for_itself(seed: int) -> tuple[int, int]:
    team = a_team(seed)
    found = attack(team, documents(team, unguarded))
    return found.attacked, len(found.recovered)
