"""Telephone numbers in the words of a notice or a hint, made ready to tap.

Only a form's own words go through here, never an answer; all but the links made here is escaped.
"""

import re

from markupsafe import Markup, escape

_NUMBER = re.compile(
    r"(?<![\w.,/-])"
    r"(?:999|112|111|116 ?\d{3}|\+44[ \d]{8,13}\d|0\d{2,4}(?:[ ]?\d{2,7}){1,3})"
    r"(?![\w/-])"
)


def tappable(text: str) -> Markup:
    """`text` as safe HTML, each number in it a `tel:` link that does not break over lines."""
    made, at = Markup(), 0
    for found in _NUMBER.finditer(text):
        made += escape(text[at : found.start()]) + _link(found.group())
        at = found.end()
    return made + escape(text[at:])


def _link(number: str) -> Markup:
    return Markup('<a class="govuk-link gt-tel" href="tel:{}" dir="ltr">{}</a>').format(
        number.replace(" ", ""), number
    )
