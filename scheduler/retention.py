"""Delete what has been kept for as long as its retention says, in batches that hold up no one.

Each round proves itself: it plants rows whose time is over, and looks whether the last ones went.
"""

from functools import partial

from dialogs.asking.sweep_answers import leave_no_names
from dialogs.trust.retention import BATCH, end, places_of, prove
from storage.store import Store
from surveys.trust.retention import Retained


class RetentionOverdue(Exception):  # noqa: N818 - an alarm, which the clock writes into the log
    """A canary should be gone and is not: something is kept for longer than it may be."""


MOST_BATCHES = 20  # of a kind in one round; what is left goes in the next


async def end_what_is_over(store: Store) -> int:
    """End everything whose time is over; return how many rows of all kinds.

    Raises `RetentionOverdue` where a canary is still there that should be gone.
    """
    ended = 0
    for kind in Retained:
        for place in await store.read(partial(places_of, kind=kind)):
            ended += await _end(store, kind, place)
    await leave_no_names(store)
    if overdue := await store.act(prove):
        raise RetentionOverdue(", ".join(overdue))
    return ended


async def _end(store: Store, kind: Retained, place: int | None) -> int:
    ended = 0
    for _ in range(MOST_BATCHES):
        taken = await store.act(partial(end, kind=kind, partnership_id=place))
        ended += taken
        if taken < BATCH:
            break
    return ended
