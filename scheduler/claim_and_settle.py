"""One exchange with the database: settle outcomes of a queue and claim more of it, in one commit.

Nothing counts before that commit, so an exchange may be run again.
"""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from typing import Any, Generic

from scheduler.delivery_queue import C, DeliveryQueue, Done
from storage.unit import Unit
from surveys.sending.changes import Text


@dataclass(frozen=True, slots=True)
class ClaimRequest(Generic[C]):
    """How to claim more, and of which of the claims' dispatches the texts are needed."""

    claim: Callable[[Unit], Sequence[C]]
    needed: Callable[[Sequence[C]], Collection[int]]


@dataclass(frozen=True, slots=True)
class Taken(Generic[C]):
    """What was claimed, and the texts that were needed, by dispatch."""

    claims: Sequence[C]
    texts: dict[int, Text]


def exchange(
    unit: Unit,
    queue: DeliveryQueue[Any, C, Any],
    worker: str,
    done: Sequence[Done[C]],
    request: ClaimRequest[C] | None,
) -> Taken[C]:
    """Settle what is done, learn from it, and claim what is asked for.

    Nothing is claimed, of any queue, while a restored installation has not been resumed.
    """
    if done:
        queue.settle(unit, worker, [one.settled for one in done])
        queue.learn(unit, done)
    if request is None or unit.backups.holds():
        return Taken((), {})
    claims = request.claim(unit)
    texts = {dispatch: unit.changes.text(dispatch) for dispatch in request.needed(claims)}
    return Taken(claims, texts)
