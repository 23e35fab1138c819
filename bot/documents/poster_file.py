"""A poster for a feedback link: large, plain, A4, with a QR code and the help numbers.

The address is printed in full below the code, for people who cannot or would rather not scan it.
"""

import io

import segno

from bot.documents import typesetting
from bot.documents.blocks import drawable
from bot.documents.poster_words import PosterWords
from surveys.asking.length import minutes_in_words

_LONGEST = 300  # beyond this length the squares are too small to scan from a wall


def draw(url: str, title: str, minutes: int, words: PosterWords) -> bytes:
    """Return the poster as PDF/UA-1; raises ValueError for an address of over 300 characters."""
    return typesetting.pdf("poster.typ", layout(url, title, minutes, words))


def layout(url: str, title: str, minutes: int, words: PosterWords) -> object:
    """Return everything that `poster.typ` lays out, as plain data."""
    if len(url) > _LONGEST:
        length = len(url)
        raise ValueError(f"The address has {length} characters; a poster takes at most {_LONGEST}.")
    texts = {
        "lang": words.lang,
        "title": title,
        "url": url,
        "invitation": words.invitation.format(takes=minutes_in_words(minutes)),
        "scan": words.scan,
        "type_it": words.type_it,
        "choice": words.choice,
        "not_read_at_once": words.not_read_at_once,
        "sharing": words.sharing,
        "help_heading": words.help_heading,
        "help_lines": [list(line) for line in words.help_lines],
        "code_says": words.code_says,
    }
    return {"words": drawable(texts), "svg": code(url)}


def code(url: str) -> str:
    """Return the QR code as SVG: error correction Q (a quarter may be dirty), quiet zone 4."""
    page = io.BytesIO()
    segno.make_qr(url, error="q").save(page, kind="svg", border=4, light="white", xmldecl=False)
    return page.getvalue().decode()
