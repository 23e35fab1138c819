import pytest

from surveys.problems import Refusal
from surveys.trust.concern_record import (
    LONGEST_NOTE,
    OUTCOMES,
    AfterStep,
    ConcernState,
    Standing,
    Step,
    allowed,
    offered,
    taken,
)

LEE, LOU = 1, 2
MINE = Standing(ConcernState.ACKNOWLEDGED, "amber", LEE)


def _refused(step: Step, now: Standing, who: int, note: str = "why") -> str:
    with pytest.raises(Refusal) as refused:
        taken(step, now, who, note)
    return refused.value.code


def test_a_concern_is_worked_on_from_new_to_closed() -> None:
    now = Standing(ConcernState.NEW, "amber", None)
    passed: list[ConcernState] = []
    for step in (Step.TAKEN, Step.SEEK, Step.REFER, Step.CLOSE):
        after = taken(step, now, LEE, "why")
        now = Standing(after.state, after.grade, after.owner)
        passed.append(after.state)

    assert passed == ["acknowledged", "information sought", "referred", "closed"]
    assert now.owner == LEE


def test_a_concern_is_closed_only_with_an_outcome() -> None:
    within = {
        state for state in ConcernState if allowed(Step.CLOSE, Standing(state, "green", LEE), LEE)
    }

    assert within == OUTCOMES | {ConcernState.CLOSING}


@pytest.mark.parametrize("step", sorted(set(Step) - {Step.TAKEN, Step.RAISED, Step.RAISE_CLASS}))
def test_a_step_needs_a_reason_or_a_reference(step: Step) -> None:
    who = LOU if step is Step.TAKEN_OVER else LEE
    state = {Step.CLOSE: ConcernState.ADVICE, Step.REOPEN: ConcernState.CLOSED}.get(
        step, ConcernState.ACKNOWLEDGED
    )

    assert _refused(step, Standing(state, "amber", LEE), who, "  ") == "concern-note-missing"
    assert taken(step, Standing(state, "amber", LEE), who, "why")


def test_a_note_that_is_too_long_is_refused_with_its_numbers() -> None:
    with pytest.raises(Refusal, match="2,001 characters, more than the 2,000"):
        taken(Step.NOTE, MINE, LEE, "x" * (LONGEST_NOTE + 1))


def test_only_the_lead_who_is_dealing_with_it_says_what_was_done() -> None:
    assert _refused(Step.REFER, MINE, LOU) == "concern-not-yours"
    assert offered(MINE, LOU) == (Step.NOTE, Step.RAISE_CLASS)


def test_another_lead_takes_it_over_and_its_owner_does_not() -> None:
    assert taken(Step.TAKEN_OVER, MINE, LOU, "Lee is away").owner == LOU
    assert _refused(Step.TAKEN_OVER, MINE, LEE) == "concern-yours"


def test_two_people_close_a_concern_that_was_ever_red() -> None:
    advised = Standing(ConcernState.ADVICE, "amber", LEE, was_red=True)
    closing = Standing(ConcernState.CLOSING, "amber", LEE, was_red=True, closing_by=LEE)

    assert taken(Step.CLOSE, advised, LEE, "why").state is ConcernState.CLOSING
    assert _refused(Step.CLOSE, closing, LEE) == "concern-second-person"
    assert taken(Step.CLOSE, closing, LOU, "I agree").state is ConcernState.CLOSED


def test_an_owner_confirms_what_the_owner_before_asked_to_close() -> None:
    closing = Standing(ConcernState.CLOSING, "red", LOU, was_red=True, closing_by=LEE)

    assert taken(Step.CLOSE, closing, LOU, "I agree").state is ConcernState.CLOSED


def test_a_class_is_raised_at_once_by_anyone_and_lowered_by_the_owner_with_a_reason() -> None:
    new = Standing(ConcernState.NEW, "amber", None)

    assert taken(Step.RAISE_CLASS, new, LOU, "") == AfterStep(ConcernState.NEW, "red", None)
    assert taken(Step.LOWER_CLASS, MINE, LEE, "A story").grade == "green"
    assert _refused(Step.LOWER_CLASS, MINE, LOU) == "concern-not-yours"


def test_nothing_is_above_red_or_below_green() -> None:
    red, green = (Standing(ConcernState.ACKNOWLEDGED, grade, LEE) for grade in ("red", "green"))

    assert not allowed(Step.RAISE_CLASS, red, LEE)
    assert not allowed(Step.LOWER_CLASS, green, LEE)


def test_who_opens_a_closed_one_again_is_dealing_with_it() -> None:
    closed = Standing(ConcernState.CLOSED, "amber", LEE)

    assert taken(Step.REOPEN, closed, LOU, "New facts") == AfterStep(
        ConcernState.ACKNOWLEDGED, "amber", LOU
    )
