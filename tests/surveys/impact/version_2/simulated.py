"""Simulated actions: four sources of 10 to 60 people each, with a truth that is known.

A scenario says what really changed; a label that claims otherwise is a mistake of the model.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import cache

from numpy.random import Generator, default_rng

from surveys.impact.evidence import Evidence, Planned, Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.labels import Label
from surveys.impact.provenance import Selection
from surveys.impact.version_1.outcomes import weigh
from surveys.impact.version_2.evaluate import evaluate
from surveys.impact.version_2.sources.families import FAMILIES, Family
from tests.surveys.impact.version_1.builders import MODEL, STARTED, evidence, tally
from tests.surveys.impact.version_2.builders import CHANGE_MODEL

BASELINE, EARLIER, LATER = (STARTED + timedelta(days=days) for days in (-30, 100, 200))
PRACTICE, EXPERIENCE = Level.PRACTICE, Level.EXPERIENCE
# Which four sources an action has; one audit of random cases is always among them.
MIXES: tuple[tuple[tuple[Source, Level], ...], ...] = tuple(
    ((Source.PRACTITIONER, PRACTICE), (Source.MULTI_AGENCY_AUDIT, PRACTICE), voice, staff)
    for voice in ((Source.FAMILY, EXPERIENCE), (Source.CHILD, PRACTICE))
    for staff in ((Source.SUPERVISOR, PRACTICE), (Source.FRONTLINE, PRACTICE))
)


@dataclass(frozen=True)
class Scenario:
    """What is true of an action: the share before, and how much it changed for whom.

    The share before lies between the two given, and is the same for all four sources.
    """

    title: str
    before: tuple[float, float]
    staff: float = 0.0
    others: float = 0.0
    baselines: bool = True

    def change_for(self, source: Source) -> float:
        return self.staff if FAMILIES[source] is Family.STAFF else self.others


UNCHANGED = Scenario("nothing changed, all baselines", (0.3, 0.9))
WITHOUT_BASELINES = Scenario("nothing changed, no baselines", (0.6, 0.9), baselines=False)
STAFF_ALONE = Scenario("staff alone say +20", (0.6, 0.6), staff=0.2)
TWENTY_MORE = Scenario("+20 points from 60 %", (0.6, 0.6), staff=0.2, others=0.2)
THIRTY_MORE = Scenario("+30 points from 60 %", (0.6, 0.6), staff=0.3, others=0.3)
TWENTY_LESS = Scenario("-20 points from 70 %", (0.7, 0.7), staff=-0.2, others=-0.2)


def actions(scenario: Scenario, many: int, seed: int) -> Iterator[Evidence]:
    chance = default_rng(seed)
    return (_action(scenario, MIXES[at % len(MIXES)], chance) for at in range(many))


@cache
def labels(scenario: Scenario, many: int, seed: int) -> Counter[Label]:
    """The labels of version 2, counted."""
    found = (evaluate(one, CHANGE_MODEL, LATER) for one in actions(scenario, many, seed))
    return Counter(evaluation.label for evaluation in found)


@cache
def labels_of_version_1(scenario: Scenario, many: int, seed: int) -> Counter[Label]:
    """The labels of the same actions by version 1, which knows a baseline from the plan alone."""
    found = map(_as_version_1_has_it, actions(scenario, many, seed))
    return Counter(weigh(one.outcomes[0], one, MODEL, LATER).result.label for one in found)


def _action(
    scenario: Scenario, mix: tuple[tuple[Source, Level], ...], chance: Generator
) -> Evidence:
    before = chance.uniform(*scenario.before)
    tallies = [
        _tally(source, level, share, day, chance)
        for source, level in mix
        for day, share in _waves(scenario, before, source)
    ]
    return evidence(*tallies)


def _waves(scenario: Scenario, before: float, source: Source) -> list[tuple[date, float]]:
    after = before + scenario.change_for(source)
    baseline = [(BASELINE, before)] if scenario.baselines else []
    return [*baseline, (EARLIER, after), (LATER, after)]


def _tally(source: Source, level: Level, share: float, day: date, chance: Generator) -> Tally:
    n = int(chance.integers(10, 61))
    return tally(
        source,
        int(chance.binomial(n, share)),
        n,
        level,
        collected_on=day,
        wave=day.isoformat(),
        eligible=round(n / chance.uniform(0.25, 0.9)),
        survey=source is not Source.MULTI_AGENCY_AUDIT,
        selection=Selection.RANDOM if source is Source.MULTI_AGENCY_AUDIT else None,
    )


def _as_version_1_has_it(action: Evidence) -> Evidence:
    (outcome,) = action.outcomes
    shares = {
        (one.level, one.source): one.favourable / one.n
        for one in action.tallies
        if one.collected_on == BASELINE
    }
    plan = tuple(
        Planned(one.level, one.source, one.indicator, baseline=shares.get((one.level, one.source)))
        for one in outcome.plan
    )
    return replace(
        action,
        outcomes=(replace(outcome, plan=plan),),
        tallies=tuple(one for one in action.tallies if one.collected_on > STARTED),
    )
