"""Text that is safe to open in a spreadsheet: none may become a formula.

Text that begins like a formula, in ordinary or full-width characters and even after blanks, gets an
apostrophe in front. Numbers never pass through here.
"""

import re

from bot.documents.signs import harmless

_STARTS = frozenset("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−")
_BLANKS = " \u00a0\u3000\ufeff\u200b\u200c\u200d\u2060\v\f"


def neutral(text: str) -> str:
    """Return harmless text, with an apostrophe in front if it could be read as a formula."""
    text = harmless(text)
    return f"'{text}" if text.lstrip(_BLANKS)[:1] in _STARTS and text.strip(_BLANKS) else text


def caption(text: str) -> str:
    """Return text for a chart: XlsxWriter would read `name!A1` as a reference to a cell."""
    return neutral(re.sub(r"!(?=\S)", "! ", text))
