"""What may be wrong with the words of a “you said, we did”."""

import pytest

from surveys.impact.you_said import NewYouSaid, SaidAndDone, YouSaidVoice
from surveys.impact.you_said_words import count_in, hard_for_children


def written(said: str, did: str = "You pick the room.") -> NewYouSaid:
    return NewYouSaid("Ask us.", "We ask.", YouSaidVoice.CHILD, SaidAndDone(said, did))


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("3 of 4 said so.", "3 of 4"),
        ("Three out of the four wanted it.", "Three out of the four"),
        ("60 % of families", "60 %"),
        ("75 per cent agreed", "75 per cent"),
        ("Two children asked.", "Two children"),
        ("One young person told us.", "One young person"),
        ("12 families wrote.", "12 families"),
        ("Five parents who asked are told.", "Five parents"),
        ("We heard from 2 mums.", "from 2 mums"),
    ],
)
def test_a_count_of_people_is_found(words: str, count: str) -> None:
    assert count_in(NewYouSaid(words, "We did it.")) == count
    assert count_in(NewYouSaid("Do it.", words)) == count


@pytest.mark.parametrize(
    "words",
    [
        "Some of you asked for it.",
        "Letters come to one parent only.",
        "Each child can bring two people, and one of them can speak.",
        "Call 999 or 0800 1111.",
        "We open at 9 on weekdays, and on the first of May.",
        "Many children asked us.",
    ],
)
def test_other_numbers_and_words_are_let_through(words: str) -> None:
    assert count_in(NewYouSaid(words, words)) == ""


def test_easy_words_for_children_need_no_warning() -> None:
    assert hard_for_children(written("Ask me where I want to talk.")) == []


def test_a_hard_sentence_is_quoted_with_its_grade() -> None:
    [warning] = hard_for_children(written("Unbelievably complicated conversations happened today."))
    assert "school grade" in warning
    assert "“Unbelievably complicated conversations happened today.”" in warning


def test_jargon_is_named_once_each() -> None:
    [warning] = hard_for_children(
        written("Your policy is here.", "We read the audit. The audit is done.")
    )
    assert "“policy”, “audit”" in warning


def test_a_childs_own_words_without_a_version_for_children_are_not_shown_yet() -> None:
    assert hard_for_children(NewYouSaid("Ask us.", "We ask.", YouSaidVoice.FAMILY)) == []
    [warning] = hard_for_children(NewYouSaid("Ask us.", "We ask.", YouSaidVoice.CHILD))
    assert "Children will not see this yet" in warning
