"""Gettext catalogues: what is said, what awaits a check, and what a tool only guessed."""

import pytest

from surveys.languages import count_in, direction, name_of, preferred, say_in
from surveys.languages.read_catalogue import read_catalogue
from surveys.languages.to_translate import Wording, to_translate

HEAD = 'msgid ""\nmsgstr ""\n"Language: pl\\n"\n"Content-Type: text/plain; charset=UTF-8\\n"\n\n'


def pl(entry: str):
    return read_catalogue("pl", (HEAD + entry).encode())


def test_words_are_found_by_where_they_are_said_and_their_english():
    found = pl('msgctxt "start"\nmsgid "Start"\nmsgstr "Zaczynamy"\n')

    assert found.words("start", "Start") == "Zaczynamy"
    assert found.words("start", "Begin") is None
    assert found.words("other", "Start") is None


def test_words_that_no_one_has_checked_are_said_and_known_to_await_a_check():
    found = pl('#, fuzzy\nmsgctxt "start"\nmsgid "Start"\nmsgstr "Zaczynamy"\n')

    assert found.words("start", "Start") == "Zaczynamy"
    assert found.awaits_check == {("start", "Start"): True}


def test_words_that_a_tool_guessed_from_other_english_words_are_not_said():
    found = pl('#, fuzzy\n#| msgid "Stop"\nmsgctxt "start"\nmsgid "Start"\nmsgstr "Koniec"\n')

    assert found.words("start", "Start") is None


def test_an_empty_translation_is_none():
    assert pl('msgctxt "start"\nmsgid "Start"\nmsgstr ""\n').awaits_check == {}


def test_a_catalogue_for_a_translator_has_every_message_and_its_plural_forms():
    wordings = [Wording("start", "Start"), Wording("minutes", "{count} minute", "{count} minutes")]
    written = to_translate(wordings, "pl").decode()

    assert 'msgctxt "start"\nmsgid "Start"\nmsgstr ""' in written
    assert written.count("msgstr[") == 3
    assert "nplurals=3" in written
    assert read_catalogue("pl", written.encode()).awaits_check == {}


@pytest.mark.parametrize("language", ["en", "fr", "xx", "../cy"])
def test_a_language_without_a_catalogue_says_it_in_english(language: str):
    assert say_in("start", "Start", language) == "Start"
    assert [count_in("m", "{count} a", "{count} b", n, language) for n in (1, 2)] == ["1 a", "2 b"]


def test_languages_say_their_own_names_and_which_way_they_are_written():
    known = {"cy": "Cymraeg", "pl": "Polski", "ro": "Română", "ur": "اردو", "ar": "العربية"}
    known |= {"pa": "ਪੰਜਾਬੀ", "en": "English", "xx": "Xx"}

    assert {language: name_of(language) for language in known} == known
    assert {one for one in known if direction(one) == "rtl"} == {"ur", "ar"}


def test_the_first_language_wanted_that_is_offered_is_preferred():
    assert preferred(("en", "cy", "pl"), ("", "de-DE", "CY-gb", "pl")) == "cy"
    assert preferred(("en",), ("de",)) is None
