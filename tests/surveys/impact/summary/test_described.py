"""How questions that are not scored were answered: what is shown, in which order, and what not."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.descriptions import Description
from surveys.impact.evidence import Asked
from surveys.impact.kinds import Source
from surveys.impact.summary.compose import summarise
from surveys.impact.summary.described_parts import DescribedAnswer
from tests.surveys.impact.version_1.builders import AS_AT, STARTED, evidence
from tests.surveys.impact.version_2.builders import CHANGE_MODEL

ORDER = Description(
    source=Source.FRONTLINE,
    wave="teams",
    instrument="frontline, 1",
    place=3,
    question="What would help most?",
    opened_on=STARTED,
    collected_on=STARTED,
    n=60,
    parts=(("Time", 30), ("A checklist", 18), ("Training", 12)),
)
WAIT = replace(ORDER, question="How many days?", place=1, n=40, parts=())
WAVE = Asked("teams", "frontline", ORDER.instrument, "anonymous", STARTED, None, None, 70)
MINIMUM = CHANGE_MODEL.minimum_group


def described(*known: Description, asked: tuple[Asked, ...] = (WAVE,)) -> list[DescribedAnswer]:
    found = evidence(descriptions=known, asked=asked)
    return summarise(found, CHANGE_MODEL, AS_AT, lambda _: "").described


def figures(*known: Description, **facts: tuple[Asked, ...]) -> list[tuple[str | None, int | None]]:
    return [(one.answer, one.people) for one in described(*known, **facts)]


def test_everyone_who_answered_comes_first_then_what_was_put_first():
    assert figures(ORDER) == [
        (None, 60),
        ("Time", 30),
        ("A checklist", 18),
        ("Training", 12),
    ]


def test_of_a_number_only_how_many_answered_is_said():
    assert figures(WAIT) == [(None, 40)]


def test_questions_come_in_the_order_in_which_they_were_asked():
    assert [one.question for one in described(ORDER, WAIT)][:2] == [
        "How many days?",
        "What would help most?",
    ]


def test_a_small_count_is_withheld_with_another_so_that_it_cannot_be_worked_out():
    small = replace(ORDER, parts=(("Time", 38), ("A checklist", 18), ("Training", 4)))
    assert figures(small) == [(None, 60), ("Time", 38), ("A checklist", None), ("Training", None)]


def test_a_question_that_few_answered_has_no_figure_at_all():
    few = replace(ORDER, n=MINIMUM - 1, parts=(("Time", MINIMUM - 1), ("A checklist", 0)))
    assert {people for _, people in figures(few)} == {None}
    assert all(one.suppressed for one in described(few))


def test_no_question_of_a_wave_whose_figures_are_withheld_is_shown():
    other = replace(WAVE, instrument="other, 1", answered=4)
    assert {people for _, people in figures(ORDER, WAIT, asked=(WAVE, other))} == {None}


@given(st.lists(st.integers(0, 40), min_size=2, max_size=7))
def test_nothing_small_is_shown_and_what_is_hidden_is_no_small_group(counts: list[int]):
    parts = tuple((f"Choice {at}", count) for at, count in enumerate(counts))
    known = replace(ORDER, n=sum(counts), parts=parts)
    answers = described(known, asked=(replace(WAVE, answered=500),))
    shown = [one.people for one in answers if one.people is not None]
    assert all(people >= MINIMUM for people in shown)
    hidden = [count for one, count in zip(answers[1:], counts, strict=True) if one.suppressed]
    if answers[0].people is not None and hidden:
        assert len(hidden) >= 2
        assert sum(hidden) >= MINIMUM
