"""The faces of a child's question as a card shows them: signs before the words of a choice.

A row is read out by its words alone.
"""

from collections.abc import Mapping
from types import MappingProxyType

from surveys.asking.faces import Face

SIGNS: Mapping[Face, str] = MappingProxyType(
    {
        Face.LAUGHING: "😄",
        Face.OPEN: "😃",
        Face.BROAD: "😊",
        Face.SMILE: "☺️",
        Face.SLIGHT: "🙂",
        Face.STRAIGHT: "😐",
        Face.NOT_KNOWN: "❔",
    }
)
