"""Posters, cards and letters for a feedback link: plain, with a QR code and the numbers to call.

Beside the code stands what people type who cannot or would rather not scan it.
"""

import io
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import segno

from bot.documents import typesetting
from bot.documents.printed_words import fonts_of, layout_of
from bot.documents.scripts import Fonts
from surveys.asking.handout import Handout, HandoutSize

_LONGEST = 300  # beyond this length the squares are too small to scan from a wall

# The template, its paper, and the sizes of letters in points, largest first: the first that fits.
LAYOUTS: Mapping[HandoutSize, tuple[str, str, tuple[float, ...]]] = MappingProxyType(
    {
        HandoutSize.A3: ("poster.typ", "a3", (25, 24, 23, 22, 21, 20, 19, 18, 17, 16, 15, 14)),
        HandoutSize.A4: ("poster.typ", "a4", (17, 16.5, 16, 15.5, 15, 14, 13, 12, 11, 10)),
        HandoutSize.A5: ("poster.typ", "a5", (12, 11.5, 11, 10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)),
        HandoutSize.CARDS: ("cards.typ", "a4", (9, 8.5, 8, 7.5, 7, 6.5, 6)),
        HandoutSize.LETTER: ("letter.typ", "a4", (13, 12.5, 12, 11.5, 11, 10.5, 10, 9.5, 9, 8)),
    }
)


def draw(handout: Handout, size: HandoutSize) -> bytes:
    """Return a handout as PDF/UA-1.

    Raises ValueError for an address of over 300 characters; refuses `script-without-font`.
    """
    fonts = fonts_of(handout)
    template, _, _ = LAYOUTS[size]
    return typesetting.pdf(template, layout(handout, size, fonts), fonts.folders)


def layout(handout: Handout, size: HandoutSize, fonts: Fonts | None = None) -> dict[str, Any]:
    """Return everything that a template lays out, as plain data."""
    if len(handout.address) > _LONGEST:
        length = len(handout.address)
        raise ValueError(f"The address has {length} characters; a poster takes at most {_LONGEST}.")
    used = fonts or Fonts()
    _, paper, sizes = LAYOUTS[size]
    printed = layout_of(handout, used, paper)
    return {**printed, "square": code(handout.address), "sizes": list(sizes)}


def code(address: str) -> str:
    """Return the QR code as SVG: error correction Q (a quarter may be dirty), quiet zone 4."""
    page = io.BytesIO()
    made = segno.make_qr(address, error="q")
    made.save(page, kind="svg", border=4, light="white", xmldecl=False)
    return page.getvalue().decode()
