"""The funnel of a briefing: small agencies together, small figures held back, and none to be had
from the rest."""

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.telling.reach import IN_WORDS, SMALLER, AgencyReach, Funnel, ReachStep, funnel

ACTS = tuple(ReachStep)[2:]


def _agency(name: str, audience: int, delivered: int, *acts: int) -> AgencyReach:
    counts = dict.fromkeys(ReachStep, 0) | {
        ReachStep.AUDIENCE: audience,
        ReachStep.DELIVERED: delivered,
    }
    return AgencyReach(name, counts | dict(zip(ACTS, acts, strict=False)))


@st.composite
def agencies(draw: st.DrawFn) -> list[AgencyReach]:
    """Some agencies with figures that can be: nobody acts who was not reached."""
    made: list[AgencyReach] = []
    for number in range(draw(st.integers(0, 7))):
        audience = draw(st.integers(1, 40))
        delivered = draw(st.integers(0, audience))
        made.append(
            _agency(
                f"A{number}", audience, delivered, *(draw(st.integers(0, delivered)) for _ in ACTS)
            )
        )
    return made


def _column(found: Funnel, step: ReachStep) -> list[int | None]:
    return [line.figures[step] for line in found.agencies]


def _true_rows(given_: Sequence[AgencyReach], found: Funnel) -> list[dict[ReachStep, int]]:
    """What each line of the funnel stands for, as it is."""
    rows = {line.name: dict.fromkeys(ReachStep, 0) for line in found.agencies}
    for one in given_:
        name = SMALLER if one.agency in found.pooled else one.agency
        rows[name] = {step: rows[name][step] + one.counts[step] for step in ReachStep}
    return [rows[line.name] for line in found.agencies]


@settings(max_examples=400)
@given(agencies(), st.integers(5, 15))
def test_no_figure_below_the_minimum_group_is_shown(
    given_: list[AgencyReach], minimum: int
) -> None:
    found = funnel(given_, minimum)
    figures = [
        count for line in (found.everybody, *found.agencies) for count in line.figures.values()
    ]

    assert all(count is None or count >= minimum for count in figures)


@settings(max_examples=400)
@given(agencies(), st.integers(5, 15))
def test_what_is_shown_is_true(given_: list[AgencyReach], minimum: int) -> None:
    found = funnel(given_, minimum)

    for line, row in zip(found.agencies, _true_rows(given_, found), strict=True):
        assert all(count is None or count == row[step] for step, count in line.figures.items())
    for step, count in found.everybody.figures.items():
        assert count is None or count == sum(one.counts[step] for one in given_)


@settings(max_examples=400)
@given(agencies(), st.integers(5, 15))
def test_no_figure_held_back_can_be_had_by_taking_the_others_from_the_total(
    given_: list[AgencyReach], minimum: int
) -> None:
    found = funnel(given_, minimum)
    for step in ReachStep:
        total, column = found.everybody.figures[step], _column(found, step)
        hidden = [place for place, count in enumerate(column) if count is None]
        if total is None or not hidden:
            continue
        rest = total - sum(count for count in column if count is not None)
        assert len(hidden) >= 2
        assert rest >= minimum


@settings(max_examples=400)
@given(agencies(), st.integers(5, 15))
def test_no_small_figure_held_back_is_known_for_certain_from_all_that_is_shown(
    given_: list[AgencyReach], minimum: int
) -> None:
    """Not even by a reader who knows the totals, and that only people who were reached act."""
    found = funnel(given_, minimum)
    rows = _true_rows(given_, found)
    for step in ACTS:
        total, column = found.everybody.figures[step], _column(found, step)
        hidden = [place for place, count in enumerate(column) if count is None]
        if total is None:
            continue
        rest = total - sum(count for count in column if count is not None)
        most = [_most(found, place, rest) for place in range(len(rows))]
        for place in hidden:
            others = sum(most[other] for other in hidden if other != place)
            assert rows[place][step] >= minimum or max(0, rest - others) < min(most[place], rest)


def _most(found: Funnel, place: int, rest: int) -> int:
    """How many people of a line can have acted at most, as far as the funnel says."""
    figures = found.agencies[place].figures
    known = (
        figures[ReachStep.DELIVERED]
        if figures[ReachStep.DELIVERED] is not None
        else figures[ReachStep.AUDIENCE]
    )
    return rest if known is None else min(known, rest)


@settings(max_examples=400)
@given(agencies(), st.integers(5, 15))
def test_no_agency_with_few_people_stands_alone(given_: list[AgencyReach], minimum: int) -> None:
    found = funnel(given_, minimum)
    alone = {line.name for line in found.agencies} - {SMALLER}

    assert all(one.counts[ReachStep.AUDIENCE] >= minimum for one in given_ if one.agency in alone)
    assert alone | found.pooled == {one.agency for one in given_}
    if found.pooled and alone:
        assert len(found.pooled) >= 2
        assert (
            sum(one.counts[ReachStep.AUDIENCE] for one in given_ if one.agency in found.pooled)
            >= minimum
        )


def test_a_single_small_agency_takes_the_next_smallest_with_it() -> None:
    found = funnel([_agency("A", 100, 100), _agency("B", 40, 40), _agency("C", 3, 3)], 10)

    assert [line.name for line in found.agencies] == ["A", SMALLER]
    assert found.pooled == {"B", "C"}
    assert _column(found, ReachStep.AUDIENCE) == [100, 43]


def test_a_small_figure_takes_another_with_it() -> None:
    found = funnel(
        [_agency("A", 100, 90, 50), _agency("B", 60, 60, 30), _agency("C", 40, 40, 2)], 10
    )

    assert _column(found, ReachStep.FOLLOWED) == [50, None, None]
    assert found.everybody.figures[ReachStep.FOLLOWED] == 82


def test_a_small_audience_shows_nothing_at_all() -> None:
    found = funnel([_agency("A", 4, 4, 4), _agency("B", 5, 5, 5)], 10)

    assert set(found.everybody.figures.values()) == {None}
    assert [set(line.figures.values()) for line in found.agencies] == [{None}]


def test_a_briefing_that_went_to_nobody_has_no_lines() -> None:
    assert funnel([], 10).agencies == ()


@pytest.mark.parametrize("step", list(ReachStep))
def test_every_step_has_its_words_and_opening_a_link_is_not_called_reading(step: ReachStep) -> None:
    assert IN_WORDS[step]
    assert "read" not in IN_WORDS[ReachStep.FOLLOWED]
