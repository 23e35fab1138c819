"""Retention: what is over in each partnership, and its end, a batch in each unit of work.

A partnership may choose how long it keeps some kinds; what was deleted in it is in its audit trail,
as a kind and a number.
"""

from storage.trust.heartbeats import DELETED, NAMES_TAKEN
from storage.unit import Unit
from surveys.problems import Refusal
from surveys.trust.retention import MOST_DAYS, RETENTION, Over, Retained, over

ROUND = "retention"  # the heartbeat of its rounds
BATCH = 500  # rows that one unit of work ends


def places_of(unit: Unit, kind: Retained) -> list[int | None]:
    """Return the partnerships in which a kind is kept; None alone for the whole installation."""
    if RETENTION[kind].least is None:
        return [None]
    return [*unit.retention.partnerships()]


def days_of(unit: Unit, kind: Retained, partnership_id: int | None) -> int:
    """Return for how many days something is kept in a partnership."""
    usual = RETENTION[kind].days
    if partnership_id is None:
        return usual
    return unit.retention.choices(partnership_id).get(kind, usual)


def over_now(unit: Unit, kind: Retained, partnership_id: int | None) -> Over:
    """Return what of a kind is over now."""
    return over(days_of(unit, kind, partnership_id), unit.now, partnership_id)


def waiting(unit: Unit) -> dict[Retained, int]:
    """Return how many rows of each kind are over and still there."""
    return {
        kind: sum(
            unit.retention.count(kind, over_now(unit, kind, place))
            for place in places_of(unit, kind)
        )
        for kind in Retained
    }


def end(unit: Unit, kind: Retained, partnership_id: int | None, actor: str = "clock") -> int:
    """End up to a batch of what is over; return how many rows."""
    taken = unit.retention.take(kind, over_now(unit, kind, partnership_id), BATCH)
    if taken:
        unit.heartbeats.beat(NAMES_TAKEN if kind is Retained.LEAVERS else DELETED, unit.now)
    if taken and partnership_id is not None:
        unit.record(partnership_id, actor, "deleted in time", f"{kind}:{taken}")
    return taken


def prove(unit: Unit) -> list[Retained]:
    """Note which canaries are gone and plant the next; return the kinds whose canary is overdue.

    None is planted in the first round that there ever was: a program that is only tried has none.
    """
    first = unit.heartbeats.last(ROUND) is None
    unit.heartbeats.beat(ROUND, unit.now)
    unit.retention_canaries.look(unit.now)
    overdue = unit.retention_canaries.overdue(unit.now)
    if not first:
        unit.retention_canaries.plant(unit.now)
    return overdue


def choose(unit: Unit, partnership_id: int, kind: Retained, days: int | None, actor: str) -> int:
    """Let a partnership keep something for so many days, None: as usual; return how many.

    Refuses what is the same everywhere, and a number of days that is too low or too high.
    """
    least = RETENTION[kind].least
    if least is None:
        chosen = ", ".join(one for one in Retained if RETENTION[one].least is not None)
        raise Refusal("retention-fixed", kind=kind, chosen=chosen)
    if days is not None and not least <= days <= MOST_DAYS:
        raise Refusal("retention-days", kind=kind, least=least, most=f"{MOST_DAYS:,}")
    unit.retention.choose(partnership_id, kind, days)
    kept = RETENTION[kind].days if days is None else days
    unit.record(partnership_id, actor, "choose retention", f"{kind}:{kept}")
    return kept
