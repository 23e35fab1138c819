"""Pictures of a questionnaire: each question as a phone shows it, and one sheet of all of them."""

import re

from bot.documents import typesetting
from bot.documents.blocks import drawable
from bot.documents.preview_layout import screens
from surveys.asking.instrument import Instrument

SHEET = "all.png"
_SCALE = 144  # dots to the inch: two for each dot of the page
_SMALLER = 72  # the sheet has many pages, each at the size of a thumb


def draw(instrument: Instrument, language: str) -> dict[str, bytes]:
    """Return PNG pictures by file name, in the order asked, the sheet of all last."""
    data = {"lang": language, "screens": drawable(screens(instrument, language))}
    pages = typesetting.pictures("preview.typ", {**data, "sheet": False}, _SCALE)
    names = [_name(at, question.id) for at, question in enumerate(instrument.asked, start=1)]
    (sheet,) = typesetting.pictures("preview.typ", {**data, "sheet": True}, _SMALLER)
    return {**dict(zip(names, pages, strict=True)), SHEET: sheet}


def _name(number: int, question_id: str) -> str:
    return f"{number:02}-{re.sub(r'[^a-z0-9]+', '-', question_id)}.png"
