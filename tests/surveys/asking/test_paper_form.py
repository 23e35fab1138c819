"""A form on paper has every question whole, in words that its readers can read."""

import pytest

from surveys.asking.instrument import Instrument
from surveys.asking.notices import notice
from surveys.asking.paper_form import PaperForm, paper_form
from surveys.asking.texts import say
from surveys.library import shipped
from surveys.problems import Refusal
from surveys.reading_grade import reading_grade
from tests.builders.every_kind import every_kind
from tests.surveys.asking.test_handout import link_to

EACH = pytest.mark.parametrize("instrument", shipped().values(), ids=lambda one: one.code)


def on_paper(instrument: Instrument) -> PaperForm:
    return paper_form(link_to(instrument), None, ["0001-KD"])


@EACH
def test_every_question_and_every_choice_is_there(instrument: Instrument) -> None:
    form = on_paper(instrument)
    for number, question in enumerate(instrument.questions):
        printed = form.questions[number]
        assert printed.text == f"{number + 1}. {say(question.text)}"
        assert printed.choices == tuple(say(choice.text) for choice in question.choices)
        assert printed.choices or printed.scales or printed.lines >= 3


def test_every_kind_of_question_can_be_answered_on_paper() -> None:
    form = on_paper(every_kind())
    printed = {one.text.split(". ", 1)[-1]: one for one in form.questions}
    assert form.questions[0].text == "About your visits"
    assert form.questions[1].text == "1. How many visits?"
    assert printed["How many visits?"].hints[0] == "Write a number from 0 to 60."
    assert printed["How many visits?"].boxes == ("visits",)
    assert printed["When did you see the child?"].boxes == ("Day", "Month", "Year")
    assert printed["What would help most?"].choices == ("Time", "A checklist", "Talking it over")
    assert "How often in your team? Their words are written down." in printed
    assert len(printed["Where do you work?"].choices) == 60


@EACH
def test_it_says_where_to_hand_it_in_and_that_it_is_not_read_at_once(
    instrument: Instrument,
) -> None:
    form = on_paper(instrument)
    assert form.hand_in == notice("hand-in")
    assert "straight away" in form.not_read
    assert "999" in {number for number, _ in form.help_lines}


@EACH
def test_the_version_that_is_printed_is_that_of_the_questionnaire(instrument: Instrument) -> None:
    assert on_paper(instrument).version_says == f"Form {instrument.version[:8]}"


def test_staff_are_not_asked_who_helped_and_others_are() -> None:
    family, staff = shipped()["family"], shipped()["frontline"]
    assert len(on_paper(staff).questions) == len(staff.questions)
    helped = on_paper(family).questions[len(family.questions) :]
    assert [one.text for one in helped] == ["Who helped you?", "What did they do?"]
    assert "A worker who helps us" in helped[0].choices


def test_for_whom_a_question_is_names_the_question_before_it() -> None:
    asked = shipped()["post-event"]
    branching = [one for one in asked.questions if one.show_if]
    hints = on_paper(asked).questions[asked.places[branching[0].id]].hints
    assert hints[0].startswith("Only if you said “Yes, and I know what”")
    assert hints[0].endswith(f"to question {asked.places[branching[0].show_if.question] + 1}.")


def test_before_and_now_are_two_rows_of_numbers() -> None:
    asked = shipped()["post-event"]
    pairs = [one for one in on_paper(asked).questions if len(one.scales) == 2]
    assert [when for when, _ in pairs[0].scales] == ["Before", "Now"]
    assert pairs[0].scales[0][1] == tuple(map(str, range(11)))


def test_one_tick_and_several_are_told_apart() -> None:
    family = on_paper(shipped()["family"])
    assert "Tick one box." in family.questions[0].hints
    several = [one for one in on_paper(shipped()["post-event"]).questions if one.choices][-1]
    assert "Tick one box." not in several.hints


def test_another_language_than_the_questionnaires_is_refused() -> None:
    with pytest.raises(Refusal) as refused:
        paper_form(link_to(shipped()["family"]), None, ["0001-KD"], "fr")
    assert refused.value.code == "language-missing"


def test_children_read_what_the_paper_adds_at_a_grade_under_four() -> None:
    form = on_paper(shipped()["child-8-11"])
    said = [*form.notice, form.hand_in, *form.questions[-1].hints, form.questions[-1].text]
    assert reading_grade(" ".join(said)) < 4
