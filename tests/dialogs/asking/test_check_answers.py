"""Too many answers: kept, named, and deciding nothing until a lead has looked."""

import pytest
from sqlalchemy import select, update

from dialogs.asking.check_answers import CheckAnswers, decide, waiting
from storage import tables as t
from storage.unit import Unit
from surveys.asking.answer_check import AnswerCheck
from surveys.impact.summary.structure import Summary
from surveys.impact.version_1.compose import summarise
from surveys.impact.version_1.finding import Gap
from surveys.impact.version_1.model import shipped_model
from surveys.problems import Refusal
from tests.builders.apart import sweep_now, swept
from tests.builders.asking import a_form, submission, submit
from tests.builders.clock import NOON
from tests.builders.partnership import Town

GIVEN_OUT = 12


def answers(town: Town, number: int, *, at_once: bool = False, given_out: int | None = None) -> int:
    """Send so many forms of as many families; returns the wave."""
    a_form(town)
    if given_out is not None:
        town.store.act_now(
            lambda unit: unit.connection.execute(update(t.waves).values(eligible=given_out))
        )
    for page in range(number):
        command = submission(f"page-{page}", respect="always", included="always")
        submit(town, command.model_copy(update={"at_once": at_once}))
    sweep_now(town.store)
    return town.store.look(lambda unit: unit.connection.scalars(select(t.waves.c.id)).one())


def summary(town: Town) -> Summary:
    def look(unit: Unit) -> Summary:
        side = town.ashford
        found = unit.evidence.gather(side.partnership, side.action, NOON.date())
        return summarise(found, shipped_model(), NOON.date())

    return town.store.look(look)


def looks(town: Town, wave: int, *, counts: bool) -> None:
    command = CheckAnswers(wave=wave, counts=counts)
    town.store.act_now(lambda unit: decide(town.speaking(unit, "lea"), command))


def waits(town: Town) -> list[int]:
    found = swept(town.store, lambda unit: waiting(town.speaking(unit, "lea")))
    return [one.wave_id for one in found]


def unchecked(town: Town) -> list[str]:
    return [caveat for caveat in summary(town).caveats if "more answers came" in caveat]


@pytest.mark.parametrize(
    ("number", "at_once", "given_out"), [(14, False, GIVEN_OUT), (14, True, None)]
)
def test_too_many_answers_are_kept_and_wait_for_a_lead(
    town: Town, number: int, at_once: bool, given_out: int | None
) -> None:
    wave = answers(town, number, at_once=at_once, given_out=given_out)
    assert (waits(town), len(unchecked(town))) == ([wave], 1)
    looks(town, wave, counts=True)
    assert (waits(town), unchecked(town)) == ([], [])
    submit(town, submission("one-more", respect="always").model_copy(update={"at_once": at_once}))
    assert waits(town) == [wave]
    looks(town, wave, counts=False)
    assert (waits(town), unchecked(town)) == ([], [])


def test_each_answer_of_a_burst_is_counted_once(quick_town: Town) -> None:
    answers(quick_town, 3, at_once=True)

    def look(unit: Unit) -> list[int]:
        links = unit.answer_checks.of_links(quick_town.ashford.partnership)
        return [one.check.at_once for one in links]

    assert quick_town.store.look(look) == [3]


def test_as_many_answers_as_were_expected_wait_for_no_one(quick_town: Town) -> None:
    answers(quick_town, GIVEN_OUT, given_out=GIVEN_OUT)
    assert (waits(quick_town), unchecked(quick_town)) == ([], [])


def test_the_decision_is_in_the_trail_and_only_a_lead_of_the_place_takes_it(
    quick_town: Town,
) -> None:
    wave = answers(quick_town, 2, given_out=1)
    for name, code in (("ann", "not-permitted"), ("lou", "not-found")):
        with pytest.raises(Refusal) as refused:
            quick_town.store.act_now(
                lambda unit, name=name: decide(
                    quick_town.speaking(unit, name), CheckAnswers(wave=wave, counts=True)
                )
            )
        assert refused.value.code == code
    looks(quick_town, wave, counts=False)
    acts = quick_town.store.look(lambda unit: unit.connection.scalars(select(t.audit.c.act)).all())
    assert "answers left out" in acts


def test_what_a_lead_has_seen_is_asked_about_no_more() -> None:
    seen = AnswerCheck(at_once=880, seen_answers=900, seen_at_once=880, counts=True)
    assert not seen.wants_a_look(900, 40)
    assert seen.wants_a_look(901, 40)
    assert AnswerCheck(at_once=1).wants_a_look(1, None)
    assert not AnswerCheck(at_once=9, counts=False).wants_a_look(900, 40)
    assert Gap.UNCHECKED
