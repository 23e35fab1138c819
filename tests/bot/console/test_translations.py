"""The report for translators: what is there, what is missing, what no speaker has checked."""

import json

from surveys.languages import TRANSLATED
from surveys.library import in_english
from tests.bot.console.conftest import Console


def test_every_part_of_every_language_is_counted(console: Console) -> None:
    found = json.loads(console("instrument", "translations", "--json").out)
    assert len(found) == len(TRANSLATED) * (1 + len(in_english()))
    welsh = [one for one in found if one["language"] == "cy"]
    assert all(one["words"] and not one["missing"] for one in welsh)
    assert all(one["unchecked"] == one["words"] for one in welsh)  # no speaker has checked any


def test_what_is_missing_is_listed_with_where_it_is_said(console: Console) -> None:
    polish = json.loads(console("instrument", "translations", "--language", "pl", "--json").out)
    [staff] = [one for one in polish if one["of"] == "post-event"]
    assert staff["missing"]
    said = console("instrument", "translations", "--language", "pl", "--missing").out
    assert "pl: post-event: title: " in " ".join(said.split())
    whole = console("instrument", "translations", "--language", "cy", "--missing").out
    assert whole.strip() == "Nothing is missing."


def test_a_language_without_a_catalogue_is_named_with_those_that_have_one(
    console: Console,
) -> None:
    said = console("instrument", "translations", "--language", "fr")
    assert said.is_one_sentence
    assert "cy, pl, ro, ur, ar, pa" in said.err
