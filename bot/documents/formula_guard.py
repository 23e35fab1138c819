"""Text made safe to open in a spreadsheet.

No text may become a formula: one that begins like a formula, in ordinary or full-width signs and even after blanks,
is given an apostrophe in front. Numbers stay numbers and never pass through here.
"""

import re

_STARTS = frozenset("=+-@\t\r\n＝＋－＠﹦﹢﹣﹫−")
_BLANKS = " \u00a0\u3000\ufeff\u200b\u200c\u200d\u2060\v\f"


def neutral(text: str) -> str:
    """Return the text with an apostrophe in front when a spreadsheet could read it as a formula."""
    return f"'{text}" if text.lstrip(_BLANKS)[:1] in _STARTS and text.strip(_BLANKS) else text


def caption(text: str) -> str:
    """Return the text so that a chart takes it as words: XlsxWriter reads `name!A1` as a reference to a cell."""
    return neutral(re.sub(r"!(?=\S)", "! ", text))
