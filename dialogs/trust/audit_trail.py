"""The audit trail from day to day: its heads go to a second place; old trails are sealed once."""

from storage.store import Store
from storage.trust.audit import KEYED, heads
from storage.unit import Unit


def seal_trails(unit: Unit) -> None:
    """Begin the keyed links: the first of each trail seals what was written before them."""
    for partnership_id, (_, link) in heads(unit.connection).items():
        if not link.startswith(KEYED):
            unit.record(partnership_id, "program", "trail sealed", "audit")


def keep_heads_now(store: Store) -> bool:
    """Write the heads of today to the second place, unless they are there; say whether it did."""
    if store.audit_heads is None:
        return False
    day, found = store.look(lambda unit: (unit.today, heads(unit.connection)))
    if store.audit_heads.has(day):
        return False
    store.audit_heads.keep(day, found)
    return True
