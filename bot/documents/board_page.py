"""The one page for a board: each action's label, what changed, and the decision asked for.

The least favourable action comes first; beyond those that fit on a page, labels are counted.
"""

from collections import Counter
from collections.abc import Sequence

from bot.documents import blocks
from bot.documents.blocks import Block
from bot.documents.pages import Pages, Section
from bot.documents.wording import LABELS
from surveys.impact.yearly.structure import ActionLine, YearlyPack

SHOWN = 6  # actions, in letters that can be read; a Word page cannot be measured
_COLUMNS = (("Action", 1.5), ("Label", 1.6), ("What changed", 3), ("Decision asked for", 2))


def board_page(pack: YearlyPack) -> Pages:
    """Return the page."""
    return Pages(
        title=f"What changed: {pack.partnership.name}",
        subtitle=f"For the board · {pack.year.words}",
        partnership=pack.partnership.name,
        foot=f"model version {pack.model_version}",
        on=pack.as_at,
        largest=22,
        smallest=14,
        opening=[Section("The year at a glance", at_a_glance(pack))],
        sections=[],
    )


def at_a_glance(pack: YearlyPack) -> list[Block]:
    """Return what a busy reader sees first; the pack begins with it too."""
    first, rest = pack.actions[:SHOWN], pack.actions[SHOWN:]
    rows = [
        (f"{one.ref}: {one.title}", blocks.badge(one.label), one.changed, one.decision)
        for one in first
    ]
    return [
        blocks.text(pack.statement),
        blocks.table("Actions, least favourable first", _COLUMNS, rows),
        *([blocks.text(_further(rest))] if rest else []),
        blocks.band("Least favourable finding", pack.least_favourable),
        blocks.band("How many would look better by chance", pack.chance.wording),
        *([blocks.text(f"What the labels mean. {_meanings(first)}")] if first else []),
    ]


def _further(rest: Sequence[ActionLine]) -> str:
    counts = Counter(one.label for one in rest)
    named = (f"{counts[label]} {words.word.lower()}" for label, words in LABELS.items())
    listed = ", ".join(text for text in named if not text.startswith("0 "))
    return f"Further actions: {listed}. They are in the yearly-report pack."


def _meanings(actions: Sequence[ActionLine]) -> str:
    used = {one.label for one in actions}
    found = [f"{words.word}: {words.meaning}" for label, words in LABELS.items() if label in used]
    return " ".join(found)
