"""The papers that a partnership signs before it goes live, and what fills them in.

A paper is a template with facts put in; what only a person can decide stays marked in it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

PAPERS: Mapping[str, str] = MappingProxyType(
    {
        "impact-assessment": "Data protection impact assessment",
        "processing-record": "Record of processing activities",
        "privacy-child": "Privacy notice for children aged 8 to 11",
        "privacy-young-person": "Privacy notice for young people aged 12 to 17",
        "privacy-family": "Privacy notice for families",
        "privacy-practitioner": "Privacy notice for practitioners",
        "accessibility-statement": "Accessibility statement",
    }
)
"""What each is, by the name of its file."""


@dataclass(frozen=True, slots=True)
class FactTable:
    """A table of facts: its caption, the heads of its columns, and its rows."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PaperFacts:
    """What an installation says of itself: texts by name, and tables by name."""

    texts: Mapping[str, str]
    tables: Mapping[str, FactTable]


@dataclass(frozen=True, slots=True)
class WrittenPaper:
    """A paper as a DOCX file, and the places still to be filled in, each as it is marked."""

    content: bytes
    to_fill: tuple[str, ...]
