"""Forms on paper, as many as there are numbers, in one file to print."""

from bot.documents import typesetting
from bot.documents.printed_words import fonts_of, layout_of
from surveys.asking.paper_form import PaperForm


def draw(form: PaperForm) -> bytes:
    """Return all copies as PDF/UA-1, A4; refuses `script-without-font`."""
    fonts = fonts_of(form)
    return typesetting.pdf("paper.typ", layout_of(form, fonts, "a4"), fonts.folders)
