"""What a row of the entry sheet says: words or codes of choices, numbers, several at once."""

import pytest

from surveys.asking.entry_sheet import columns_of, fields_of_row, head_of
from surveys.library import shipped

FAMILY, CHILD = shipped()["family"], shipped()["child-4-7"]


def test_every_question_has_a_column_and_before_and_now_has_two() -> None:
    heads = [column.head for column in columns_of(shipped()["post-event"])]
    assert len(heads) == len(shipped()["post-event"].questions) + 1
    assert {"confidence.before", "confidence.now"} <= set(heads)
    assert len(set(heads)) == len(heads)


def test_who_helped_has_columns_but_for_staff() -> None:
    assert [c.head for c in columns_of(FAMILY)][-2:] == ["helped_by", "helped_how"]
    assert "helped_by" not in {c.head for c in columns_of(shipped()["frontline"])}


@pytest.mark.parametrize("typed", ["lots", "Yes, very", " yes,  VERY ", "LOTS"])
def test_a_choice_is_typed_by_its_words_or_its_code(typed: str) -> None:
    cells = {"form_number": "0001-KD", "kind": typed}
    assert fields_of_row(columns_of(CHILD), cells) == {"kind": ("lots",)}


def test_any_apostrophe_and_any_language_will_do() -> None:
    first = CHILD.questions[0]
    both = {"en": "I don’t know", "cy": "Dwi ddim yn gwybod"}
    choices = tuple(
        one.model_copy(update={"text": both}) if one.code == "dont_know" else one
        for one in first.choices
    )
    asked = CHILD.model_copy(
        update={"questions": (first.model_copy(update={"choices": choices}), *CHILD.questions[1:])}
    )
    for typed in ("I don't know", "dwi ddim yn gwybod"):
        assert fields_of_row(columns_of(asked), {"kind": typed}) == {"kind": ("dont_know",)}


def test_several_are_separated_by_semicolons() -> None:
    cells = {"helped_by": "A teacher", "helped_how": "Read it to me; wrote"}
    assert fields_of_row(columns_of(FAMILY), cells) == {
        "_helped_by": ("teacher",),
        "_helped_how": ("read", "wrote"),
    }


def test_what_no_column_takes_stays_under_its_name_and_blanks_do_not() -> None:
    cells = {"respect": " ", "notes": "He is scared", "say": "More time; less waiting"}
    assert fields_of_row(columns_of(FAMILY), cells) == {
        "notes": ("He is scared",),
        "say": ("More time; less waiting",),
    }


def test_heads_are_as_every_import_reads_them() -> None:
    assert head_of(" Someone-to Tell ") == "someone_to_tell"
