"""Replay attacks on what summaries give out: all summaries of 10,000 made-up teams together.

The attacker knows how figures add up and has a solver; what they work out to within 5 must be
nothing. Beside it stands the same attack on summaries that are given out each for itself.
"""

import os
from concurrent.futures import ProcessPoolExecutor

from tests.bench.figures import Line, at_most
from tests.surveys.impact.release.attack import attack
from tests.surveys.impact.release.simulated_team import Guarded, a_team, documents, unguarded

TEAMS, COMPARED = 10_000, 200
NONE = at_most(0, "none")


def releases() -> list[Line]:
    """Return how many withheld figures were attacked, and how many worked out to within 5."""
    with ProcessPoolExecutor(os.cpu_count()) as pool:
        found = list(pool.map(_given_out, range(TEAMS), chunksize=20))
        compared = list(pool.map(_each_for_itself, range(COMPARED), chunksize=20))
    attacked, recovered = (sum(numbers) for numbers in zip(*found, strict=True))
    tried, had = (sum(numbers) for numbers in zip(*compared, strict=True))
    return [
        Line(
            f"withheld figures worked out to within 5, of {attacked:,} of {TEAMS:,} teams",
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
