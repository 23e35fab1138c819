"""What a form may ask of its reader: so many questions, and of the youngest no words to type.

`instrument check` and `instrument import` hold new files to it. A version that was stored before
stays as it was asked.
"""

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType

from surveys.asking.author_words import Broken
from surveys.asking.instrument import Question, Reader

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
# Who reads bigger letters, and answers by tapping the whole of an answer.
YOUNG = frozenset({Reader.YOUNG_CHILD, Reader.CHILD})
_YOUNGEST_MOST_WORDS = 12  # in a question for children of 4 to 7


def too_much(reader: Reader, questions: Sequence[Question | None]) -> Iterator[Broken]:
    """What a form asks too much of its reader, and where; a question that is None was not read."""
    most = MOST_QUESTIONS[reader]
    asked = [question for question in questions if question is None or question.is_asked]
    if len(asked) > most:
        says = f"there are {len(asked)} questions, and a form for {IN_WORDS[reader]} has at most"
        yield ("questions",), f"{says} {most}"
    if reader is Reader.YOUNG_CHILD:
        for at, question in enumerate(questions):
            if question is not None:
                yield from _too_hard(at, question)


def _too_hard(at: int, question: Question) -> Iterator[Broken]:
    if question.is_text:
        says = f"“{question.id}” asks for words to be typed, which children of 4 to 7 cannot do"
        yield ("questions", at, "kind"), says
    if len(question.asks().split()) > _YOUNGEST_MOST_WORDS:
        says = f"“{question.id}” has more than {_YOUNGEST_MOST_WORDS} words, which is too much for"
        yield ("questions", at, "text"), f"{says} children of 4 to 7"
