"""Forms on paper and the sheet they are typed in: whole, numbered, tagged, and safe to open."""

import io
from dataclasses import replace

import openpyxl
import pikepdf
import pytest

from bot import documents
from bot.documents.entry_file import CHOICES, FORMS
from surveys.asking.paper_form import paper_form
from surveys.asking.texts import say
from surveys.library import shipped
from tests.bot.documents import reading
from tests.bot.documents.test_handout import LINK, LOCAL

NUMBERS = ("0017-KD", "0018-QA")
FORM = paper_form(LINK, LOCAL, NUMBERS)


@pytest.fixture(scope="module")
def drawn() -> bytes:
    return documents.paper(FORM)


def test_each_copy_has_its_number_on_every_page(drawn: bytes) -> None:
    pages = reading.pages(drawn)
    assert len(pages) % 2 == 0
    half = len(pages) // 2
    for page in pages[:half]:
        assert "0017-KD" in page
        assert "0018-QA" not in page
        assert FORM.version_says in page
    assert all("0018-QA" in page for page in pages[half:])


def test_every_word_of_the_form_is_printed(drawn: bytes) -> None:
    said = reading.words(drawn)
    for question in FORM.questions:
        for words in (question.text, *question.hints, *question.choices):
            assert " ".join(words.split()) in said
    for words in (*FORM.facts, *FORM.notice, FORM.not_read, FORM.hand_in, "0113 496 0000"):
        assert words in said


def test_it_is_tagged_and_has_headings(drawn: bytes) -> None:
    with pikepdf.open(io.BytesIO(drawn)) as pdf:
        assert pdf.Root.MarkInfo.Marked
        assert str(pdf.Root.Lang) == "en-GB"


@pytest.mark.parametrize("code", ["child-4-7", "young-person-12-17", "post-event", "frontline"])
def test_every_kind_of_question_is_drawn(code: str) -> None:
    asked = shipped()[code]
    form = paper_form(replace(LINK, instrument=asked), None, ["0001-KD"])
    said = reading.words(documents.paper(form))
    assert all(say(question.text) in said for question in asked.questions)


def test_the_sheet_has_a_row_for_each_number_and_offers_the_words_of_choices() -> None:
    drawn = documents.entry_sheet(shipped()["child-4-7"], NUMBERS)
    book = openpyxl.load_workbook(io.BytesIO(drawn))
    forms, choices = book[FORMS], book[CHOICES]
    assert [row[0].value for row in forms.iter_rows(min_row=2, max_row=3)] == list(NUMBERS)
    assert [cell.value for cell in forms[1]][:2] == ["form_number", "kind"]
    offered = [str(rule.formula1) for rule in forms.data_validations.dataValidation]
    assert offered[0] == f"'{CHOICES}'!$A$3:$A$6"
    assert [choices.cell(row, 1).value for row in range(3, 7)] == [
        "Yes, very",
        "A bit",
        "Not much",
        "I don’t know",
    ]


def test_the_first_sheet_is_the_one_that_is_read() -> None:
    drawn = documents.entry_sheet(shipped()["family"], NUMBERS)
    assert openpyxl.load_workbook(io.BytesIO(drawn)).sheetnames[0] == FORMS


def test_words_like_a_formula_are_none() -> None:
    family = shipped()["family"]
    odd = family.questions[0].model_copy(update={"text": {"en": "=1+1"}})
    asked = family.model_copy(update={"questions": (odd, *family.questions[1:])})
    drawn = documents.entry_sheet(asked, NUMBERS)
    assert not [cell for cell in reading.cells(drawn) if cell.data_type == "f"]
