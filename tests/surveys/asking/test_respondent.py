import pytest

from surveys.asking import routing
from surveys.asking.answers import Answer
from surveys.asking.instrument import Instrument, dump_instrument, parse_instrument
from surveys.asking.respondent import Respondent, asked_of
from surveys.asking.tally import tallies
from surveys.people import Role
from tests.surveys.asking.questionnaires import SCORED, instrument, question

LEAD = Respondent(frozenset({Role.LEAD, Role.PRACTITIONER}), "St Mary’s School")
NURSE = Respondent(frozenset({Role.PRACTITIONER}), "Ashford NHS")

SEEN = {"voice": ["practitioner"], "question": "used", "any_of": ["often"]}


def staff(**facts: object) -> Instrument:
    """`lead` is for leads, `school` for one agency, `why` hangs on `lead`, `seen` on the voice."""
    return instrument(
        question("used", **SCORED),
        question("lead", "yes_no", show_if={"role": ["lead"]}),
        question("why", show_if={"question": "lead", "any_of": ["yes"]}),
        question("school", show_if={"agency": ["st marys school"], "role": ["practitioner"]}),
        question("family", show_if={"voice": ["family"]}),
        question("seen", show_if=SEEN),
        **facts,
    )


def ids(asked: Instrument) -> list[str]:
    return [one.id for one in asked.questions]


def test_a_person_is_asked_what_is_for_their_role_agency_and_voice():
    assert ids(asked_of(staff(), LEAD)) == ["used", "lead", "why", "school", "seen"]
    assert ids(asked_of(staff(), NURSE)) == ["used", "seen"]


def test_where_no_one_knows_who_answers_nobody_is_asked_what_is_for_some():
    assert ids(asked_of(staff(), None)) == ["used", "seen"]


def test_conditions_on_an_earlier_answer_hold_besides():
    asked = asked_of(staff(), LEAD)
    shown = routing.visible(asked, {"used": Answer("used", "never"), "lead": Answer("lead", "no")})
    assert [one.id for one in shown] == ["used", "lead", "school"]
    assert routing.position(asked, {}, "school") == (3, 3)


def test_the_questionnaire_is_the_same_one_where_nothing_depends_on_who_answers():
    plain = instrument(question("used", **SCORED))
    assert asked_of(plain, LEAD) is plain


def test_what_was_answered_is_scored_without_knowing_who_it_was():
    given = {"used": Answer("used", "often")}
    assert tallies(staff(), given) == tallies(asked_of(staff(), NURSE), given) != {}


def test_it_reads_back_from_a_file_at_the_same_version():
    again = parse_instrument(dump_instrument(staff()))
    assert (again, again.version) == (staff(), staff().version)


@pytest.mark.parametrize(
    ("facts", "says"),
    [
        ({"show_if": {}}, "needs “any_of” or “not_any_of”, or a “role”"),
        ({"show_if": {"any_of": ["often"]}}, "need the “question”"),
        ({"show_if": {"role": ["manager"]}}, "practitioner"),
        ({"show_if": {"role": ["lead"]}, **SCORED}, "its count would tell how many"),
        ({"show_if": {"agency": ["Police"]}, "kind": "yes_no", "barrier": True}, "barrier"),
    ],
)
def test_a_branch_that_cannot_be_kept_is_named(facts: dict[str, object], says: str):
    with pytest.raises(ValueError, match=says):
        instrument(question("used", **SCORED), question("q", **facts))


def test_on_an_anonymous_form_no_one_knows_the_role_but_the_voice_is_known():
    with pytest.raises(ValueError, match="no one knows the role"):
        staff(mode="anonymous")
    asked = instrument(
        question("used", **SCORED),
        question("more", show_if={"voice": ["practitioner"]}),
        mode="anonymous",
    )
    assert ids(asked_of(asked, None)) == ["used", "more"]


def test_what_hangs_on_a_question_for_some_is_for_some_too():
    scored = question("why", **SCORED, show_if={"question": "lead", "any_of": ["yes"]})
    with pytest.raises(ValueError, match="“why” is for some roles or agencies only"):
        instrument(
            question("used", **SCORED),
            question("lead", "yes_no", show_if={"role": ["lead"]}),
            scored,
        )


def test_the_first_question_is_for_everyone():
    with pytest.raises(ValueError, match="the first question is asked of everyone"):
        instrument(question("a", show_if={"role": ["lead"]}), question("b"))
