"""What is said of a send that was changed."""

import pytest

from surveys.sending.changes import OldCards


@pytest.mark.parametrize(
    ("cards", "said"),
    [
        (OldCards(0, 0, 0), ""),
        (OldCards(1, 0, 1), "The card is replaced."),
        (OldCards(8, 0, 8), "All 8 cards are replaced."),
        (OldCards(8, 0, 5), "5 of 8 cards replaced, 3 people still see the old text."),
        (
            OldCards(8, 2, 5),
            "5 of 8 cards replaced, 3 people still see the old text. We are still replacing 2.",
        ),
        (
            OldCards(2, 1, 1),
            "1 of 2 cards replaced, 1 person still sees the old text. We are still replacing 1.",
        ),
    ],
)
def test_how_many_cards_are_replaced_is_said(cards: OldCards, said: str) -> None:
    assert cards.in_words() == said
