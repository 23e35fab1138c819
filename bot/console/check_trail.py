"""What `check` says of the audit trail: whether it is whole, by the heads in the second place."""

from collections.abc import Iterator

from bot.console.audit import walk
from bot.console.program import CheckResult
from storage.store import Store


def look_at_trail(store: Store) -> Iterator[CheckResult]:
    """Walk the trail of every partnership."""
    recorded = store.audit_heads.recorded() if store.audit_heads else {}
    walked = store.look(lambda unit: walk(unit, recorded))
    bad = [f"entry {entry} of {place.slug}" for place, entry in walked if entry is not None]
    if bad:
        words = f"has been altered: {', '.join(bad)}. Keep the database, and find out who did it."
        yield CheckResult("audit trail", False, words)
    else:
        yield CheckResult("audit trail", True, "is whole")
