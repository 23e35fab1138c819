"""Notice that the machine's clock was put back, and put right what its wrong time has left."""

from dialogs.scheduling.recurring_sends import put_right as put_recurring_sends_right
from dialogs.turn import Installation
from storage.unit import Unit


def look_at_the_clock(unit: Unit, installation: Installation) -> bool:
    """Put everything right that waits for a wrong time; return whether the clock was put back."""
    stepped = unit.clock_steps.noticed(unit.now)
    if stepped:
        unit.clock_steps.put_right(unit.now)
        put_recurring_sends_right(unit, installation)
    return stepped
