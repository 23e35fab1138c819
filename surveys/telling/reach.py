"""The reach of a briefing, as a funnel by agency: from its audience to those who made a change.

Small agencies are pooled, and a figure below the minimum group is hidden, with as many others as it
takes so that no total reveals it. Every step after delivery is an explicit act of a person reached.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from surveys.impact.suppress import hidden_cells, shown


class ReachStep(StrEnum):
    """One step of the funnel; each counts people once."""

    AUDIENCE = "audience"
    DELIVERED = "delivered"
    FOLLOWED = "followed"
    READ = "read"
    USEFUL = "useful"
    NOT_USEFUL = "not_useful"
    DISCUSSED = "discussed"
    INTENDING = "intending"
    HAPPENED = "happened"


IN_WORDS: Mapping[ReachStep, str] = {
    ReachStep.AUDIENCE: "meant for",
    ReachStep.DELIVERED: "delivered to",
    ReachStep.FOLLOWED: "opened a link",
    ReachStep.READ: "read it",
    ReachStep.USEFUL: "found it useful",
    ReachStep.NOT_USEFUL: "found it not useful",
    ReachStep.DISCUSSED: "discussed it",
    ReachStep.INTENDING: "plan a change",
    ReachStep.HAPPENED: "made the change",  # wholly or partly
}
SMALLER = "Smaller agencies"
Counts = Mapping[ReachStep, int]


@dataclass(frozen=True, slots=True)
class AgencyReach:
    """The true counts of one agency at each step."""

    agency: str
    counts: Counts


@dataclass(frozen=True, slots=True)
class ReachLineFigures:
    """One line of the funnel as it may be shown: a hidden figure is None."""

    name: str
    figures: Mapping[ReachStep, int | None]


@dataclass(frozen=True, slots=True)
class Funnel:
    """Everyone together, then each agency, largest audience first; `pooled` are those combined."""

    everybody: ReachLineFigures
    agencies: tuple[ReachLineFigures, ...]
    pooled: frozenset[str]
    minimum: int


def funnel(agencies: Iterable[AgencyReach], minimum: int) -> Funnel:
    """Return what may be shown of counts by agency, with groups below `minimum` hidden."""
    whole = sorted(agencies, key=lambda one: (-one.counts[ReachStep.AUDIENCE], one.agency))
    kept, pooled = _pooled(whole, minimum)
    rows = [*kept, AgencyReach(SMALLER, _together(pooled))] if pooled else kept
    total = _together(whole)
    hidden = {
        step: hidden_cells([row.counts[step] for row in rows], total[step], minimum)
        for step in ReachStep
    }
    lines = tuple(
        ReachLineFigures(
            row.agency,
            {step: None if place in hidden[step] else row.counts[step] for step in ReachStep},
        )
        for place, row in enumerate(rows)
    )
    everybody = ReachLineFigures(
        "Everyone", {step: shown(total[step], minimum) for step in ReachStep}
    )
    return Funnel(everybody, lines, frozenset(one.agency for one in pooled), minimum)


def hidden_in_words(minimum: int) -> str:
    """Say which numbers are hidden, and why."""
    return (
        f"Numbers under {minimum} are hidden to protect people, and so is any larger number that "
        "would give a small one away."
    )


def _pooled(
    whole: Sequence[AgencyReach], minimum: int
) -> tuple[list[AgencyReach], list[AgencyReach]]:
    """Split the agencies, largest first, into those shown on their own and those pooled.

    The pool holds at least two agencies and at least `minimum` people, as far as there are agencies
    to join it.
    """
    kept = [one for one in whole if one.counts[ReachStep.AUDIENCE] >= minimum]
    pooled = [one for one in whole if one.counts[ReachStep.AUDIENCE] < minimum]
    while pooled and kept and (len(pooled) < 2 or _together(pooled)[ReachStep.AUDIENCE] < minimum):
        pooled.insert(0, kept.pop())
    return kept, pooled


def _together(agencies: Iterable[AgencyReach]) -> Counts:
    counts = [one.counts for one in agencies]
    return {step: sum(one[step] for one in counts) for step in ReachStep}
