"""Deliveries per second with every state kept, beside a bare session that posts the same bytes.

Runs as a process of its own against a connector in another; reads its order as JSON and answers as JSON.
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import aiohttp
from sqlalchemy import func, select

from bot.teams.door import to_bytes
from bot.teams.pace import Pace
from bot.teams.sender import SendRules, TeamsSender, open_session
from dialogs.replies import thaw
from dialogs.turn import House
from scheduler.deliver import BATCH, Post, deliver_batch
from storage import tables as t
from storage.store import Store
from storage.unit import Unit
from surveys.library import lexicon
from surveys.telling.delivery import State
from surveys.telling.quiet import Quiet
from tests.bench.scene import Installation, Roster, asked, roster, sent_to_all
from tests.bench.taps import CLIENT_ID, conversation

NEVER_QUIET = Quiet(None, None, frozenset())
UNPACED = 1e9  # messages a second: the limit of Teams is not what is measured here


async def measure(order: dict[str, Any]) -> dict[str, list[float]]:
    """Return messages a second of each round, `bare` and `ours`."""
    directory = Path(order["directory"])
    url, people = order["service_url"], order["people"]
    installation = Installation.new(f"sqlite:///{directory / 'sending.db'}", directory)
    store = installation.store()
    known, wave = store.act_now(lambda unit: _scene(unit, people, url))
    figures: dict[str, list[float]] = {"bare": [], "ours": []}
    async with open_session() as session:
        post = _post(store, session)
        for number in range(order["rounds"]):
            dispatch = store.act_now(lambda unit, once=f"round {number}": sent_to_all(unit, known, wave, once))
            body = to_bytes(store.look(lambda unit, which=dispatch: thaw(*unit.deliveries.content(which))))
            figures["bare"].append(people / await _bare(session, url, body, people))
            figures["ours"].append(people / await _ours(post))
            _all_sent(store, dispatch, people)
    store.close()
    return figures


def _scene(unit: Unit, people: int, service_url: str) -> tuple[Roster, int]:
    known = roster(unit, people, service_url)
    return known, asked(unit, known)


def _post(store: Store, session: aiohttp.ClientSession) -> Post:
    def clock() -> datetime:
        return datetime.now(UTC)

    rules = SendRules(CLIENT_ID, frozenset(), local=True)
    sender = TeamsSender(session, rules, Pace(UNPACED), clock)
    house = House(public_url="http://localhost", minimum_group=10, lexicon=lexicon())
    return Post(store, sender, to_bytes, house, NEVER_QUIET, clock, "bench", jitter=lambda seconds: seconds)


async def _ours(post: Post) -> float:
    began = time.perf_counter()
    while await deliver_batch(post):
        pass
    return time.perf_counter() - began


async def _bare(session: aiohttp.ClientSession, url: str, body: bytes, people: int) -> float:
    """Post the same bytes to the same chats, as many at once as a batch holds, and keep nothing."""

    async def one(person: int) -> None:
        address = f"{url}v3/conversations/{conversation(person)}/activities"
        async with session.post(address, data=body, headers={"Content-Type": "application/json"}) as answer:
            await answer.read()
            answer.raise_for_status()

    began = time.perf_counter()
    for first in range(0, people, BATCH):
        await asyncio.gather(*(one(person) for person in range(first, min(people, first + BATCH))))
    return time.perf_counter() - began


def _all_sent(store: Store, dispatch: int, people: int) -> None:
    mine = (t.deliveries.c.dispatch_id == dispatch, t.deliveries.c.state == State.SENT)
    sent = store.look(lambda unit: unit.connection.scalars(select(func.count()).where(*mine)).one())
    if sent != people:
        msg = f"{people} people, and {sent} messages are kept as sent"
        raise RuntimeError(msg)


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.load(sys.stdin)))))
