"""A poster of “you said, we did”: its words, one sheet, whom to call."""

from datetime import date

from bot import documents
from bot.documents import you_said_poster
from surveys.impact.you_said import SaidAndDone
from tests.bot.documents import reading

DAY = date(2026, 3, 4)
NAME = "Northshire Safeguarding Children Partnership"
LINE = SaidAndDone("Ask me where I want to talk.", "You pick the room now.")


def test_the_poster_says_what_was_asked_for_and_what_was_done() -> None:
    (page,) = reading.pages(you_said_poster(NAME, [LINE], DAY))
    words = " ".join(page.split())
    for said in ("You said, we did", LINE.said, LINE.did, NAME, "0800 1111", "999", "4 March 2026"):
        assert said in words


def test_four_long_ones_still_fit_one_sheet() -> None:
    long = SaidAndDone("We want to know who comes. " * 5, "We tell you the day before. " * 5)
    assert len(reading.pages(you_said_poster(NAME, [long] * 4, DAY))) == 1


def test_words_like_markup_are_set_as_text() -> None:
    words = "#panic() $x$ *a* <script>"
    poster = you_said_poster(NAME, [SaidAndDone(words, words)], DAY)
    assert reading.words(poster).count(words) == 2


def test_a_second_poster_is_drawn_through_the_same_name_and_is_the_same_bytes() -> None:
    first, second = (documents.you_said_poster(NAME, [LINE], DAY) for _ in range(2))
    assert first == second
