import pytest

from surveys.impact.labels import Label
from surveys.impact.version_2.by_chance import by_chance
from tests.surveys.impact.version_2.builders import CHANGE_MODEL


def test_four_in_a_hundred_of_the_outcomes_that_were_judged_are_emerging_by_chance():
    labels: list[Label] = [*["no_clear_change"] * 40, *["emerging"] * 10, "insufficient"]
    found = by_chance([*labels, "suppressed"], CHANGE_MODEL)
    assert (found.judged, found.emerging) == (50, pytest.approx(2.0))
