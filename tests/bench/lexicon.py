"""How much of the labelled texts the lexicon finds, how much it hands up needlessly, and its cost.

The texts are invented (`tests/surveys/asking/labelled_texts.tsv`); a test holds the limits.
"""

import time
from statistics import median

from surveys.asking.concerns import screen
from surveys.library import lexicon
from tests.bench.figures import Line, at_least, at_most, below
from tests.surveys.asking.labelled import Label, Part, labelled_texts, share

TARGETS = {
    Label.EXPLICIT: at_least(98, "at least 98 %"),
    Label.INDIRECT: at_least(85, "at least 85 %"),
    Label.HARMLESS: at_most(20, "at most 20 %"),
}
WORK = {
    Label.EXPLICIT: "harm that is said, found",
    Label.INDIRECT: "harm between the lines, found",
    Label.HARMLESS: "harmless, flagged all the same",
}
QUICK = below(0.3, "under 0.3 ms")
LENGTH, ROUNDS, TEXTS = 200, 31, 200


def lexicon_figures() -> list[Line]:
    """Recall and load, in all, of each part and of each kind; then the time for one text."""
    found = [
        _line(label, _named(part), *((part,) if part else ()))
        for part in (None, *Part)
        for label in Label
    ]
    kinds = sorted({(one.label, one.kind) for one in labelled_texts()})
    return [*found, *(_line(label, kind, kind=kind) for label, kind in kinds), _cost()]


def _named(part: Part | None) -> str:
    return part.value if part else f"all {len(labelled_texts()):,} texts"


def _line(label: Label, of: str, *parts: Part, kind: str | None = None) -> Line:
    figure = share(label, *parts, kind=kind)
    target = "" if kind else TARGETS[label].verdict(figure.percent)
    return Line(f"{WORK[label]}: {of}", str(figure), f"lexicon {lexicon().version}", target=target)


def _cost() -> Line:
    """The processor time for one text of 200 characters, the texts being the labelled ones."""
    together = " ".join(one.text for one in labelled_texts())
    texts = [together[at : at + LENGTH] for at in range(0, LENGTH * TEXTS, LENGTH)]
    took: list[float] = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for text in texts:
            screen([text], (), lexicon())
        took.append((time.process_time() - began) * 1000 / len(texts))
    return Line(
        f"screening {LENGTH} characters, processor time",
        f"{median(took):.2f} ms",
        f"lexicon {lexicon().version}",
        target=QUICK.verdict(median(took)),
    )
