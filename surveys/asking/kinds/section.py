"""Words between questions: read before the next question, with nothing to answer."""

from datetime import date
from types import MappingProxyType

from surveys.asking.kinds.kind import AskedQuestion, KindRules
from surveys.asking.kinds.values import Fields, Given, Score


def _no_names(_question: AskedQuestion) -> tuple[str, ...]:
    return ()


def _from_form(_question: AskedQuestion, _fields: Fields) -> None:
    """Nothing is sent for it."""


def _to_form(_question: AskedQuestion, _value: Given) -> Fields:
    return {}


def _read(_question: AskedQuestion, _raw: object, _today: date) -> None:
    """Nothing is answered, whatever is sent."""


def _score(_question: AskedQuestion, _value: Given) -> Score:
    return Score()


def _compare(_question: AskedQuestion, _earlier: Given, _later: Given) -> None:
    """There is nothing to compare."""


RULES = KindRules(
    is_asked=False,
    is_text=False,
    is_typed=False,
    fields=frozenset(),
    offers_choices=False,
    needs_choices=False,
    most_choices=0,
    standard_choices=MappingProxyType({}),
    in_order=False,
    all_smiles=False,
    may_favour_all=False,
    scored_from=False,
    has_ends=False,
    shows_change=False,
    may_be_paired=False,
    may_be_barrier=False,
    taps=0,
    rules=((lambda question: question.required, "words between questions need no answer"),),
    names=_no_names,
    from_form=_from_form,
    to_form=_to_form,
    read=_read,
    score=_score,
    counted_as=None,
    compare=_compare,
)
