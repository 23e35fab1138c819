"""Delete what has been kept for as long as its retention says, in batches that hold up no one."""

from functools import partial

from dialogs.trust.retention import BATCH, end, places_of
from storage.store import Store
from surveys.trust.retention import Retained

MOST_BATCHES = 20  # of a kind in one round; what is left goes in the next


async def end_what_is_over(store: Store) -> int:
    """End everything whose time is over; return how many rows of all kinds."""
    ended = 0
    for kind in Retained:
        for place in await store.read(partial(places_of, kind=kind)):
            ended += await _end(store, kind, place)
    return ended


async def _end(store: Store, kind: Retained, place: int | None) -> int:
    ended = 0
    for _ in range(MOST_BATCHES):
        taken = await store.act(partial(end, kind=kind, partnership_id=place))
        ended += taken
        if taken < BATCH:
            break
    return ended
