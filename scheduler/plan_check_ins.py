"""Ask people how their plans went, on the day that each of them chose.

The people of each briefing are asked in a unit of work of their own.
"""

from dialogs.telling.plan_check_in import come_back, due
from dialogs.turn import Installation
from scheduler.run_each import each_in_turn
from storage.store import Store


async def come_back_to_plans(store: Store, installation: Installation) -> int:
    """Ask how every plan went that is due; return for how many briefings."""
    briefings = await store.read(lambda unit: due(unit, installation))
    return await each_in_turn(
        briefings, lambda briefing: store.act(lambda unit: come_back(unit, briefing))
    )
