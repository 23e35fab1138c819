"""What is said of help: what we offered, in easy words, and nothing that names anybody."""

import pytest

from surveys.asking.assistance import (
    HELP_WORDS,
    NO_HELP,
    Assistance,
    Helper,
    HelpGiven,
    asks_for_help,
    help_fields,
    read_assistance,
    ticked,
)
from surveys.asking.instrument import Reader
from surveys.reading_grade import reading_grade


def test_who_helped_and_how_is_read() -> None:
    sent = {"_helped_by": ("worker",), "_helped_how": ("wrote", "read"), "respect": ("always",)}
    found = read_assistance(sent)
    assert found == Assistance(Helper.WORKER, frozenset({HelpGiven.READ, HelpGiven.WROTE}))
    assert found.how_as_text == "read,wrote"
    assert ticked(sent) == ("worker", "read", "wrote")
    assert help_fields(sent) == {name: sent[name] for name in ("_helped_by", "_helped_how")}


@pytest.mark.parametrize(
    "sent",
    [{}, {"_helped_by": ("Mrs Smith",)}, {"_helped_by": ("carer", "worker")}, {"_helped_how": ()}],
)
def test_what_was_not_offered_is_nobody(sent: dict[str, tuple[str, ...]]) -> None:
    assert read_assistance(sent) == NO_HELP
    assert NO_HELP.how_as_text is None


def test_how_can_be_said_without_who() -> None:
    assert read_assistance({"_helped_how": ("translated",)}).by is None
    assert ticked({"_helped_how": ("translated",)}) == ("translated",)


@pytest.mark.parametrize("reader", Reader)
def test_all_but_staff_are_asked(reader: Reader) -> None:
    assert asks_for_help(reader) is (reader is not Reader.PRACTITIONER)


def test_the_words_are_of_a_grade_under_four() -> None:
    assert (
        reading_grade(" ".join(f"{words['en'].rstrip('.?')}." for words in HELP_WORDS.values())) < 4
    )
