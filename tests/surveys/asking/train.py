"""Learns which words lean towards harm from the labelled texts, and writes the two tables.

`python -m tests.surveys.asking.train` writes `surveys/library/weights-3.tsv` and `meanings-3.tsv`;
first it prints what is found of each writer's texts by weights that were learned from the other
writers' texts alone. With `check` it writes nothing.
"""

import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from importlib.resources import files
from itertools import chain
from pathlib import Path

from surveys.asking.screening.leaning import START, Leaning
from surveys.library import lexicon
from tests.surveys.asking.labelled import Label, LabelledText, Part, labelled_texts
from tests.surveys.asking.regression import Examples, Learned, examples_of, learn

LEAST_INDIRECT, MOST_HARMLESS = 0.85, 0.20  # of the texts of unseen writers
SMALLEST = 0.03  # a weight under this is left out
_LIBRARY = Path(str(files("surveys.library")))


@dataclass(frozen=True, slots=True)
class Scored:
    """A text, whether a rule finds it, and how much it leans by weights of other writers."""

    text: LabelledText
    by_rule: bool
    leans: float

    def flagged(self, threshold: float) -> bool:
        """Say whether the text is handed up where leaning starts at `threshold`."""
        return self.by_rule or self.leans > threshold


def main(arguments: Sequence[str]) -> None:
    """Learn, print what unseen writers' texts would be found, and write the tables."""
    texts = [one for one in labelled_texts() if one.part is Part.TUNING]
    examples = examples_of(texts)
    writers = sorted({one.writer for one in texts})
    scored = {writer: [*_scored(writer, texts, examples)] for writer in writers}
    every = [*chain.from_iterable(scored.values())]
    threshold = max((one.leans for one in every), key=lambda at: _margin(every, at))
    for writer in writers:
        print(f"writer {writer}: {_figures(scored[writer], threshold)}")
    print(f"all of them: {_figures(every, threshold)}")
    if "check" not in arguments:
        _write(learn(examples), threshold)


def _scored(writer: str, texts: Sequence[LabelledText], examples: Examples) -> Iterable[Scored]:
    """The texts of one writer, by what the others teach."""
    theirs = [at for at, one in enumerate(texts) if one.writer == writer]
    others = [at for at, one in enumerate(texts) if one.writer != writer]
    leaning = _leaning(learn(examples.only(others)), 0.0)
    by_rules = replace(lexicon(), leaning=Leaning(-1.0, {}, (), {}))
    for at in theirs:
        said = by_rules.said(texts[at].text)
        yield Scored(
            texts[at], by_rules.strongest(texts[at].text) is not None, leaning.strongest(said)
        )


def _margin(scored: Sequence[Scored], threshold: float) -> float:
    """How far what is found stays within both limits, or beyond the one that is missed by more."""
    found = {label: _share(scored, label, threshold) for label in Label}
    return min(found[Label.INDIRECT] - LEAST_INDIRECT, MOST_HARMLESS - found[Label.HARMLESS])


def _share(scored: Sequence[Scored], label: Label, threshold: float) -> float:
    flagged = [one.flagged(threshold) for one in scored if one.text.label is label]
    return sum(flagged) / len(flagged)


def _figures(scored: Sequence[Scored], threshold: float) -> str:
    return ", ".join(f"{la} {100 * _share(scored, la, threshold):.1f} %" for la in Label)


def _leaning(learned: Learned, threshold: float) -> Leaning:
    bits = lexicon().signs.bits
    signs = {name: w for name, w in learned.weights.items() if name.startswith("+")}
    return Leaning(
        learned.start - threshold,
        {name: weight for name, weight in learned.weights.items() if name not in signs},
        tuple((bits[name[1:]], weight) for name, weight in signs.items()),
        learned.meanings,
    )


def _write(learned: Learned, threshold: float) -> None:
    kept = {name: w for name, w in learned.weights.items() if abs(w) >= SMALLEST}
    _write_table("weights-3.tsv", {START: learned.start - threshold, **kept})
    _write_table("meanings-3.tsv", learned.meanings)


def _write_table(name: str, weights: Mapping[str, float]) -> None:
    rows = (f"{feature}\t{weights[feature]:.2f}" for feature in sorted(weights))
    (_LIBRARY / name).write_text("".join(f"{row}\n" for row in rows), "utf-8")


if __name__ == "__main__":
    main(sys.argv[1:])
