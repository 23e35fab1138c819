"""What a measured send needs, without a rate limit, and a bare session that stores nothing.

Teams' own limit and quiet hours are not what is measured here.
"""

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime

import aiohttp
from sqlalchemy import func, select
from yarl import URL

from bot.teams.door import to_bytes
from bot.teams.rate_limit import RateLimit
from bot.teams.sender import SendRules, TeamsSender
from dialogs.turn import Installation
from scheduler.delivery_context import DeliveryContext
from scheduler.messages import deliver_due
from storage import tables as t
from storage.store import Store
from surveys.library import lexicon
from surveys.sending.delivery import State
from surveys.sending.quiet_hours import Quiet
from tests.bench.taps import CLIENT_ID, conversation

NEVER_QUIET = Quiet(None, None, frozenset())
UNLIMITED = 1e9  # messages a second
IN_FLIGHT = 64


@dataclass(frozen=True, slots=True)
class Stretch:
    """How long so many messages took, and how much processor time of this process."""

    seconds: float
    busy_seconds: float


def context_of(store: Store, session: aiohttp.ClientSession) -> DeliveryContext:
    """Return what delivers from a store over a session."""

    def clock() -> datetime:
        return datetime.now(UTC)

    rules = SendRules(CLIENT_ID, frozenset(), local=True)
    sender = TeamsSender(session, rules, RateLimit(UNLIMITED), clock)
    installation = Installation(public_url="http://localhost", minimum_group=10, lexicon=lexicon())
    return DeliveryContext(
        store,
        sender,
        to_bytes,
        installation,
        NEVER_QUIET,
        clock,
        "bench",
        lambda: 1.0,
        UNLIMITED,
    )


async def delivered(context: DeliveryContext, dispatch: int) -> Stretch:
    """Send everything that is due, and hold what is kept of a dispatch against its audience."""
    began = _now()
    while await deliver_due(context):
        pass
    took = _since(began)
    _all_sent(context.store, dispatch)
    return took


async def bare(
    session: aiohttp.ClientSession, service_url: str, body: bytes, people: int
) -> Stretch:
    """Post the same bytes to the same chats, as many in flight, and keep nothing."""
    began, waiting = _now(), iter(range(people))
    await asyncio.gather(
        *(_one_after_another(session, service_url, body, waiting) for _ in range(IN_FLIGHT))
    )
    return _since(began)


async def _one_after_another(
    session: aiohttp.ClientSession, service_url: str, body: bytes, waiting: Iterator[int]
) -> None:
    for person in waiting:
        address = URL(
            f"{service_url}v3/conversations/{conversation(person)}/activities", encoded=True
        )
        async with session.post(
            address, data=body, headers={"Content-Type": "application/json"}
        ) as answer:
            await answer.read()
            answer.raise_for_status()


def _now() -> tuple[float, float]:
    return time.perf_counter(), time.process_time()


def _since(began: tuple[float, float]) -> Stretch:
    return Stretch(time.perf_counter() - began[0], time.process_time() - began[1])


def _all_sent(store: Store, dispatch: int) -> None:
    mine = (t.deliveries.c.dispatch_id == dispatch, t.deliveries.c.state == State.SENT)
    sent = store.look(lambda unit: unit.connection.scalars(select(func.count()).where(*mine)).one())
    audience = store.look(
        lambda unit: unit.connection.scalars(
            select(t.dispatches.c.audience).where(t.dispatches.c.id == dispatch)
        ).one()
    )
    if not sent == audience > 0:
        msg = f"{audience} people, and {sent} messages are kept as sent"
        raise RuntimeError(msg)
