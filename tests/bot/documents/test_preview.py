"""A questionnaire drawn as a phone shows it: one picture a question, and one sheet of all."""

import io
import json
from pathlib import Path

import pytest
import typst
from PIL import Image

from bot import documents
from bot.documents.blocks import drawable
from bot.documents.fonts import FONT, FONT_FOLDER
from bot.documents.preview_layout import screens
from surveys.asking.instrument import Instrument
from surveys.library import shipped
from tests.bot.documents import reading
from tests.surveys.asking.questionnaires import SCORED, branching, instrument, question

PHONE = 390  # points wide, two dots to each


def drawn_as_words(of: Instrument, language: str = "en") -> list[str]:
    """The words on each page, read back from the same template as PDF."""
    data = {"lang": language, "sheet": False, "screens": drawable(screens(of, language))}
    pdf = typst.compile(
        Path(documents.__file__).parent / "preview.typ",
        font_paths=[FONT_FOLDER],
        sys_inputs={"data": json.dumps(data), "font": FONT},
        format="pdf",
    )
    assert isinstance(pdf, bytes)
    return reading.pages(pdf)


def size(picture: bytes) -> tuple[int, int]:
    return Image.open(io.BytesIO(picture)).size


@pytest.mark.parametrize("code", ["child-4-7", "post-event"])
def test_every_question_has_its_picture_at_the_width_of_a_phone(code: str) -> None:
    form = shipped()[code]
    drawn = documents.preview(form, "en")
    *pages, sheet = drawn
    assert [name[:2] for name in pages] == [f"{at:02}" for at in range(1, len(form.questions) + 1)]
    assert sheet == "all.png"
    assert {size(drawn[name])[0] for name in pages} == {PHONE * 2}
    assert size(drawn[sheet])[0] > PHONE * min(4, len(pages))


def test_the_same_questionnaire_is_the_same_bytes() -> None:
    assert documents.preview(branching(), "en") == documents.preview(branching(), "en")


def test_a_page_has_the_words_of_the_page_in_the_browser() -> None:
    (first, last) = drawn_as_words(
        instrument(
            question("a", **SCORED, hint="Think of last week.", required=True),
            question("b", "scale", low="Never", high="Always"),
        )
    )
    words = ["1 of 2", "What happened?", "Think of last week.", "Often", "Not sure", "Continue"]
    assert [word for word in words if word not in first] == []
    assert "Skip" not in first
    assert "Back" not in first
    assert "0 is “Never”, 10 is “Always”." in last.replace("\n", " ")
    buttons = ("Skip this question", "Back", "Tell someone now")
    assert [words for words in buttons if words not in last.replace("\n", " ")] == []


def test_a_branch_is_said_above_the_page_that_only_some_meet() -> None:
    pages = [page.replace("\n", " ") for page in drawn_as_words(branching())]
    assert ["Only if" in page for page in pages] == [False, True, True, False]
    assert "Only if the answer to question 1 is “Yes”" in pages[1]
    assert "Only if the answer to question 2 is not “Often”" in pages[2]


def test_who_a_question_is_for_is_said_above_its_page() -> None:
    pages = drawn_as_words(
        instrument(question("a"), question("b", show_if={"role": ["lead"], "agency": ["NHS"]}))
    )
    assert "Only if the person is lead and the agency is NHS" in pages[1].replace("\n", " ")


def test_another_language_is_drawn_where_it_has_words() -> None:
    asked = question("a", text={"en": "Hello?", "cy": "Helo?"})
    (page,) = drawn_as_words(instrument(asked, languages=["en", "cy"]), "cy")
    assert "Helo?" in page


def test_words_like_markup_are_set_as_text() -> None:
    (page,) = drawn_as_words(instrument(question("a", text="#panic() $x$ *a* <b>")))
    assert "#panic() $x$ *a* <b>" in page.replace("\n", " ")
