"""Which face stands beside each choice of a child's question, from the widest smile down.

No face is sad, because a face that frowns is a choice that few children make.
"""

from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType

from surveys.asking.kinds import KINDS
from surveys.asking.question import Question


class Face(StrEnum):
    """How a face looks."""

    LAUGHING = "laughing"
    OPEN = "open"
    BROAD = "broad"
    SMILE = "smile"
    SLIGHT = "slight"
    STRAIGHT = "straight"
    NOT_KNOWN = "not_known"  # for a choice outside the count


_TO_STRAIGHT = (Face.LAUGHING, Face.BROAD, Face.SLIGHT, Face.STRAIGHT)
_ALL_SMILES: Mapping[int, tuple[Face, ...]] = MappingProxyType(  # by how many choices count
    {
        3: (Face.LAUGHING, Face.BROAD, Face.SLIGHT),
        4: (Face.LAUGHING, Face.OPEN, Face.SMILE, Face.SLIGHT),
        5: (Face.LAUGHING, Face.OPEN, Face.BROAD, Face.SMILE, Face.SLIGHT),
    }
)


def faces_of(question: Question) -> dict[str, Face]:
    """The face of each choice by its code; none where the question has no faces."""
    if not question.has_faces:
        return {}
    inside = [code for code in question.codes if code not in question.outside]
    all_smiles = KINDS[question.kind].all_smiles
    faces = _ALL_SMILES[len(inside)] if all_smiles else _TO_STRAIGHT
    outside = dict.fromkeys(question.outside, Face.NOT_KNOWN)
    return dict(zip(inside, faces, strict=False)) | outside
