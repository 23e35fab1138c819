"""The catalogues: in step with the English, whole where that is promised, and true to it."""

import re
from io import BytesIO

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po

from bot.web.phone_links import tappable
from surveys.asking.length import minutes_in_words
from surveys.asking.secrecy_promises import promised
from surveys.languages import TRANSLATED, catalogue
from surveys.languages.to_translate import Wording
from surveys.library import shipped
from surveys.library.wording import every_wording, of_all_forms, of_instrument
from tests.architecture.modules import ROOT
from tests.architecture.translation_template import TEMPLATE, template

LOCALE = ROOT / "surveys" / "languages" / "locale"
OF_FAMILIES = ("child-4-7", "child-8-11", "young-person-12-17", "family")
PROMISED = dict.fromkeys(TRANSLATED, OF_FAMILIES) | {"cy": tuple(shipped())}
NUMBERS = re.compile(r"\d[\d ]*\d|\d")
FILLED_IN = re.compile(r"\{\w*\}")


def messages(language: str) -> list[Message]:
    content = (LOCALE / language / "forms.po").read_bytes()
    return [one for one in read_po(BytesIO(content), locale=language) if one.id]


def said(message: Message) -> list[tuple[str, str]]:
    """Return English words with their translation, each of its plural forms; none where empty."""
    if isinstance(message.id, str):
        return [(message.id, str(message.string))] if message.string else []
    return [(message.id[1], form) for form in message.string or () if form]


ALL = [
    pytest.param(english, words, id=f"{language}: {one.context}: {english[:30]}")
    for language in TRANSLATED
    for one in messages(language)
    for english, words in said(one)
]


def test_the_template_has_the_words_of_today() -> None:
    told = "run: python -m tests.architecture.translation_template"
    assert TEMPLATE.read_bytes() == template(), told


def test_each_folder_is_a_language_that_is_offered() -> None:
    assert {one.name for one in LOCALE.iterdir() if one.is_dir()} == set(TRANSLATED)


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_catalogue_has_words_that_nothing_says_any_more(language: str) -> None:
    known = {(one.key, one.english) for one in every_wording()}
    english = [
        (one.context, one.id if isinstance(one.id, str) else one.id[0])
        for one in messages(language)
    ]
    assert [one for one in english if one not in known] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_what_is_promised_in_a_language_is_whole(language: str) -> None:
    forms = [one for code in PROMISED[language] for one in of_instrument(code)]
    wanted: list[Wording] = [*of_all_forms(), *forms]
    found = catalogue(language)
    assert found is not None
    missing = [
        f"{one.key}: {one.english}"
        for one in wanted
        if not one.optional and (one.key, one.english) not in found.awaits_check
    ]
    assert not missing, f"words without a translation into “{language}”"


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_questionnaires_promised_can_be_read_in_a_language(language: str) -> None:
    able = {code for code, one in shipped().items() if language in one.languages}
    assert set(PROMISED[language]) <= able


@pytest.mark.parametrize(("english", "words"), ALL)
def test_what_is_filled_in_and_every_number_is_in_the_translation(english: str, words: str) -> None:
    assert sorted(FILLED_IN.findall(words)) == sorted(FILLED_IN.findall(english))
    long = [number for number in NUMBERS.findall(english) if len(number) > 2]
    assert [number for number in NUMBERS.findall(words) if len(number) > 2] == long
    assert tappable(words).count("tel:") == tappable(english).count("tel:")
    assert promised(words) is None
    assert "'" not in words


def test_numbers_follow_the_plural_forms_of_each_language() -> None:
    counts = {"cy": (1, 2, 3), "pl": (1, 2, 5)}
    words = {
        language: [minutes_in_words(count, language) for count in those]
        for language, those in counts.items()
    }
    assert words == {
        "cy": ["1 munud", "2 funud", "3 munud"],
        "pl": ["1 minuty", "2 minut", "5 minut"],  # always after “about”
    }
