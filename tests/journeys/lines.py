"""Between people and the program: signed HTTP in, the connector out, and waiting for the clock."""

import asyncio
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import aiohttp

from bot.teams.development_connector import DevelopmentConnector
from tests.stand_ins.openid import OpenIdProvider

TIMEOUT_SECONDS = 15.0


@dataclass
class Lines:
    """Everything between one running program and the people who use it."""

    session: aiohttp.ClientSession
    provider: OpenIdProvider
    connector: DevelopmentConnector
    service_url: str
    address: str = ""

    async def post(self, activity: dict[str, Any]) -> Any:
        """Post one activity to the bot, signed as Teams signs; return the JSON answered, if any."""
        token = self.provider.token(serviceurl=self.service_url)
        headers = {"Authorization": f"Bearer {token}"}
        async with self.session.post(
            f"{self.address}/api/messages", json=activity, headers=headers
        ) as answer:
            assert answer.status == 200, answer.status
            return await answer.json() if "json" in answer.content_type else None

    async def page(self, path: str, form: dict[str, str] | None = None) -> tuple[int, bytes]:
        """Open a page, or send a form to it; returns status and body."""
        method = "GET" if form is None else "POST"
        headers = {"Content-Type": "application/x-www-form-urlencoded"} if form is not None else {}
        url = self.address + path
        async with self.session.request(method, url, data=form or None, headers=headers) as answer:
            return answer.status, await answer.read()

    async def until(self, holds: Callable[[], bool]) -> None:
        """Wait until something holds; fails when it does not come true in time."""
        give_up = time.monotonic() + TIMEOUT_SECONDS
        while not holds():
            assert time.monotonic() < give_up, "it did not come about in time"
            await asyncio.sleep(0.01)
