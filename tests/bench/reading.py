"""How hard each form and the notices are to read: the grade of every sentence, the hardest by name.

The grade of a text is that of all its sentences together; a short sentence with one long word is of
a high grade by itself. Only English is graded.
"""

from collections.abc import Iterator

from surveys.asking.instrument import Instrument, Reader, say
from surveys.asking.notices import ALL_NOTICES, form_notice, gist
from surveys.library import shipped
from surveys.reading_grade import OF_CHILDREN, hardest_sentence, reading_grade, sentences_of
from tests.bench.figures import Line, below

CHILDREN = frozenset({Reader.YOUNG_CHILD, Reader.CHILD})
FOR_CHILDREN = below(OF_CHILDREN, "under 4")


def reading_figures() -> list[Line]:
    """A line for each questionnaire with its notice, for the gist, and for all other words."""
    forms = [_line(one.code, list(_of_form(one)), one.reader) for one in shipped().values()]
    gists = [
        _line(f"{one.code}, first page", list(gist(one)), one.reader) for one in shipped().values()
    ]
    said = [say(texts) for texts in ALL_NOTICES.values()]
    sentences = [words for words in said if words.endswith((".", "?"))]  # the others are labels
    return [*forms, *gists, _line("all notices and sentences of pages", sentences)]


def _of_form(instrument: Instrument) -> Iterator[str]:
    """Every sentence of a form: its questions, hints and choices, and its notice."""
    told = form_notice(instrument)
    yield from (told.taking_part, told.how_kept, told.not_read_at_once)
    for question in instrument.questions:
        yield from (say(text) for text in (question.text, question.hint) if text)


def _line(name: str, texts: list[str], reader: Reader | None = None) -> Line:
    whole = reading_grade(" ".join(texts))
    grade, sentence = hardest_sentence(texts)
    counted = sum(len(sentences_of(text)) for text in texts)
    return Line(
        f"reading grade, {name}",
        f"{whole:.1f} ({counted} sentences)",
        f"hardest {grade:.1f}: {sentence}",
        target=FOR_CHILDREN.verdict(whole) if reader in CHILDREN else "",
    )
