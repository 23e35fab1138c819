"""A form made elsewhere becomes a questionnaire, and of each row it is said what became of it."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from surveys.asking.question import Branch
from surveys.asking.xlsform import FormFacts, ReadForm, RowOutcome, check_form, counted
from surveys.problems import Refusal
from tests.surveys.asking.xlsform.forms import CHOICES, FACTS, asked, fields, made, read, said


@pytest.mark.parametrize(
    ("type_", "kind"),
    [
        ("select_one how", "single"),
        ("select one from how", "single"),
        ("select_multiple how", "several"),
        ("select all that apply from how", "several"),
        ("rank how", "ranking"),
        ("integer", "number"),
        ("decimal", "number"),
        ("date", "date"),
        ("text", "text"),
    ],
)
def test_a_type_becomes_a_kind_of_question(type_: str, kind: str) -> None:
    form = read(asked(type_))
    assert made(form).question("q").kind == kind
    assert said(form, 2).split(".")[0] in ("kept", "changed")


@pytest.mark.parametrize(("type_", "count"), [("note", 1), ("acknowledge", 1)])
def test_words_to_read_are_words_between_questions(type_: str, count: int) -> None:
    instrument = made(read(asked(type_, "words", "Read this."), asked("text")))
    assert [one.kind for one in instrument.questions] == ["section"] * count + ["text"]


@pytest.mark.parametrize(
    ("type_", "why"),
    [
        ("image", "no pictures"),
        ("audio", "no pictures, sound"),
        ("video", "no pictures, sound, films"),
        ("file", "films or files"),
        ("geopoint", "place on a map"),
        ("geotrace", "place on a map"),
        ("geoshape", "place on a map"),
        ("barcode", "with a camera"),
        ("calculate", "Nothing is calculated"),
        ("start", "when answers came"),
        ("end", "when answers came"),
        ("deviceid", "left out for privacy"),
        ("phonenumber", "left out for privacy"),
        ("username", "left out for privacy"),
        ("time", "time of day"),
        ("select_one_from_file places.csv", "in another file"),
        ("select_one_external places", "in another file"),
        ("select_one ${earlier}", "earlier answers"),
        ("select_one nowhere", "no list “nowhere”"),
        ("hologram", "do not know the type “hologram”"),
    ],
)
def test_what_has_no_place_here_is_dropped_by_name(type_: str, why: str) -> None:
    form = read(asked(type_), asked("text", "other"))
    assert said(form, 2).startswith("dropped")
    assert why in said(form, 2)
    assert [one["id"] for one in form.questions] == ["other"]


def test_a_repeat_is_dropped_with_all_that_is_in_it() -> None:
    form = read(
        asked("begin repeat", "child", "Each child"),
        asked("text", "name"),
        {"type": "end repeat"},
        asked("text"),
    )
    assert "asked again for each child" in said(form, 2)
    assert "inside the repeat “child”" in said(form, 3)
    assert len(made(form).questions) == 1


def test_a_group_is_words_before_its_questions_and_its_condition_is_theirs() -> None:
    form = read(
        asked("select_one yn", "used"),
        asked("begin group", "more", "More about it", relevant="${used} = 'yes'"),
        asked("text", "why"),
        {"type": "end group"},
    )
    instrument = made(form)
    assert [(one.id, one.kind) for one in instrument.questions] == [
        ("used", "single"),
        ("more", "section"),
        ("why", "text"),
    ]
    _, section, why = instrument.questions
    assert section.show_if == why.show_if == Branch(question="used", any_of=("yes",))


def test_a_group_in_which_nothing_is_asked_and_words_at_the_end_are_left_out() -> None:
    form = read(
        asked("begin group", "place", "Where you live"),
        asked("geopoint", "gps"),
        {"type": "end group"},
        asked("text"),
        asked("note", "thanks", "Thank you."),
    )
    assert [one["id"] for one in form.questions] == ["q"]
    assert said(form, 2) == "changed. Its own words are left out: nothing in it is asked."
    assert said(form, 6) == "dropped. Its words are left out: no question comes after them."


def test_a_group_without_an_end_ends_with_the_form_and_an_end_alone_is_dropped() -> None:
    form = read({"type": "end group"}, {"type": "begin group", "name": "g"}, asked("text"))
    assert "no group that it could end" in said(form, 2)
    assert len(made(form).questions) == 1


def test_a_group_whose_condition_never_holds_is_dropped_with_all_that_is_in_it() -> None:
    form = read(
        asked("begin group", "off", relevant="false()"),
        asked("begin group", "inner"),
        asked("text", "name"),
        {"type": "end group"},
        {"type": "end group"},
        asked("text", "kept"),
        asked("text", "never", relevant="FALSE"),
    )
    assert said(form, 4) == "dropped. It is inside the group “off”, whose condition never holds."
    assert said(form, 8) == "dropped. Its condition never holds."
    assert [one["id"] for one in form.questions] == ["kept"]


def test_a_table_of_one_list_is_a_matrix_and_its_rows_can_be_branched_on() -> None:
    form = read(
        asked("begin group", "they", "How often do they", appearance="table-list"),
        asked("select_one yn", "listen", "listen?"),
        asked("select_one yn", "Explain", "explain?"),
        {"type": "end group"},
        asked("text", "why", relevant="${listen} = 'no'"),
    )
    instrument = made(form)
    assert [one.id for one in instrument.questions] == ["they-listen", "they-explain", "why"]
    assert instrument.question("they-listen").stem == {"en": "How often do they"}
    branch = instrument.question("why").show_if
    assert branch is not None
    assert (branch.question, branch.any_of) == ("they-listen", ("no",))


def test_what_single_rows_of_a_table_say_is_kept_or_said() -> None:
    def table(*required: str) -> ReadForm:
        return read(
            asked("begin group", "they", "How often do they", appearance="table-list"),
            *(asked("select_one yn", f"r{at}", required=one) for at, one in enumerate(required)),
            {"type": "end group"},
        )

    assert made(table("yes", "yes")).question("they-r1").required
    assert not made(table("yes", "")).question("they-r0").required
    assert said(table("yes", ""), 3) == "changed. People may skip it."


def test_other_is_a_choice_and_a_question_for_its_words() -> None:
    form = read(asked("select_one how or_other"))
    instrument = made(form)
    assert instrument.question("q").codes == ("a", "b", "none", "other")
    branch = instrument.question("q_other").show_if
    assert branch is not None
    assert (branch.question, branch.any_of) == ("q", ("other",))
    assert "a question of its own" in said(form, 2)


@pytest.mark.parametrize(
    ("cells", "least", "most"),
    [
        ({"constraint": ". >= 0 and . <= 120"}, 0, 120),
        ({"constraint": ".>0 and .<10"}, 1, 9),
        ({"constraint": ". <= 5"}, None, 5),
        ({}, None, None),
    ],
)
def test_simple_bounds_of_a_number_are_kept(
    cells: dict[str, str], least: int | None, most: int | None
) -> None:
    form = read(asked("integer", **cells))
    found = made(form).question("q")
    assert (found.least, found.most) == (least, most)
    assert said(form, 2) == "kept."


def test_a_constraint_that_is_no_bound_is_left_out_and_said() -> None:
    form = read(asked("integer", constraint="regex(., '[0-9]{3}')"))
    assert "constraint is left out" in said(form, 2)


def test_a_day_can_be_bounded_by_today() -> None:
    found = made(read(asked("date", constraint=". <= today()"))).question("q")
    assert (found.least, found.most) == (None, "today")


@pytest.mark.parametrize(
    ("parameters", "kind", "most"),
    [("start=0 end=10 step=1", "scale", None), ("start=1 end=5 step=0.5", "number", 5)],
)
def test_a_range_is_a_scale_or_a_number(parameters: str, kind: str, most: int | None) -> None:
    found = made(read(asked("range", parameters=parameters))).question("q")
    assert (found.kind, found.most) == (kind, most)


@pytest.mark.parametrize(("cell", "required"), [("yes", True), ("true()", True), ("no", False)])
def test_what_must_be_answered_must_be(cell: str, required: bool) -> None:
    assert made(read(asked("text", required=cell))).question("q").required is required


def test_every_language_of_the_columns_is_one_of_the_questionnaire() -> None:
    row = {
        "type": "select_one how",
        "name": "q",
        "label::English (en)": "What helped?",
        "label::Welsh (cy)": "Beth helpodd?",
        "hint::Cymraeg": "Dim enwau",
        "hint": "No names",
    }
    form = read(row, form_title="A form")
    instrument = made(form)
    assert instrument.languages == ("en", "cy")
    assert instrument.question("q").text == {"en": "What helped?", "cy": "Beth helpodd?"}
    assert instrument.question("q").hint == {"en": "No names", "cy": "Dim enwau"}


def test_a_column_without_a_language_is_in_the_default_one() -> None:
    rows = {"type": "text", "name": "q", "label": "Beth?", "label::English (en)": "What?"}
    form = read(rows, default_language="Welsh (cy)")
    assert fields(form)["text"] == {"en": "What?", "cy": "Beth?"}


def test_a_row_without_english_words_is_dropped() -> None:
    form = read({"type": "text", "name": "q", "label::French (fr)": "Quoi ?"}, asked("text", "b"))
    assert said(form, 2) == "dropped. It has no English words."


def test_a_column_of_a_language_that_we_cannot_tell_is_named() -> None:
    form = read(asked("text") | {"label::Lusoga": "?"})
    (lost,) = form.lost
    assert (lost.name, lost.rows) == ("label::Lusoga", 1)
    assert "name it like this: Welsh (cy)" in lost.why


@pytest.mark.parametrize(
    ("label", "text", "says"),
    [
        ("How old is ${name}?", "How old is …?", "An earlier answer is shown in it"),
        ("Is it **very** good?", "Is it very good?", "bold"),
        ("<b>Is</b> it good?", "Is it good?", "HTML"),
        ("See [here](https://x.example) first", "See here first", "link"),
    ],
)
def test_marks_in_words_are_left_out_and_said(label: str, text: str, says: str) -> None:
    form = read(asked("text", label=label))
    assert made(form).question("q").text == {"en": text}
    assert says in said(form, 2)


def test_names_become_ids_and_codes_and_that_is_said() -> None:
    choices = [{"list_name": "x", "name": name, "label": name} for name in ("-99", "99", "A B")]
    form = read(asked("select_one x", "Q 1"), asked("text", "Q_1"), choices=choices)
    instrument = made(form)
    assert [one.id for one in instrument.questions] == ["q_1", "q_1_2"]
    assert instrument.question("q_1").codes == ("99", "99_2", "a_b")
    assert "Its id is now “q_1”" in said(form, 2)
    assert "Its code is now “99_2”" in said(form, 3, "choices")


def test_choices_that_nothing_offers_are_dropped() -> None:
    form = read(asked("select_one yn"))
    assert said(form, 4, "choices").startswith("dropped. No question that is kept uses it")
    assert counted(form.notes)[RowOutcome.DROPPED] == 3


def test_more_choices_than_can_be_offered_drop_the_question() -> None:
    many = [{"list_name": "x", "name": f"c{at}", "label": "C"} for at in range(61)]
    form = read(asked("select_one x"), asked("text", "b"), choices=many)
    assert "It has 61 choices, and 60 are the most" in said(form, 2)


def test_words_that_are_too_long_are_not_cut() -> None:
    form = read(asked("text", label="x" * 601), asked("text", "b"))
    assert said(form, 2) == "dropped. Its words are longer than 600 characters."


def test_a_cell_that_held_a_formula_is_dropped_with_its_row() -> None:
    form = read({"type": "text", "name": "q", "gt_formulas": "label"}, asked("text", "b"))
    assert "There is a formula in “label”; paste its value instead" in said(form, 2)


def test_one_group_of_a_form_can_be_taken_in() -> None:
    rows = (
        asked("begin group", "one", ""),
        asked("text", "a"),
        {"type": "end group"},
        asked("begin group", "two", ""),
        asked("text", "b"),
        {"type": "end group"},
    )
    assert read(*rows).groups == {"one": 1, "two": 1}
    assert [one["id"] for one in read(*rows, group="two").questions] == ["b"]


def test_what_a_form_does_not_say_is_asked_for_in_one_sentence() -> None:
    form = read(asked("text"), form_title="Our survey", form_id="our_survey", gt_voice="family")
    with pytest.raises(Refusal) as refused:
        check_form(form, FormFacts(reader="family", mode="anonymous"))
    assert refused.value.advice == (
        "Add --audience, --wave, --source, --licence, or the columns gt_audience, gt_wave, "
        "gt_source, gt_licence on its sheet “settings”."
    )


def test_settings_say_what_a_person_does_not() -> None:
    form = read(asked("text"), form_title="Our survey", form_id="our_survey", gt_mode="anonymous")
    facts = FormFacts(
        voice="family",
        reader="family",
        audience="Families",
        wave="on-demand",
        source="Elsewhere",
        licence="CC BY",
    )
    instrument = made(form, facts)
    assert (instrument.code, instrument.title["en"]) == ("our-survey", "Our survey")
    assert (instrument.mode, instrument.minutes) == ("anonymous", 1)


def test_an_error_is_said_at_its_row() -> None:
    form = read(asked("note", "n"), asked("text", "t", "We will keep this secret. What?"))
    (error,) = check_form(form, FACTS).errors
    assert (error.line, error.place) == (3, "question “t”, text")


def test_choices_of_a_filtered_list_are_all_offered() -> None:
    form = read(asked("select_one how", choice_filter="x = ${y}"), choices=CHOICES)
    assert said(form, 2) == "changed. All choices of its list are offered."


CELLS = st.dictionaries(
    st.sampled_from(
        [
            *("label", "label::Welsh (cy)", "hint", "relevant", "required", "constraint"),
            *("appearance", "parameters", "gt_kind", "gt_id", "gt_show_if", "gt_favourable"),
            *("gt_max_length", "gt_least", "gt_concern", "gt_list", "gt_stem", "disabled"),
        ]
    ),
    st.one_of(
        st.text(max_size=12),
        st.sampled_from(["${q} = 'a'", "yes", "how", "matrix", "table-list", "[]", "{}", "nan"]),
    ),
)
TYPES = ["select_one how", "select_multiple how or_other", "rank how", "note", "integer", "range"]
TYPES += ["begin group", "end group", "begin repeat", "end repeat", "text", "calculate", "", "?"]


ROWS = st.lists(
    st.builds(
        lambda type_, name, cells: {"type": type_, "name": name, **cells},
        st.sampled_from(TYPES),
        st.sampled_from(["q", "r", ""]),
        CELLS,
    ),
    max_size=6,
)


@settings(max_examples=80, deadline=None)
@given(ROWS)
def test_whatever_the_rows_each_is_accounted_for(survey: list[dict[str, str]]) -> None:
    form = read(*survey)
    written = [at for at, row in enumerate(survey, start=2) if any(map(str.strip, row.values()))]
    assert [note.line for note in form.notes if note.sheet == "survey"] == written
    found = check_form(form, FACTS)
    assert (found.instrument is None) == bool(found.errors)
