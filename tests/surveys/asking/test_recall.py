"""The lexicon finds what it must find of the labelled texts, and hands up no more than it may."""

import pytest

from tests.surveys.asking.labelled import Label, Part, labelled_texts, share

LEAST_EXPLICIT, LEAST_INDIRECT, MOST_HARMLESS = 98, 85, 20  # per cent
PARTS = pytest.mark.parametrize(
    "parts",
    [(), (Part.TUNING,), (Part.FRESH,)],
    ids=["all texts", "the texts it was tuned on", "texts it has never seen"],
)
KINDS = {
    "plain", "third person", "quoted", "misspelt", "text-speak", "emoji", "negated", "learning",
    "work",
}  # fmt: skip


@PARTS
def test_it_finds_harm_that_is_said(parts: tuple[Part, ...]):
    assert share(Label.EXPLICIT, *parts).percent >= LEAST_EXPLICIT


@PARTS
def test_it_finds_harm_between_the_lines(parts: tuple[Part, ...]):
    assert share(Label.INDIRECT, *parts).percent >= LEAST_INDIRECT


@PARTS
def test_it_hands_up_few_harmless_texts(parts: tuple[Part, ...]):
    assert share(Label.HARMLESS, *parts).percent <= MOST_HARMLESS


def test_the_texts_are_enough_and_of_every_kind():
    texts = labelled_texts()
    assert len(texts) >= 400
    assert (
        len({one.text.casefold() for one in texts}) == len({one.id for one in texts}) == len(texts)
    )
    assert {one.kind for one in texts} >= KINDS
    assert {one.voice for one in texts} == {
        "child", "family", "frontline", "practitioner", "supervisor"
    }  # fmt: skip


@pytest.mark.parametrize(
    ("label", "least"), [("explicit", 150), ("indirect", 100), ("harmless", 150)]
)
def test_there_are_enough_texts_of_each_label(label: str, least: int):
    assert share(Label(label)).of >= least


def test_the_texts_it_has_never_seen_are_enough():
    assert sum(one.part is Part.FRESH for one in labelled_texts()) >= 400
