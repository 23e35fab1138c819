"""How many were asked, reached, answered and counted, and what of it may be shown."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from surveys.impact.evidence import AgencyCount, Asked, Tally
from surveys.impact.kinds import Level, Source
from surveys.impact.summary.flow import flow_of
from surveys.impact.summary.flow_parts import WaveFlow
from tests.surveys.impact.version_1.builders import STARTED, evidence

WAVE, FORM = "follow-up", "follow-up-6-weeks, 1"
ASKED = Asked(WAVE, "practitioner", FORM, "named", STARTED, None, 80, 40, reached=70, wave_id=1)


def counted(n: int, level: Level = Level.PRACTICE, wave_id: int = 1) -> Tally:
    where = (None, level, Source.PRACTITIONER, WAVE, FORM, STARTED, STARTED)
    return Tally(*where, n=n, favourable=n // 2, wave_id=wave_id)


def flow(*tallies: Tally, asked: tuple[Asked, ...] = (ASKED,)) -> list[WaveFlow]:
    return flow_of(evidence(*tallies, asked=asked), 10)


def by_agency(*rows: tuple[str, int, int]) -> Asked:
    """A wave whose agencies answered and were reached so often."""
    agencies = tuple(AgencyCount(name, n, 2 * reached, reached) for name, n, reached in rows)
    answered = sum(row.n for row in agencies)
    reached = sum(row.reached or 0 for row in agencies)
    return replace(
        ASKED, eligible=2 * reached, reached=reached, answered=answered, by_agency=agencies
    )


def test_a_wave_says_how_many_were_asked_reached_answered_and_counted():
    [one] = flow(counted(38))
    assert (one.eligible, one.reached, one.answered, one.counted) == (80, 70, 40, 38)
    assert not one.suppressed


def test_the_people_counted_are_those_with_an_answer_that_counts_at_any_level():
    [one] = flow(counted(38), counted(12, Level.LEARNING), counted(31, Level.REACTION))
    assert one.counted == 38


def test_a_wave_whose_answers_are_not_scored_counts_nobody_in_particular():
    [one] = flow()
    assert (one.counted, one.suppressed) == (None, False)


def test_too_few_counted_or_reached_are_withheld():
    [few] = flow(counted(9))
    assert (few.answered, few.counted, few.suppressed) == (40, None, False)
    [unreached] = flow(asked=(replace(ASKED, reached=3),))
    assert unreached.reached is None


def test_a_wave_that_few_answered_shows_only_how_many_were_asked():
    [one] = flow(counted(4), asked=(replace(ASKED, answered=5),))
    assert (one.eligible, one.reached, one.answered, one.counted) == (80, None, None, None)


def test_those_counted_in_a_session_cannot_be_had_from_the_wave_it_is_added_up_in():
    sessions = (ASKED, replace(ASKED, instrument="other, 1", wave_id=2))
    found = flow(counted(38), counted(36, wave_id=2), asked=sessions)
    assert [one.counted for one in found] == [None, None]
    assert [one.answered for one in found] == [40, 40]


def test_an_agency_says_how_many_were_reached():
    [one] = flow(asked=(by_agency(("Council", 20, 30), ("Health", 12, 25)),))
    assert [(row.reached, row.answered) for row in one.by_agency] == [(30, 20), (25, 12)]


def test_an_agency_of_which_too_few_answered_shows_nobody_reached_and_takes_another_with_it():
    [one] = flow(asked=(by_agency(("Council", 20, 30), ("Health", 12, 25), ("Police", 4, 28)),))
    assert [row.reached for row in one.by_agency] == [30, None, None]


def test_an_agency_of_which_too_few_were_reached_is_hidden_in_every_column():
    [one] = flow(asked=(by_agency(("Council", 20, 30), ("Health", 12, 25), ("Police", 11, 9)),))
    assert [row.suppressed for row in one.by_agency] == [False, True, True]
    assert [row.answered for row in one.by_agency] == [20, None, None]


@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=1, max_size=8))
def test_no_hidden_agency_can_be_had_by_subtraction(people: list[tuple[int, int]]):
    rows = [(f"Agency {i}", n, n + others) for i, (n, others) in enumerate(people)]
    [one] = flow(asked=(by_agency(*rows),))
    for column, total in (("answered", one.answered), ("reached", one.reached)):
        shown = [getattr(row, column) for row in one.by_agency]
        assert all(n is None or n >= 10 for n in shown)
        hidden = shown.count(None)
        if total is not None and 0 < hidden < len(shown):
            assert hidden >= 2
            assert total - sum(n or 0 for n in shown) >= 10
