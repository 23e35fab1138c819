"""Numbers in a notice become links to tap, and nothing else does."""

import pytest

from bot.web.phone_links import tappable
from surveys.asking.notices import ALL_NOTICES


@pytest.mark.parametrize(
    ("text", "dialled"),
    [
        ("call 999.", "999"),
        ("Childline 0800 1111 - it’s free", "08001111"),
        ("on 0808 800 5000.", "08088005000"),
        ("text 116 123 now", "116123"),
        ("01632 960 000", "01632960000"),
        ("+44 1632 960000", "+441632960000"),
    ],
)
def test_a_number_can_be_tapped(text: str, dialled: str) -> None:
    assert f'href="tel:{dialled}"' in tappable(text)


@pytest.mark.parametrize(
    "text", ["in 2026", "question 12", "1999", "999-A", "ages 8 to 11", "0 is “never”", "10 of 10"]
)
def test_other_figures_are_left_alone(text: str) -> None:
    assert "<a" not in tappable(text)


@pytest.mark.parametrize("key", [key for key, words in ALL_NOTICES.items() if "999" in words["en"]])
def test_every_notice_with_an_emergency_number_can_be_tapped(key: str) -> None:
    assert 'href="tel:999"' in tappable(ALL_NOTICES[key]["en"])
