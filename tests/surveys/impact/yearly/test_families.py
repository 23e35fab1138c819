"""The plain page: short words for a reader of nine to eleven, and no figure that is withheld."""

import re
from datetime import date

import pytest

from bot.documents import families_page as page
from surveys.impact.summary.first_page import UNKNOWN
from surveys.impact.yearly import families
from tests.builders.packs import a_pack, an_action
from tests.builders.summaries import LABELS, a_summary
from tests.builders.summary_parts import a_level, a_wave, an_estimate, an_outcome

JARGON = re.compile(
    r"\b(outcome|evidence|indicator|audit|partner agenc|practitioner|multi|interval|baseline"
    r"|emerging|sufficient|significant|suppress|impact|data|strateg|%)",
    re.IGNORECASE,
)
FIXED = [
    *families.PLAIN.values(),
    *families.PLAIN_UNKNOWN.values(),
    families.TOO_FEW,
    families.NO_ONE,
    families.NOT_PROOF,
    page.WHO.format(partnership="the council"),
    page.NOTHING_YET,
    page.ASK,
]


def _syllables(word: str) -> int:
    groups = re.findall(r"[aeiouy]+", word.lower())
    silent = word.lower().endswith("e") and not word.lower().endswith("le")
    return max(1, len(groups) - silent)


def _grade(text: str) -> float:
    """Return the Flesch-Kincaid grade of a text; a reader of grade g is about g + 5 years old."""
    sentences = [one for one in re.split(r"[.!?:]+", text) if one.strip()]
    words = re.findall(r"[A-Za-z']+", text)
    per_word = sum(map(_syllables, words)) / len(words)
    return 0.39 * len(words) / len(sentences) + 11.8 * per_word - 15.59


def test_the_fixed_sentences_are_for_a_reader_of_nine_to_eleven():
    text = " ".join(f"{one.rstrip('.')}." for one in FIXED)
    assert _grade(text) <= 5
    longest = max(re.split(r"[.!?:]+", text), key=lambda one: len(one.split()))
    assert len(longest.split()) <= 15, longest


def test_no_fixed_sentence_has_a_word_of_the_trade():
    assert [one for one in FIXED if JARGON.search(one)] == []


def test_each_action_is_under_what_its_label_comes_to_in_plain_words():
    groups = a_pack().families.changed
    assert sum(len(group.actions) for group in groups) == len(LABELS)
    assert groups[0].heading == "This is getting better"
    assert groups[0].actions == ["Plan A-7.", "Plan A-8."]
    assert [group.heading for group in groups][-1] == "We do not know yet"


def test_who_was_asked_is_told_with_numbers_or_that_only_a_few_answered():
    shown = a_wave(voice="family", answered=33, opened_on=date(2026, 3, 3))
    few = a_wave(voice="child", answered=None, suppressed=True, opened_on=date(2026, 3, 4))
    told = a_pack(an_action("A-1", participation=[shown, few])).families.asked
    assert told == [
        "March 2026: we asked families about “Plan A-1”. 33 families answered.",
        (
            "March 2026: we asked children about “Plan A-1”. "
            "Only a few answered, so we do not show the number."
        ),
    ]


def test_it_says_so_when_no_child_or_family_was_asked():
    told = a_pack(an_action("A-1", participation=[a_wave()])).families.asked
    assert told == ["We did not ask any children or families this year. We should."]


@pytest.mark.parametrize(("n", "favourable"), [(33, 27), (33, None), (None, None)])
def test_what_people_told_is_a_count_and_nothing_where_it_is_withheld(
    n: int | None, favourable: int | None
):
    source = an_estimate("family", family="children_and_families", n=n, favourable=favourable)
    outcome = an_outcome(levels=[a_level("experience", sources=[source])])
    [group] = a_pack(an_action("A-1", outcomes=[outcome])).families.changed
    shown = " 27 of 33 families gave mostly good answers."
    assert group.actions == [f"Plan A-1.{shown if favourable else ''}"]


def test_what_is_not_known_is_said_with_how_many_plans_and_always_that_it_is_no_proof():
    first = a_summary().first_page.model_copy(update={"cannot_be_said": list(UNKNOWN.values())})
    unknown = a_pack(an_action("A-1", first_page=first), an_action("A-2")).families.unknown
    assert unknown[2] == "If children are safer. We do not know this for 1 of our 2 plans."
    assert unknown[-1] == families.NOT_PROOF
    assert a_pack(an_action("A-2")).families.unknown == [families.NOT_PROOF]
