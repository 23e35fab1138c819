"""What was changed in what is stored of an action, and what of it counts for the evaluation.

Both values stay: what the plan said when the action started, and the counts before a correction,
can still be read. The first import of a thing is no change.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from surveys.impact.evidence import Planned, Tally
from surveys.impact.provenance import CorrectedCounts

Facts = Mapping[str, Any]  # by column; as JSON has them, days as YYYY-MM-DD


class ChangedThing(StrEnum):
    """What can be changed by importing it again."""

    ACTION = "action"
    OUTCOME = "outcome"
    PLAN = "plan"
    EVIDENCE = "evidence"
    INDICATOR = "indicator"
    DISSEMINATION = "dissemination"


@dataclass(frozen=True, slots=True)
class StoredChange:
    """One changed row of an action, with the facts that differ; `on` is a day in London.

    `which` tells the row from others of its kind, the outcome's ref first; an action has none.
    """

    thing: ChangedThing
    which: tuple[str, ...]
    on: date
    before: Facts
    after: Facts


def of_row(
    changes: Iterable[StoredChange], thing: ChangedThing, which: Sequence[str]
) -> tuple[StoredChange, ...]:
    """Return the changes of one row, in the order given."""
    return tuple(c for c in changes if c.thing is thing and c.which == tuple(which))


def first_start(changes: Iterable[StoredChange]) -> date | None:
    """Return the start before it was moved once it had passed, or to a day that had; or None.

    `changes` are oldest first. A start that is put off before it comes was never a start.
    """
    for change in changes:
        if change.thing is ChangedThing.ACTION and change.before.get("started_on"):
            before, after = (_day(facts["started_on"]) for facts in (change.before, change.after))
            if before and (before <= change.on or after is None or after <= change.on):
                return before
    return None


def as_planned(plan: Planned, changes: Sequence[StoredChange], started_on: date | None) -> Planned:
    """Return a row of the plan as it was when the action started; its `changes` are oldest first.

    A baseline that was typed only later stays, with its day.
    """
    later = [c for c in changes if started_on is not None and c.on > started_on]
    then = _before(later, {"baseline": plan.baseline, "planned_change": plan.planned_change})
    trigger = plan.trigger or _before(later, {"trigger": False})["trigger"]
    baseline, counting = then["baseline"], [c for c in changes if c not in later]
    if baseline is None:
        baseline, counting = plan.baseline, changes
    typed_on = max((c.on for c in counting if "baseline" in c.before), default=None)
    return replace(
        plan,
        baseline=baseline,
        baseline_typed_on=typed_on if baseline is not None else None,
        planned_change=then["planned_change"],
        trigger=trigger,
    )


def with_correction(tally: Tally, changes: Sequence[StoredChange]) -> Tally:
    """Return counts with those that they had at first; their `changes` are oldest first."""
    now = {"favourable": tally.favourable, "n": tally.n, "eligible": tally.eligible}
    first = _before(changes, now)
    if first == now:
        return tally
    on = next(c.on for c in changes if c.before.keys() & now.keys())
    return replace(tally, corrected_from=CorrectedCounts(on=on, **first))


def _before(changes: Sequence[StoredChange], now: Facts) -> dict[str, Any]:
    """Return facts as they were before changes, which are oldest first."""
    known = dict(now)
    for change in reversed(changes):
        known |= {name: value for name, value in change.before.items() if name in known}
    return known


def _day(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None
