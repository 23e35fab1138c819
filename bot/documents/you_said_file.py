"""A poster of “you said, we did” for a wall: A4, in the largest letters with which it fits a page.

It says what a person has released, in the words for those who read it, and whom to call.
"""

from collections.abc import Iterator, Sequence
from datetime import date

from bot.documents import blocks, pages
from bot.documents.families_page import talk_to_someone
from bot.documents.pages import Pages, Section
from surveys.asking.notices import notice
from surveys.impact.you_said import SaidAndDone
from surveys.london import day_in_words


def draw(partnership: str, lines: Sequence[SaidAndDone], on: date) -> bytes:
    """Return the poster as PDF/UA-1; the same lines of a day give the same bytes."""
    return pages.pdf(
        Pages(
            title=notice("you-said-we-did"),
            subtitle=notice("you-said-intro"),
            partnership=partnership,
            foot=day_in_words(on),
            on=on,
            largest=44,
            smallest=24,
            opening=[*_told(lines), talk_to_someone()],
            sections=[],
        )
    )


def _told(lines: Sequence[SaidAndDone]) -> Iterator[Section]:
    for line in lines:
        yield Section(notice("you-said"), [blocks.text(line.said)])
        yield Section(notice("we-did"), [blocks.text(line.did)])
