"""The words of the pages: short, easy enough for children, and never a promise."""

import pytest

from surveys.asking.instrument import Reader
from surveys.asking.notices import gist, notice
from surveys.asking.page_words import PAGE_WORDS
from surveys.library import shipped
from surveys.reading_grade import reading_grade

CHILDREN = {Reader.YOUNG_CHILD, Reader.CHILD}
OF_CHILDREN = [one.code for one in shipped().values() if one.reader in CHILDREN]
SENTENCES = [key for key in PAGE_WORDS if notice(key).endswith(".") and not key.startswith("gist")]


@pytest.mark.parametrize("code", OF_CHILDREN)
def test_children_read_a_gist_of_a_grade_under_four(code: str) -> None:
    assert reading_grade(" ".join(gist(shipped()[code]))) < 4


def test_the_words_of_the_pages_are_of_a_grade_under_four_taken_together() -> None:
    assert reading_grade(" ".join(notice(key) for key in SENTENCES)) < 4


@pytest.mark.parametrize("code", shipped())
def test_the_gist_is_three_sentences_or_four_and_names_999(code: str) -> None:
    sentences = gist(shipped()[code])
    assert len(sentences) == 3
    assert "999" in sentences[1]
    most = 45 if shipped()[code].reader is Reader.PRACTITIONER else 35
    assert sum(len(one.split()) for one in sentences) <= most
