"""What a form may ask of its reader: so many questions, and of the youngest no words to type.

`instrument check` and `instrument import` hold new files to it. A version that was stored before
stays as it was asked.
"""

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from surveys.asking.instrument import Instrument, Reader
from surveys.problems import Refusal

MOST_QUESTIONS: Mapping[Reader, int] = MappingProxyType(
    {
        Reader.YOUNG_CHILD: 6,
        Reader.CHILD: 8,
        Reader.YOUNG_PERSON: 10,
        Reader.FAMILY: 40,
        Reader.PRACTITIONER: 40,
    }
)
IN_WORDS: Mapping[Reader, str] = MappingProxyType(
    {
        Reader.YOUNG_CHILD: "children of 4 to 7",
        Reader.CHILD: "children of 8 to 11",
        Reader.YOUNG_PERSON: "young people of 12 to 17",
        Reader.FAMILY: "families",
        Reader.PRACTITIONER: "practitioners",
    }
)
_YOUNGEST_MOST_WORDS = 12  # in a question for children of 4 to 7


def refuse_too_much(instrument: Instrument) -> None:
    """Refuse `file-unreadable` at the first rule of the reader's band that a form breaks."""
    broken = next(_broken(instrument), None)
    if broken:
        raise Refusal("file-unreadable", where="Questions", why=broken)


def _broken(instrument: Instrument) -> Iterator[str]:
    most, reader = MOST_QUESTIONS[instrument.reader], instrument.reader
    if len(instrument.asked) > most:
        yield (
            f"there are {len(instrument.asked)} questions, and a form for {IN_WORDS[reader]} "
            f"has at most {most}."
        )
    if reader is Reader.YOUNG_CHILD:
        yield from _too_hard(instrument)


def _too_hard(instrument: Instrument) -> Iterator[str]:
    for question in instrument.questions:
        if question.is_text:
            yield (
                f"“{question.id}” asks for words to be typed, which children of 4 to 7 cannot do."
            )
        if len(question.asks().split()) > _YOUNGEST_MOST_WORDS:
            yield (
                f"“{question.id}” has more than {_YOUNGEST_MOST_WORDS} words, which is too much "
                "for children of 4 to 7."
            )
