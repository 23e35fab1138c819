import pytest

from surveys.asking import routing
from surveys.asking.answers import Answer
from surveys.asking.instrument import Instrument, Question, dump_instrument, parse_instrument
from surveys.asking.tally import tallies
from surveys.impact.evidence import Level
from tests.surveys.asking.questionnaires import instrument, question

OFTEN = {"choices": {"often": "Often", "never": "Never"}}
MATRIX = {
    "kind": "matrix",
    **OFTEN,
    "rows": {"alone": "Alone", "words": "In words"},
    "level": "practice",
    "favourable": ["often"],
    "hint": "Think of last week.",
}


def team() -> Instrument:
    return instrument(question("start"), question("team", **MATRIX), question("end"))


def test_each_row_is_a_question_under_what_is_asked_of_all():
    rows = team().questions[1:3]
    assert [row.id for row in rows] == ["team-alone", "team-words"]
    assert [row.text["en"] for row in rows] == ["Alone", "In words"]
    assert {row.stem["en"] for row in rows if row.stem} == {"What happened?"}
    assert all(row.codes == ("often", "never") and row.hint for row in rows)
    assert all(row.favourable == ("often",) and not row.rows for row in rows)


def test_rows_are_counted_scored_and_stored_as_the_questions_they_are():
    given = {
        "team-alone": Answer("team-alone", "often"),
        "team-words": Answer("team-words", "never"),
    }
    assert tallies(team(), given) == {(Level.PRACTICE, None): (2, 1)}


def test_what_is_dumped_has_each_row_with_its_stem_and_reads_back_at_the_same_version():
    text = dump_instrument(team())
    assert "rows:" not in text
    assert (parse_instrument(text), parse_instrument(text).version) == (team(), team().version)


def test_a_row_can_decide_about_a_later_question():
    why = question("why", show_if={"question": "team-alone", "any_of": ["never"]})
    asked = instrument(question("team", **MATRIX), why)
    shown = [q.id for q in routing.visible(asked, {"team-alone": Answer("team-alone", "never")})]
    assert shown == ["team-alone", "team-words", "why"]


def test_an_id_that_a_row_would_share_is_refused():
    with pytest.raises(ValueError, match="two questions have the id “team-alone”"):
        instrument(question("team", **MATRIX), question("team-alone"))


def section(name: str, **facts: object) -> Question:
    return question(name, "section", **facts)


def test_words_between_questions_are_no_questions():
    asked = instrument(section("one"), question("a"), section("two"), question("b"))
    assert [q.id for q in routing.visible(asked, {})] == ["a", "b"]
    assert [q.id for q in asked.asked] == ["a", "b"]
    assert routing.position(asked, {}, "b") == (2, 2)
    assert routing.first(asked).id == "a"
    following = routing.next_question(asked, {}, "a")
    assert following is not None
    assert following.id == "b"


def test_words_are_read_before_the_next_question_that_is_shown():
    asked = instrument(
        question("used", "yes_no"),
        section("one", show_if={"question": "used", "any_of": ["yes"]}),
        question("more", show_if={"question": "used", "any_of": ["yes"]}),
        section("two"),
        section("three"),
        question("end"),
    )

    def before(name: str, **given: str) -> list[str]:
        answers = {key: Answer(key, value) for key, value in given.items()}
        return [one.id for one in routing.read_before(asked, answers, asked.question(name))]

    assert before("more", used="yes") == ["one"]
    assert before("end", used="yes") == ["two", "three"]
    assert before("end", used="no") == ["two", "three"]
    assert before("more", used="no") == []
