"""An attacker who has every summary of a team, knows how its figures add up, and has a solver.

What a figure was on a day is unknown; a figure that is printed again may be as of an earlier day,
and where it is still true the attacker is taken to have guessed so. Nothing here uses the program's
own audit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np
from scipy.optimize import (  # pyright: ignore[reportMissingTypeStubs]
    linprog,  # pyright: ignore[reportUnknownVariableType]
)
from scipy.sparse import csr_matrix  # pyright: ignore[reportMissingTypeStubs]

from tests.surveys.impact.release.simulated_team import (
    ACTIONS,
    CHOICES,
    DAYS,
    DOORS,
    HELPERS,
    REASONS,
    Figure,
    Figures,
    Team,
)

WITHIN = 5
GUESSES = 6  # solutions in random directions, which settle most figures at once
# those outside a source's count are printed beside it, and a quarter is the sum of its months
PRINTED_ANYWAY = frozenset({"outside", "quarter"})
Moment = tuple[Figure, int]  # a figure on a day
Sum = tuple[Moment, list[Moment], bool]  # total, parts, whether there are no others


@dataclass(frozen=True)
class Outcome:
    """How many withheld figures were attacked, and which were worked out to within 5."""

    attacked: int
    recovered: tuple[Moment, ...]


def attack(team: Team, documents: Iterable[tuple[int, Figures]]) -> Outcome:
    """Work out as much as can be worked out from the documents of a team.

    Withheld figures are attacked by someone who also guesses, rightly, which repeated figures are
    still true; what repeated figures have become, by someone who goes by the documents alone.
    """
    listed = list(documents)
    printed = {(figure, on) for on, figures in listed for figure in figures}
    by_guess = _worked_out(team, _known(team, listed, guesses=True))
    certain = _worked_out(team, _known(team, listed, guesses=False))
    found = {one: spread for one, spread in by_guess.items() if one not in printed}
    found |= {one: spread for one, spread in certain.items() if one in printed}
    found = {
        one: spread for one, spread in found.items() if not _is_sum_of_printed(team, one, printed)
    }
    recovered = tuple(one for one, spread in found.items() if spread < WITHIN - 1e-6)
    return Outcome(len(found), recovered)


def _is_sum_of_printed(team: Team, one: Moment, printed: set[Moment]) -> bool:
    """Say whether it is the sum of the waves of a name, each of which is printed on that day."""
    (kind, *rest), on = one
    mine = [wave for wave in team.waves if team.waves[wave] == rest[0]]
    return kind == "wave" and bool(mine) and all((("wave", wave), on) in printed for wave in mine)


def _worked_out(team: Team, known: dict[Moment, int]) -> dict[Moment, float]:
    """Return how far apart the values of each figure can be that is published nowhere."""
    sums = list(_sums(team))
    moments = sorted({one for total, parts, _ in sums for one in (total, *parts)})
    unknown = [one for one in moments if one not in known]
    published = {(figure, n) for (figure, _), n in known.items()}
    names = list(team.waves.values())
    alone: set[Figure] = {("wave", name) for name in names if names.count(name) == 1}
    spread = _spread(unknown, known, sums)
    return {
        one: spread[one]
        for one in unknown
        if one[0][0] not in PRINTED_ANYWAY
        and one[0] not in alone  # the one wave of a name, under another name
        and (one[0], team.days[one[1]][one[0]]) not in published
    }


def _known(
    team: Team, documents: Iterable[tuple[int, Figures]], *, guesses: bool
) -> dict[Moment, int]:
    """Return what each figure was on the day as of which it is printed, and where it still is so.

    A source's count and those outside it are printed, and guessed to be unchanged, together.
    """
    known: dict[Moment, int] = {}
    first: dict[tuple[Figure, int], int] = {}
    for on, figures in documents:
        for figure, n in figures.items():
            known[figure, first.setdefault((figure, n), on)] = n
            with_it = [figure, ("outside", *figure[1:])] if figure[0] == "source" else [figure]
            if guesses and all(team.days[on][one] == figures[one] for one in with_it):
                known[figure, on] = n
    return known


def _sums(team: Team) -> Iterator[Sum]:
    """Yield how the figures of a team add up, on each day."""
    for on in range(DAYS):
        day = [(total, parts, complete) for total, parts, complete in _of_a_day(team)]
        for total, parts, complete in day:
            yield (total, on), [(part, on) for part in parts], complete


def _of_a_day(team: Team) -> Iterator[tuple[Figure, list[Figure], bool]]:
    for wave in team.waves:
        agencies: list[Figure] = [("agency", wave, agency) for agency in team.agencies]
        everybody = ("agency", wave, "nobody") not in team.days[0]
        yield ("wave", wave), agencies, everybody
        yield ("wave", wave), [("door", wave, door) for door in DOORS], True
        yield ("wave", wave), [("helper", wave, who) for who in HELPERS], True
        yield ("ranked", wave), [("first", wave, choice) for choice in CHOICES], True
        for described in ("ranked", "dated"):
            yield ("wave", wave), [(described, wave)], False
    for name in sorted(set(team.waves.values())):
        mine: list[Figure] = [("wave", w) for w in team.waves if team.waves[w] == name]
        yield ("wave", name), mine, True
        yield ("wave", name), [("source", name), ("outside", name)], True
        yield ("source", name), [("barrier", name)], False
    for action in ACTIONS:
        parts: list[Figure] = [("reach", action, part) for part in ("delivered", *REASONS)]
        yield ("reach", action, "audience"), parts, True
        yield ("reach", action, "delivered"), [("reach", action, "read")], False
    for quarter in (1, 2):
        months = range(3 * quarter - 2, 3 * quarter + 1)
        yield ("quarter", str(quarter)), [("month", str(month)) for month in months], True


def _spread(
    unknown: Sequence[Moment], known: dict[Moment, int], sums: Sequence[Sum]
) -> dict[Moment, float]:
    """Return how far apart the values of each unknown figure can be, or at least 5."""
    place = {one: i for i, one in enumerate(unknown)}
    rows = [*_rows(sums, place, known), *_growth(place, known)]
    if not place:
        return {}
    system = _system(rows, len(place))
    rng = np.random.default_rng(len(place))
    low, high = np.full(len(place), np.inf), np.full(len(place), -np.inf)

    def solve(goal: Any) -> None:
        nonlocal low, high
        found: Any = linprog(goal, **system, bounds=(0, 1e5), method="highs")
        assert found.status == 0, found.message
        low, high = np.minimum(low, found.x), np.maximum(high, found.x)

    for _ in range(GUESSES):
        goal = rng.normal(size=len(place))
        solve(goal)
        solve(-goal)
    for one in range(len(place)):
        for sign in (1, -1):
            if high[one] - low[one] < WITHIN - 1e-6:
                goal = np.zeros(len(place))
                goal[one] = sign
                solve(goal)
    return {one: float(high[i] - low[i]) for one, i in place.items()}


Row = tuple[dict[int, int], int, bool]


def _rows(sums: Iterable[Sum], place: dict[Moment, int], known: dict[Moment, int]) -> Iterator[Row]:
    for total, parts, complete in sums:
        yield _row([*((part, 1) for part in parts), (total, -1)], complete, place, known)


def _growth(place: dict[Moment, int], known: dict[Moment, int]) -> Iterator[Row]:
    """Yield that no figure falls from one day to the next; that of a month stays what it is."""
    days: dict[Figure, set[int]] = defaultdict(set)
    for figure, on in [*place, *known]:
        days[figure].add(on)
    for figure, mine in days.items():
        stays = figure[0] in {"month", "quarter"}
        for before, after in pairwise(sorted(mine)):
            yield _row([((figure, before), 1), ((figure, after), -1)], stays, place, known)


def _row(
    terms: Sequence[tuple[Moment, int]],
    exact: bool,
    place: dict[Moment, int],
    known: dict[Moment, int],
) -> Row:
    left: dict[int, int] = {}
    for one, factor in terms:
        if one in place:
            left[place[one]] = factor
    return left, -sum(factor * known[one] for one, factor in terms if one in known), exact


def _system(rows: Sequence[Row], size: int) -> dict[str, Any]:
    system: dict[str, Any] = {}
    for kind, exact in (("eq", True), ("ub", False)):
        mine = [(left, value) for left, value, is_exact in rows if is_exact is exact and left]
        if not mine:
            continue
        entries = [(i, j, f) for i, (left, _) in enumerate(mine) for j, f in left.items()]
        down, across, factors = zip(*entries, strict=True)
        system[f"A_{kind}"] = csr_matrix((factors, (down, across)), shape=(len(mine), size))
        system[f"b_{kind}"] = [float(value) for _, value in mine]
    return system
