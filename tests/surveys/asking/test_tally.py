import pytest

from surveys.asking.answers import Answer
from surveys.asking.tally import claims, counts_of, is_favourable, tallies
from surveys.impact.evidence import Level
from tests.surveys.asking.questionnaires import SCORED, instrument, question


def answers(**values: str) -> dict[str, Answer]:
    return {name: Answer(name, value) for name, value in values.items()}


def test_items_are_counted_by_level_and_outcome():
    asked = instrument(
        question("a", **SCORED), question("b", **SCORED), question("c", **SCORED, outcome="O1")
    )
    found = tallies(asked, answers(a="often", b="never", c="often"))
    assert found == {(Level.PRACTICE, None): (2, 1), (Level.PRACTICE, "O1"): (1, 1)}


def test_answers_outside_the_denominator_never_enter():
    asked = instrument(question("a", **SCORED), question("b", **SCORED))
    assert tallies(asked, answers(a="unsure", b="often")) == {(Level.PRACTICE, None): (1, 1)}


def test_someone_with_answers_outside_only_has_no_tally_but_the_claim_is_known():
    asked = instrument(question("a", **SCORED))
    assert tallies(asked, answers(a="unsure")) == {}
    assert claims(asked) == {(Level.PRACTICE, None)}


def test_an_answer_to_a_question_no_longer_shown_does_not_count():
    hidden = question("b", **SCORED, show_if={"question": "a", "any_of": ["often"]})
    found = tallies(instrument(question("a", **SCORED), hidden), answers(a="never", b="often"))
    assert found == {(Level.PRACTICE, None): (1, 0)}


def test_change_in_confidence_is_never_counted_as_learning():
    asked = instrument(question("a", "scale", paired=True, level="learning"))
    assert tallies(asked, {"a": Answer("a", 10)}) == {}


def test_a_question_that_asks_about_change_is_not_counted_with_the_others():
    asked = instrument(
        question("a", **SCORED),
        question("b", **SCORED, reports_change=True),
        question("c", **SCORED, reports_change=True, outcome="O1"),
    )
    given = answers(a="never", b="often", c="often")

    assert tallies(asked, given) == {(Level.PRACTICE, None): (1, 0)}
    assert claims(asked) == {(Level.PRACTICE, None)}
    assert counts_of(asked, answers(b="often"), ["b", "c"]) == {}


@pytest.mark.parametrize(
    ("answered", "good", "favourable"), [(4, 2, False), (4, 3, True), (1, 1, True), (3, 1, False)]
)
def test_more_than_half_is_favourable_and_exactly_half_is_not(
    answered: int, good: int, favourable: bool
):
    assert is_favourable(answered, good) is favourable
