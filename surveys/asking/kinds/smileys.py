"""How much, in faces that all smile, from the widest smile down: for the youngest.

A face that frowns is a choice that few children make; the words beside each say what it means.
"""

from dataclasses import replace
from types import MappingProxyType

from surveys.asking.kinds.choices import ONE_CHOICE
from surveys.asking.kinds.kind import AskedQuestion

FEWEST, MOST = 3, 5


def _has_no_face_for_each(question: AskedQuestion) -> bool:
    inside = [code for code in question.codes if code not in question.outside]
    return not FEWEST <= len(inside) <= MOST


def _is_out_of_order(question: AskedQuestion) -> bool:
    """Say whether what counts as favourable has not the widest smiles."""
    inside = [code for code in question.codes if code not in question.outside]
    return set(inside[: len(question.favourable)]) != set(question.favourable)


RULES = replace(
    ONE_CHOICE,
    all_smiles=True,
    standard_choices=MappingProxyType(
        {
            "loads": "Loads",
            "lots": "Lots",
            "some": "Quite a bit",
            "bit": "A bit",
            "tiny": "A tiny bit",
        }
    ),
    rules=(
        (
            _has_no_face_for_each,
            "smileys are for three to five choices, besides those outside the count",
        ),
        (_is_out_of_order, "smileys go from the best to the worst: the first ones are favourable"),
    ),
)
