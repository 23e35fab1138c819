"""Sends one dispatch that waits in an installation, and says how much memory that took at most.

Runs as a process of its own, which nothing else has made larger; reads its order as JSON and
answers as JSON.
"""

import asyncio
import json
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot.garbage_collection import collect_as_usual
from bot.network import DIRECT
from bot.network.sessions import open_session
from storage.store import Store
from storage.trust.encryption import load_keyring
from tests.bench.posting import IN_FLIGHT, context_of, delivered
from tests.bench.processes import peak_bytes


async def drain(order: dict[str, Any]) -> dict[str, float]:
    """Send it all; return the `seconds` it took and the `peak_bytes` of this process."""
    store = _store(order["database"], Path(order["keys"]))
    collect_as_usual()
    async with open_session(DIRECT, IN_FLIGHT) as session:
        took = await delivered(context_of(store, session), order["dispatch"])
    store.close()
    return {"seconds": took.seconds, "peak_bytes": peak_bytes("self")}


def _store(database: str, keys: Path) -> Store:
    return Store(
        database, load_keyring(keys.read_text(encoding="utf-8")), lambda: datetime.now(UTC)
    )


if __name__ == "__main__":
    print(json.dumps(asyncio.run(drain(json.load(sys.stdin)))))
