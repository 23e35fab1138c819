"""Sweep the intake once a day, and empty the database's files of what was deleted."""

from functools import partial

from dialogs.asking.sweep_answers import is_due, leaves_traces, plan, prepare, sweep, traces_gone
from dialogs.turn import Installation
from storage.store import Store


async def sweep_answers(store: Store, installation: Installation) -> None:
    """Sweep if it is due; what is not finished, such as a log in use, is done at the next look."""
    if await store.read(is_due):
        parts = await store.read(plan)
        for part in parts:
            ready = await store.read(partial(prepare, installation=installation, part=part))
            await store.act(partial(sweep, prepared=ready, is_last=part is parts[-1]))
    if await store.read(leaves_traces) and await store.empty_log():
        await store.act(traces_gone)
