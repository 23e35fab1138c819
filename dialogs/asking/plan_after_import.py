"""Plan the waves that follow events which have just been imported, in the same unit of work."""

from collections.abc import Iterable

from dialogs.asking.wave_lifecycle import plan_for_event
from storage.unit import Unit


def plan_after_import(unit: Unit, event_ids: Iterable[int]) -> None:
    """Plan the waves of events that are new or have moved; safe to repeat."""
    for event_id in event_ids:
        if event := unit.learning_events.get(event_id):
            plan_for_event(unit, event)
