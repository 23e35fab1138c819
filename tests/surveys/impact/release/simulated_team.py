"""Made-up teams of two actions that share an event, day by day, and what their summaries give out.

Agencies, sessions, people not reached and months are often small; what is true is known, so that an
attack can be judged.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from surveys.impact.descriptions import Description
from surveys.impact.evidence import AgencyCount, Asked, Evidence, Level, Reach, Source
from surveys.impact.indicator_evidence import IndicatorPoint, IndicatorSeries
from surveys.impact.participation import reach_of, waves_in_order
from surveys.impact.release.cells import Release
from surveys.impact.release.disclose import disclose
from surveys.impact.summary.described import described_of
from surveys.impact.summary.flow import flow_of
from surveys.impact.version_2.indicator_periods import periods_of
from tests.surveys.impact.version_1.builders import evidence, tally

MINIMUM, DAYS, ACTIONS = 10, 4, ("A1", "A2")
FIRST_DAY, STARTED = date(2026, 6, 30), date(2026, 6, 1)
DOORS, REASONS = ("Teams", "e-mail", "paper"), ("address unknown", "opted out")
HELPERS = ("carer", "none", "worker")
CHOICES = ("time", "staff", "training")  # of a question that asks to put them in order
GROWTH = (0, 0, 0, 1, 1, 2, 4, 9, 12, 25)
SIZES = (0, 1, 2, 3, 5, 8, 9, 10, 12, 15, 20, 40)
Figure = tuple[str, ...]
Figures = dict[Figure, int]
Give = Callable[[Evidence, date], Evidence]


@dataclass
class Team:
    """The figures of a team as they are on each day."""

    rng: random.Random
    waves: dict[str, str]  # number to name
    agencies: tuple[str, ...]
    days: list[Figures] = field(default_factory=list[Figures])

    def evidence(self, on: int, action: str) -> Evidence:
        """Return what is known of an action on a day."""
        day, truth = FIRST_DAY + timedelta(days=on), self.days[on]
        points = tuple(
            IndicatorPoint(date(2026, int(figure[1]), 1), float(n))
            for figure, n in truth.items()
            if figure[0] == "month" and date(2026, int(figure[1]), 28) < day
        )
        known = evidence(
            *(
                tally(
                    Source.PRACTITIONER, truth["source", wave] // 2, truth["source", wave],
                    Level.PRACTICE, outcome_ref=None, wave=name, instrument="form, 1",
                    opened_on=STARTED, collected_on=day, survey=True, eligible=500,
                    outside=truth["outside", wave], wave_id=int(wave),
                )
                for wave, name in self.waves.items()
            ),
            asked=tuple(self._asked(truth, wave) for wave in self.waves),
            reach=self._reach(truth, action),
            descriptions=tuple(
                one for wave in self.waves for one in self._described(truth, wave, day)
            ),
            barriers=tuple(
                (f"What got in the way? ({name})", "time", truth["barrier", name])
                for name in sorted(set(self.waves.values()))
            ),
            indicators=(IndicatorSeries("plans", "O1", "Repeat plans", "down", points),),
        )  # fmt: skip
        return replace(known, ref=action)

    def _asked(self, truth: Figures, wave: str) -> Asked:
        return Asked(
            self.waves[wave], "practitioner", "form, 1", "named", STARTED, None, 500,
            truth["wave", wave],
            tuple(AgencyCount(one, truth["agency", wave, one], 100) for one in self.agencies),
            tuple((door, truth["door", wave, door]) for door in DOORS),
            tuple((who, truth["helper", wave, who]) for who in HELPERS),
            wave_id=int(wave),
        )  # fmt: skip

    def _described(self, truth: Figures, wave: str, day: date) -> Iterator[Description]:
        first = tuple((choice, truth["first", wave, choice]) for choice in CHOICES)
        for kind, parts in (("ranked", first), ("dated", ())):
            yield Description(
                Source.PRACTITIONER, self.waves[wave], "form, 1", 0, f"{kind} {wave}", STARTED,
                day, truth[kind, wave], parts, int(wave),
            )  # fmt: skip

    def _reach(self, truth: Figures, action: str) -> Reach:
        return Reach(
            audience=truth["reach", action, "audience"],
            delivered=truth["reach", action, "delivered"],
            read=truth["reach", action, "read"],
            not_reached=tuple((why, truth["reach", action, why]) for why in REASONS),
        )


def a_team(seed: int) -> Team:
    """Return a team from a seed."""
    rng = random.Random(seed)
    waves = {"1": "follow-up"}
    if rng.random() < 0.5:
        waves["2"] = "follow-up"
    if rng.random() < 0.3:
        waves["3"] = "later"
    team = Team(rng, waves, tuple(f"Agency {i}" for i in range(rng.randint(1, 4))))
    parts: Figures = {}
    for _ in range(DAYS):
        parts = _grown(team, parts)
        team.days.append(_summed(team, parts))
    return team


def _grown(team: Team, before: Figures) -> Figures:
    """Return what people did up to the next day, none of which is a sum of the rest."""
    rng, parts = team.rng, dict[Figure, int]()

    def grow(figure: Figure, most: int = 1000) -> None:
        more = rng.choice(GROWTH) if before else rng.choice(SIZES)
        parts[figure] = min(most, before.get(figure, 0) + more)

    for wave in team.waves:
        some_have_none = int(wave) + len(team.agencies) > 4
        for agency in (*team.agencies, *(("nobody",) if some_have_none else ())):
            grow(("agency", wave, agency))
    for action in ACTIONS:
        for part in ("delivered", *REASONS):
            grow(("reach", action, part))
    for month in range(1, 7):
        parts["month", str(month)] = before.get(("month", str(month)), rng.choice(SIZES[3:]))
    return parts


def _summed(team: Team, parts: Figures) -> Figures:
    rng, truth = team.rng, dict(parts)
    for wave in team.waves:
        total = sum(n for figure, n in parts.items() if figure[:2] == ("agency", wave))
        truth["wave", wave] = total
        last = team.days[-1] if team.days else {}
        more = total - last.get(("wave", wave), 0)
        for door in DOORS[1:]:
            new = rng.randint(0, min(more, 6))
            more -= new
            truth["door", wave, door] = last.get(("door", wave, door), 0) + new
        truth["door", wave, DOORS[0]] = total - sum(truth["door", wave, d] for d in DOORS[1:])
        _describe(truth, last, wave, rng)
        _help(truth, last, wave, rng)
        outside = last.get(("outside", wave), 0) + rng.randint(0, min(2, more))
        truth["outside", wave], truth["source", wave] = outside, total - outside
    for name in set(team.waves.values()):
        mine = [wave for wave in team.waves if team.waves[wave] == name]
        for kind in ("source", "outside", "wave"):
            truth[kind, name] = sum(truth[kind, wave] for wave in mine)
        truth["barrier", name] = truth["source", name] // 3
    for action in ACTIONS:
        reached = [truth["reach", action, part] for part in ("delivered", *REASONS)]
        truth["reach", action, "audience"] = sum(reached)
        truth["reach", action, "read"] = truth["reach", action, "delivered"] // 2
    for quarter in (1, 2):
        months = range(3 * quarter - 2, 3 * quarter + 1)
        truth["quarter", str(quarter)] = sum(truth["month", str(month)] for month in months)
    return truth


def _describe(truth: Figures, last: Figures, wave: str, rng: random.Random) -> None:
    """Add how those who answered a wave answered its questions that are not scored."""
    more = truth["wave", wave] - last.get(("wave", wave), 0)
    left_out = rng.randint(0, min(2, more))
    truth["dated", wave] = last.get(("dated", wave), 0) + more - left_out
    for choice in CHOICES:
        new = rng.randint(0, min(more, 12))
        more -= new
        truth["first", wave, choice] = last.get(("first", wave, choice), 0) + new
    truth["ranked", wave] = sum(truth["first", wave, choice] for choice in CHOICES)


def _help(truth: Figures, last: Figures, wave: str, rng: random.Random) -> None:
    """Add who helped those who answered a wave: few, and most named no one."""
    more = truth["wave", wave] - last.get(("wave", wave), 0)
    for who, most in (("carer", 4), ("worker", 8)):
        new = rng.randint(0, min(more, most))
        more -= new
        truth["helper", wave, who] = last.get(("helper", wave, who), 0) + new
    truth["helper", wave, "none"] = last.get(("helper", wave, "none"), 0) + more


class Guarded:
    """Summaries as they are given out: each beside all before it."""

    def __init__(self) -> None:
        self.releases: list[Release] = []

    def __call__(self, known: Evidence, day: date) -> Evidence:
        disclosed = disclose(known, day, self.releases, MINIMUM, len(self.releases) + 1)
        self.releases.append(disclosed.release)
        return disclosed.evidence


def unguarded(known: Evidence, _day: date) -> Evidence:
    """Give out each summary for itself, by the rules of suppression alone."""
    return known


def printed(given: Evidence, day: date) -> Iterator[tuple[Figure, int]]:
    """Yield the figures that a summary of evidence prints."""
    yield from _sources(given)
    yield from _waves(given)
    yield from _reached(given)
    for answer in described_of(given, flow_of(given, MINIMUM), MINIMUM):
        kind, wave = answer.question.split()
        figure = (kind, wave) if answer.answer is None else ("first", wave, answer.answer)
        yield from _if_shown(figure, answer.people)
    for question, _, people in given.barriers:
        if people >= MINIMUM:
            yield ("barrier", question.removesuffix(")").partition("(")[2]), people
    for period in periods_of(given.indicators[0], day, MINIMUM).periods:
        place = period.first_month % 12
        if period.gap is None and period.months == 1:
            yield ("month", str(place + 1)), int(period.numerator)
        if period.gap is None and period.months == 3:
            yield ("quarter", str(place // 3 + 1)), int(period.numerator)


def _sources(given: Evidence) -> Iterator[tuple[Figure, int]]:
    for name in {row.wave or "" for row in given.tallies}:
        mine = [row for row in given.tallies if row.wave == name]
        n, outside = sum(row.n for row in mine), sum(row.outside for row in mine)
        if n >= MINIMUM:
            yield ("source", name), n
            yield ("outside", name), outside
            yield ("wave", name), n + outside


def _waves(given: Evidence) -> Iterator[tuple[Figure, int]]:
    waves = zip(waves_in_order(given.asked), flow_of(given, MINIMUM), strict=True)
    for asked, wave in waves:
        number = str(asked.wave_id)
        yield from _if_shown(("wave", number), wave.answered)
        for row in wave.by_agency:
            yield from _if_shown(("agency", number, row.agency), row.answered)
        for row in wave.by_door:
            yield from _if_shown(("door", number, row.door), row.answered)
        for row in wave.by_helper:
            yield from _if_shown(("helper", number, row.helper), row.answered)


def _reached(given: Evidence) -> Iterator[tuple[Figure, int]]:
    reach, not_reached = reach_of(given, MINIMUM)
    yield from _if_shown(("reach", given.ref, "audience"), reach.audience)
    yield from _if_shown(("reach", given.ref, "delivered"), reach.delivered)
    yield from _if_shown(("reach", given.ref, "read"), reach.read)
    for why, people in not_reached.reasons:
        yield from _if_shown(("reach", given.ref, why), people)


def _if_shown(figure: Figure, n: int | None) -> Iterator[tuple[Figure, int]]:
    if n is not None:
        yield figure, n


def documents(team: Team, give: Give) -> Iterator[tuple[int, Figures]]:
    """Yield for each summary the day and the figures that it prints: every day, of both actions."""
    for on in range(DAYS):
        for action in ACTIONS:
            day = FIRST_DAY + timedelta(days=on)
            yield on, dict(printed(give(team.evidence(on, action), day), day))
