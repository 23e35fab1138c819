"""Who is told what the store does: how long units and commits take, and what the trail has gained.

This one does nothing; the composition root gives the store another, so that storage itself knows
neither logs nor metrics nor traces. It is called on the store's own threads, and must not raise.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager, nullcontext

from storage.trust.audit import AuditEvent


class StoreObserver:
    """Told of every unit of work and every commit."""

    def unit(self, kind: str) -> AbstractContextManager[object]:
        """Return what is open while a unit (`act` or `read`) waits, runs and is committed."""
        del kind
        return nullcontext()

    def committed(self, seconds: float, events: Sequence[AuditEvent]) -> None:
        """Take in a transaction that was committed, with what it added to the audit trail."""

    def failed(self, kind: str) -> None:
        """Take in units that were not saved, by the kind of error."""
