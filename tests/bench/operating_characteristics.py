"""How often the impact model is right about actions whose truth is known, beside version 1.

Simulated from a seed over the pure functions: four sources of 10 to 60 people, two waves after the
start. “Up” is a label that claims an improvement; a test holds the limits.
"""

from collections import Counter
from dataclasses import dataclass

from surveys.impact.labels import Label
from tests.bench.figures import Line, Target, at_least, at_most
from tests.surveys.impact.version_2.builders import UP
from tests.surveys.impact.version_2.simulated import (
    STAFF_ALONE,
    THIRTY_MORE,
    TWENTY_LESS,
    TWENTY_MORE,
    UNCHANGED,
    WITHOUT_BASELINES,
    Scenario,
    labels,
    labels_of_version_1,
)

ACTIONS, SEED = 4_000, 2_026
WELL_UP = frozenset[Label]({"supported", "strong"})
CONTRADICTED, WORSE = frozenset[Label]({"contradicted"}), frozenset[Label]({"worse"})


@dataclass(frozen=True)
class Characteristic:
    """What share of a scenario's actions may, or must, get one of some labels; in percent."""

    scenario: Scenario
    words: str
    labels: frozenset[Label]
    most: float | None = None
    least: float | None = None

    @property
    def target(self) -> Target:
        if self.least is not None:
            return at_least(self.least, f"at least {self.least:g} %")
        return at_most(self.most or 0, f"at most {self.most or 0:g} %")

    def percent(self, found: Counter[Label]) -> float:
        return 100 * sum(found[label] for label in self.labels) / found.total()


CHARACTERISTICS = (
    Characteristic(WITHOUT_BASELINES, "up", UP, most=0),
    Characteristic(UNCHANGED, "up", UP, most=5),
    Characteristic(UNCHANGED, "supported or better", WELL_UP, most=1),
    Characteristic(UNCHANGED, "contradicted", CONTRADICTED, most=4),
    Characteristic(STAFF_ALONE, "up", UP, most=6),
    Characteristic(TWENTY_MORE, "up", UP, least=55),
    Characteristic(THIRTY_MORE, "up", UP, least=90),
    Characteristic(THIRTY_MORE, "supported or better", WELL_UP, least=75),
    Characteristic(TWENTY_LESS, "worse", WORSE, least=55),
)


def operating_characteristics() -> list[Line]:
    """Return a line for each limit, with what version 1 says of the same actions."""
    return [_line(one) for one in CHARACTERISTICS]


def _line(one: Characteristic) -> Line:
    found = one.percent(labels(one.scenario, ACTIONS, SEED))
    before = one.percent(labels_of_version_1(one.scenario, ACTIONS, SEED))
    return Line(
        f"{one.scenario.title}: {one.words}, of {ACTIONS:,} actions",
        f"{found:.1f} %",
        f"version 1: {before:.1f} %",
        target=one.target.verdict(found),
    )
