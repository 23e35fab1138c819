"""Forms on paper, as many as there are numbers, in one file to print."""

from bot.documents import typesetting
from bot.documents.printed_words import fonts_of, printed_words
from surveys.asking.paper_form import PaperForm


def draw(form: PaperForm) -> bytes:
    """Return all copies as PDF/UA-1, A4; refuses `script-without-font`."""
    fonts = fonts_of(form)
    data = {"words": printed_words(form, fonts), "fonts": list(fonts.names), "paper": "a4"}
    return typesetting.pdf("paper.typ", data, fonts.folders)
