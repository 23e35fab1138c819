"""What a card sends about a question, and what of it was given where an answer takes several steps.

Each step carries those before it, so that nothing is stored until the answer is whole.
"""

from pydantic import Field

from dialogs.turn import Command, Id
from surveys.asking.instrument import Question
from surveys.asking.kinds import KINDS
from surveys.asking.kinds.numbers import read_number
from surveys.asking.kinds.ranking import picked
from surveys.asking.kinds.values import is_blank


class OfWave(Command):
    """A command about one survey; `ticket` identifies a response without a name."""

    wave: Id
    ticket: str | None = Field(default=None, max_length=64)


class AtQuestion(OfWave):
    """A command about one question of it."""

    question: str = Field(max_length=60)


class GiveAnswer(AtQuestion):
    """An answer as the card sends it."""

    value: str | int | float | list[str] | None = None
    before: str | int | None = None
    now: str | int | None = None
    order: str | None = Field(default=None, max_length=400)  # what has a place so far

    def raw(self) -> object:
        """Return what `read_answer` takes."""
        if self.before is not None or self.now is not None:
            return {"before": self.before, "now": self.now}
        return self.value


class StepBack(AtQuestion):
    """A step back; from the second of two numbers (`before` is the first) to that first one.

    Where choices are put in order, the last of those that have a place (`order`) has none again.
    """

    before: str | int | None = None
    order: str | None = Field(default=None, max_length=400)


def half_given(question: Question, command: GiveAnswer) -> dict[str, object]:
    """Return what has been given of an answer in steps, where another step is still to be asked.

    That is the first number of a before and now, or the places given so far in an order.
    """
    if question.shows_change and is_blank(command.now):
        first = read_number(command.before)
        return {} if first is None else {"before": first}
    if KINDS[question.kind].in_order and is_blank(command.value):
        order = picked(question, command.order)
        return {"order": order} if order else {}
    return {}


def one_place_less(question: Question, order: str) -> dict[str, object]:
    """Return an order without the choice tapped last; the last place of all is never tapped."""
    placed = picked(question, order)
    tapped = placed[:-1] if len(placed) == len(question.codes) else placed
    return {"order": tapped[:-1]}
