"""Come back to people's plans: the round that asks, for one briefing after another, everybody whose date has come."""

from dialogs.telling.plan_check_in import come_back, due
from dialogs.turn import Installation
from scheduler.run_each import each_in_turn
from storage.store import Store


async def come_back_to_plans(store: Store, installation: Installation) -> int:
    """Ask what came of every plan that is due, the people of each briefing in a unit of their own."""
    briefings = await store.read(lambda unit: due(unit, installation))
    return await each_in_turn(
        briefings, lambda briefing: store.act(lambda unit: come_back(unit, briefing))
    )
