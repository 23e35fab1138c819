"""Invented texts, each with what it says, and how the current lexicon finds them.

`python -m tests.surveys.asking.labelled` prints every text that is passed over or handed up
needlessly, with its signs; words after that are looked at instead.
"""

import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

from surveys.asking.concerns import screen
from surveys.asking.lexicon import ConcernClass, Lexicon
from surveys.asking.screening.leaning import stretches
from surveys.library import lexicon

_FILE = Path(__file__).with_name("labelled_texts.tsv")
_HEADINGS = ["id", "part", "label", "kind", "voice", "text"]


class Label(StrEnum):
    """What a text says: harm in so many words, harm between the lines, or neither."""

    EXPLICIT = "explicit"
    INDIRECT = "indirect"
    HARMLESS = "harmless"


class Part(StrEnum):
    """What a text was for: the lexicon was tuned and trained on the first, never on the other."""

    TUNING = "tuning"
    FRESH = "fresh"


@dataclass(frozen=True, slots=True)
class LabelledText:
    """One invented text."""

    id: str
    part: Part
    label: Label
    kind: str
    voice: str
    text: str

    @property
    def writer(self) -> str:
        """The letter of the set that it was written in; the first set has none."""
        return self.id[0] if self.id[1].isalpha() else "first"


@dataclass(frozen=True, slots=True)
class Share:
    """How many of some texts are handed up to a person."""

    flagged: int
    of: int

    @property
    def percent(self) -> float:
        """The share in per cent."""
        return 100 * self.flagged / self.of

    def __str__(self) -> str:
        return f"{self.percent:.1f} % ({self.flagged} of {self.of})"


@cache
def labelled_texts() -> tuple[LabelledText, ...]:
    """Every text of the file."""
    headings, *rows = (line.split("\t") for line in _FILE.read_text("utf-8").splitlines())
    if headings != _HEADINGS:
        msg = f"{_FILE.name} has other columns than {_HEADINGS}"
        raise ValueError(msg)
    return tuple(LabelledText(i, Part(p), Label(la), k, v, t) for i, p, la, k, v, t in rows)


@cache
def found(text: str) -> ConcernClass | None:
    """The class that the current lexicon calls for."""
    return screen([text], (), lexicon())


def share(label: Label, *parts: Part, kind: str | None = None) -> Share:
    """How many of the texts with `label` are handed up, of some parts or of all."""
    texts = [
        one.text
        for one in labelled_texts()
        if one.label is label and one.part in (parts or Part) and kind in {None, one.kind}
    ]
    return Share(sum(found(text) is not None for text in texts), len(texts))


def explained(text: str, by: Lexicon) -> str:
    """The class of a text, and for each of its sentences the words and signs that are found."""
    called = screen([text], (), by)
    said = by.said(text)
    lines = [f"    {' '.join(words)}: {', '.join(by.signs.names(bits))}" for words, bits in said]
    lines += [f"    leans by {by.leaning.of(stretch):+.2f}" for stretch in stretches(said)]
    return "\n".join([f"{called or 'not flagged'}: {text}", *lines])


_IS_WRONG: dict[Label, Callable[[ConcernClass | None], bool]] = {
    Label.EXPLICIT: lambda called: called is None,
    Label.INDIRECT: lambda called: called is None,
    Label.HARMLESS: lambda called: called is not None,
}


def wrong() -> Iterable[LabelledText]:
    """The texts that are passed over, or handed up needlessly."""
    return (one for one in labelled_texts() if _IS_WRONG[one.label](found(one.text)))


def main(words: Sequence[str]) -> None:
    """Look at some words, or at every text that the lexicon gets wrong."""
    if words:
        print(explained(" ".join(words), lexicon()))
        return
    for one in wrong():
        print(f"{one.id}, {one.part}, {one.label}: {explained(one.text, lexicon())}")


if __name__ == "__main__":
    main(sys.argv[1:])
