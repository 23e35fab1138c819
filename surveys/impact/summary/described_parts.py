"""The part of a summary about one answer to a question that is not scored."""

from datetime import date

from surveys.impact.kinds import Source
from surveys.impact.parts import Part


class DescribedAnswer(Part):
    """How many people gave one answer; `answer` None is everyone who answered the question.

    Of an order, the answer is what was put first.
    """

    source: Source
    wave: str
    on: date
    question: str
    answer: str | None
    people: int | None
    suppressed: bool
