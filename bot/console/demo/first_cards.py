"""A relay between the local Teams clients and the bot, so that each page opens on a card to act on.

The person who opens a page has the app installed already, and the bot has nothing new to say: the
first message is sent for them. Everything else is passed on unchanged.
"""

from collections.abc import AsyncGenerator, Iterable, Mapping
from contextlib import asynccontextmanager
from typing import Any, cast
from uuid import uuid4

import aiohttp
from aiohttp import web

from bot.console.demo.facts import Player

Activity = dict[str, Any]
FIRST_WORD: Mapping[str, str] = {
    "practitioner": "my surveys",
    "lead": "home",
    "evaluator": "summary",
}


@asynccontextmanager
async def first_cards(players: Iterable[Player], bot: str) -> AsyncGenerator[str]:
    """Listen on this machine in front of the bot at `bot`; give the base address."""
    words = {one.aad_object_id: FIRST_WORD[one.part] for one in players}
    async with aiohttp.ClientSession() as session:
        relay = _Relay(session, bot, words)
        application = web.Application()
        application.router.add_route("*", "/api/messages", relay.take)
        runner = web.AppRunner(application, access_log=None, shutdown_timeout=1)
        await runner.setup()
        try:
            await web.TCPSite(runner, "127.0.0.1", 0).start()
            yield f"http://127.0.0.1:{runner.addresses[0][1]}"
        finally:
            await runner.cleanup()


class _Relay:
    """Passes requests on; `words` maps a person's object id to the text sent for them."""

    def __init__(self, session: aiohttp.ClientSession, bot: str, words: Mapping[str, str]) -> None:
        self._session = session
        self._bot = bot
        self._words = words

    async def take(self, request: web.Request) -> web.Response:
        """Answer as the bot does; when a page has opened, send its person's first message."""
        content = await request.read()
        answer = await self._pass(request.method, content)
        if request.method == "POST":
            activity = cast("Activity", await request.json())
            if word := self._word_for(activity):
                await self._session.post(self._address, json=_saying(word, activity))
        return answer

    @property
    def _address(self) -> str:
        return f"{self._bot}/api/messages"

    async def _pass(self, method: str, content: bytes) -> web.Response:
        headers = {"Content-Type": "application/json"}
        async with self._session.request(
            method, self._address, data=content or None, headers=headers
        ) as answer:
            body = await answer.read()
            kind = answer.content_type if body else None
            return web.Response(status=answer.status, body=body, content_type=kind)

    def _word_for(self, activity: Activity) -> str | None:
        opened = activity.get("type") == "installationUpdate" and activity.get("action") == "add"
        alone = activity["conversation"].get("conversationType") == "personal" if opened else False
        return self._words.get(str(activity["from"].get("aadObjectId"))) if alone else None


def _saying(word: str, opened: Activity) -> Activity:
    """Return a message with the text `word` from the person who opened the page."""
    usual = {name: value for name, value in opened.items() if name != "action"}
    message = {"type": "message", "text": word, "textFormat": "plain", "id": f"f:{uuid4()}"}
    return {**usual, **message}
