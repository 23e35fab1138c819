"""The labels of outcomes and actions, which are the same in every version of the model."""

from collections.abc import Iterable
from typing import Literal, get_args

Label = Literal[
    "suppressed",
    "insufficient",
    "contradicted",
    "worse",
    "no_clear_change",
    "emerging",
    "supported",
    "strong",
]


WEAKEST_FIRST: tuple[Label, ...] = get_args(Label)


NO_EVIDENCE: Label = "insufficient"


def weakest(labels: Iterable[Label]) -> Label:
    """Return the weakest of some labels; without any, the evidence is insufficient."""
    places = [WEAKEST_FIRST.index(label) for label in labels]
    return WEAKEST_FIRST[min(places)] if places else NO_EVIDENCE
