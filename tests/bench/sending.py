"""Deliveries per second with every state kept, in turn with a bare session of the same bytes.

Runs as a process of its own against a connector in another; reads its request as JSON and answers
as JSON.
"""

import asyncio
import json
import sys
from pathlib import Path
from typing import Any

from bot.garbage_collection import collect_as_usual
from bot.network import DIRECT
from bot.network.sessions import open_session
from bot.teams.door import to_bytes
from dialogs.replies import thaw
from storage.store import Store
from storage.unit import Unit
from tests.bench.posting import IN_FLIGHT, Stretch, bare, context_of, delivered
from tests.bench.scene import MeasuredInstallation, Roster, asked, roster, sent_to_all

Figures = dict[str, list[dict[str, float]]]


async def measure(order: dict[str, Any]) -> Figures:
    """Return the rounds of `bare` and `ours`: messages a second, and seconds of processor time."""
    url, people = order["service_url"], order["people"]
    store = MeasuredInstallation.new(order["database"], Path(order["directory"])).store()
    known, wave = store.act_now(lambda unit: _scene(unit, people, url))
    collect_as_usual()
    figures: Figures = {"bare": [], "ours": []}
    async with open_session(DIRECT, IN_FLIGHT) as session, open_session(DIRECT, IN_FLIGHT) as other:
        context = context_of(store, session)
        for number in range(order["rounds"]):
            dispatch = store.act_now(
                lambda unit, once=f"round {number}": sent_to_all(unit, known, wave, once)
            )
            figures["bare"].append(
                _figure(await bare(other, url, _body(store, dispatch), people), people)
            )
            figures["ours"].append(_figure(await delivered(context, dispatch), people))
    store.close()
    return figures


def _scene(unit: Unit, people: int, service_url: str) -> tuple[Roster, int]:
    known = roster(unit, people, service_url)
    return known, asked(unit, known)


def _body(store: Store, dispatch: int) -> bytes:
    return to_bytes(store.look(lambda unit: thaw(unit.deliveries.content(dispatch))))


def _figure(took: Stretch, people: int) -> dict[str, float]:
    return {"rate": people / took.seconds, "each": took.busy_seconds / people}


if __name__ == "__main__":
    print(json.dumps(asyncio.run(measure(json.load(sys.stdin)))))
