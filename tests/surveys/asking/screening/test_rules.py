import pytest

from surveys.asking.screening.rules import read_rules

BITS = {"fear": 1, "threat": 2, "home": 4, "learning": 8}


@pytest.mark.parametrize(
    ("said", "holds"), [(1, False), (5, True), (6, True), (7, True), (13, False), (4, False)]
)
def test_a_rule_needs_all_its_signs_and_none_of_the_others(said: int, holds: bool):
    rules = read_rules("fear | threat + home - learning", BITS)
    assert any(rule.holds(said) for rule in rules) is holds


def test_a_sign_that_is_not_there_is_refused():
    with pytest.raises(KeyError):
        read_rules("fear + nowhere", BITS)
