"""The doors: a port that is taken is said in a sentence."""

import socket
from datetime import UTC, datetime

import aiohttp
import pytest

from bot.server import Doors
from bot.settings import read_settings
from dialogs.turn import Installation
from storage.store import Store
from surveys.library import lexicon
from surveys.problems import Refusal
from tests.bot.web.opened import watched
from tests.stand_ins.openid import running_provider


async def test_a_port_that_is_taken_is_refused_in_a_sentence(sqlite_store: Store) -> None:
    installation = Installation("http://localhost:1", 10, lexicon())
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        async with aiohttp.ClientSession() as session:
            doors = Doors(
                read_settings(GT_MODE="local"), session, lambda: datetime.now(UTC), sqlite_store
            )
            with pytest.raises(Refusal, match=f"We could not open port {port} of 127.0.0.1"):
                async with doors.listening(
                    sqlite_store, installation, watched(), "127.0.0.1", port
                ):
                    pass


async def test_it_is_not_ready_until_the_keys_of_teams_have_been_fetched_once(
    sqlite_store: Store,
) -> None:
    installation = Installation("http://localhost:1", 10, lexicon())
    async with running_provider("bot") as provider, aiohttp.ClientSession() as session:
        provider.failures = 2  # when the doors open, and at the first question
        settings = read_settings(GT_MODE="local", GT_OPENID_METADATA_URL=provider.metadata_url)
        doors = Doors(settings, session, lambda: datetime.now(UTC), sqlite_store)
        listening = doors.listening(sqlite_store, installation, watched(), "127.0.0.1", 0)
        async with listening as address:

            async def asked() -> tuple[int, bool]:
                async with session.get(f"{address}/readyz") as answer:
                    return answer.status, (await answer.json())["keys"]

            before = await asked()
            while (after := await asked()) == before:
                pass

    assert (before, after) == ((503, False), (200, True))
    assert provider.fetches == 3
