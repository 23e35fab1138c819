"""What is printed for a link says the same as its form, in words that its readers can read."""

from datetime import date

import pytest

from surveys.asking.handout import HandoutSize, PrintedLink, handout
from surveys.asking.instrument import Instrument, Reader
from surveys.asking.length import told_minutes
from surveys.asking.notices import gist, not_read_notice
from surveys.asking.print_words import PRINT_WORDS
from surveys.library import shipped
from surveys.problems import Refusal
from surveys.reading_grade import reading_grade

PUBLIC = [one for one in shipped().values() if one.mode == "anonymous"]
CHILDREN = {Reader.YOUNG_CHILD, Reader.CHILD}


def link_to(instrument: Instrument, **facts: object) -> PrintedLink:
    usual = {
        "address": "https://gt.example/f/abc",
        "typed_at": "https://gt.example/g",
        "code": "7K2MQ-9XD4V",
        "partnership": "North",
        "place": "",
        "last_day": None,
        "instrument": instrument,
    }
    return PrintedLink(**{**usual, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize("instrument", PUBLIC, ids=lambda one: one.code)
def test_the_minutes_are_those_that_the_form_tells(instrument: Instrument) -> None:
    words = handout(link_to(instrument), None)
    assert any(f"{told_minutes(instrument)} minute" in fact for fact in words.facts)


@pytest.mark.parametrize("instrument", PUBLIC, ids=lambda one: one.code)
def test_it_says_what_the_form_says_of_skipping_names_and_danger(instrument: Instrument) -> None:
    words = handout(link_to(instrument), None)
    skip, danger, kept = gist(instrument)
    assert (words.gist, words.in_short) == ((skip, kept), danger)
    assert words.not_read == not_read_notice(instrument.reader)


def test_one_minute_is_one_minute() -> None:
    short = shipped()["child-4-7"]
    short = short.model_copy(update={"questions": short.questions[:1], "minutes": 1})
    assert "It takes about 1 minute." in handout(link_to(short), None).facts


def test_the_last_day_is_said_only_where_there_is_one() -> None:
    family = shipped()["family"]
    with_end = handout(link_to(family, last_day=date(2026, 4, 1)), None)
    assert "You can answer until 1 April 2026." in with_end.facts
    assert len(handout(link_to(family), None).facts) == 2


def test_an_address_without_encryption_is_typed_whole() -> None:
    local = link_to(shipped()["family"], typed_at="http://localhost:3978/g")
    assert "Go to http://localhost:3978/g and" in handout(local, None).type_it
    assert "Go to gt.example/g and" in handout(link_to(shipped()["family"]), None).type_it


def test_a_language_of_the_questionnaire_is_printed_and_no_other() -> None:
    family = shipped()["family"]
    title = {"en": "How we worked", "cy": "Sut y buom yn gweithio"}
    both = family.model_copy(update={"languages": ("en", "cy"), "title": title})
    welsh = handout(link_to(both, last_day=date(2026, 4, 1)), None, "cy")
    assert (welsh.language, welsh.title) == ("cy", "Sut y buom yn gweithio")
    assert any("01/04/2026" in fact for fact in welsh.facts)
    with pytest.raises(Refusal) as refused:
        handout(link_to(both), None, "pl")
    assert refused.value.code == "language-missing"
    assert "en, cy" in refused.value.advice


@pytest.mark.parametrize(
    "instrument", [one for one in PUBLIC if one.reader in CHILDREN], ids=lambda one: one.code
)
def test_children_read_a_poster_of_a_grade_under_four(instrument: Instrument) -> None:
    words = handout(link_to(instrument), None)
    assert reading_grade(" ".join([words.asks, *words.facts[1:], *words.gist, words.scan])) < 4


def test_the_words_taken_together_are_of_a_grade_under_four() -> None:
    assert reading_grade(" ".join(words["en"] for words in PRINT_WORDS.values())) < 4


def test_a_letter_is_a_handout_as_well() -> None:
    assert set(HandoutSize) == {"a3", "a4", "a5", "cards", "letter"}
