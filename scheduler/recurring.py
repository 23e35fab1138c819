"""Recurring sends: send those that are due, each in a unit of work of its own."""

from dialogs.scheduling.recurring_sends import DeclinedError, decline, take
from dialogs.turn import Installation
from scheduler.run_each import each_in_turn
from storage.store import Store
from surveys.sending.recurring_send import Job


async def send_again(store: Store, installation: Installation) -> int:
    """Send what is due of every recurring send; return how many were."""
    waiting = await store.read(lambda unit: unit.recurring_sends.due(unit.now))
    return await each_in_turn(waiting, lambda job: _take(store, installation, job))


async def _take(store: Store, installation: Installation, job: Job) -> None:
    """Send; where nothing may go out, store why in a second unit, as the first is rolled back."""
    try:
        await store.act(lambda unit: take(unit, installation, job.id))
    except DeclinedError as declined:
        code = declined.code
        await store.act(lambda unit: decline(unit, installation, job.id, code))
