"""One action of one partnership in a store: where tests of evidence begin."""

from dataclasses import dataclass
from datetime import date

from storage.store import Store
from surveys.impact.evidence import Evidence
from tests.builders.clock import NOON

TODAY = NOON.date()


@dataclass(frozen=True)
class Scene:
    """A store that holds one partnership with one action."""

    store: Store
    partnership: int
    action: int

    def gather(self, as_at: date = TODAY) -> Evidence:
        """Return everything known of the action at the end of a day."""
        return self.store.look(
            lambda unit: unit.evidence.gather(self.partnership, self.action, as_at)
        )
