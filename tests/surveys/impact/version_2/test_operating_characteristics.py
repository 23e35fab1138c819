"""The limits of the specification hold, with room for the noise of fewer actions."""

from math import sqrt

import pytest

from tests.bench.operating_characteristics import CHARACTERISTICS, Characteristic
from tests.surveys.impact.version_2.simulated import MIXES, UNCHANGED, actions, labels

ACTIONS, SEED, STANDARD_ERRORS = 400, 20_260, 3


def room(percent: float) -> float:
    return STANDARD_ERRORS * sqrt(percent * (100 - percent) / ACTIONS)


@pytest.mark.parametrize(
    "one", CHARACTERISTICS, ids=lambda one: f"{one.scenario.title}: {one.words}"
)
def test_the_labels_of_simulated_actions_keep_to_the_limits(one: Characteristic):
    found = one.percent(labels(one.scenario, ACTIONS, SEED))
    if one.least is not None:
        assert found >= one.least - room(one.least)
    if one.most is not None:
        assert found <= one.most + room(one.most)


def test_each_characteristic_has_one_limit():
    assert all((one.most is None) is not (one.least is None) for one in CHARACTERISTICS)


def test_the_same_seed_gives_the_same_actions():
    again = [list(actions(UNCHANGED, len(MIXES), SEED)) for _ in range(2)]
    assert again[0] == again[1]
    assert again[0] != list(actions(UNCHANGED, len(MIXES), SEED + 1))
