import pytest

from surveys.asking.screening.spelling import is_one_slip, read_spelling

ENGLISH = frozenset({"the", "shared", "stared", "quiet", "chess"})
SPELLING = read_spelling(
    ENGLISH, frozenset({"scared", "kill", "strangled", "touched", "hitting", "die"})
)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("skared", "scared"),  # the same sound
        ("tuched", "touched"),
        ("strangeld", "strangled"),  # two letters have changed places
        ("k1ll", "kill"),  # a figure for a letter
        ("k*ll", "kill"),
        ("diiiie", "die"),
        ("hittin", "hitting"),
    ],
)
def test_a_word_in_no_dictionary_is_read_as_the_word_that_is_looked_for(written: str, meant: str):
    assert SPELLING.meant(written) == meant


@pytest.mark.parametrize("word", ["shared", "stared", "quiet"])
def test_a_word_of_english_is_never_changed(word: str):
    assert SPELLING.meant(word) == word


@pytest.mark.parametrize("word", ["zzzzz", "07700900123", "x" * 40])
def test_a_word_that_is_near_none_stays_as_it_was_written(word: str):
    assert SPELLING.meant(word) == word


@pytest.mark.parametrize(
    ("one", "other", "is_one"),
    [
        ("abuse", "abuse", True),
        ("abuse", "abue", True),
        ("abuse", "abusse", True),
        ("abuse", "abuze", True),
        ("abuse", "aubse", True),
        ("abuse", "absue", True),
        ("abuse", "amuze", False),
        ("abuse", "abusive", False),
    ],
)
def test_one_slip_is_a_letter_more_less_or_other_or_two_that_changed_places(
    one: str, other: str, is_one: bool
):
    assert is_one_slip(one, other) is is_one
    assert is_one_slip(other, one) is is_one
