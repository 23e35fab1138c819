"""A Teams door on this machine, as real as it gets: provider, gate, bridge, handler, over HTTP."""

import json
from collections.abc import AsyncGenerator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import aiohttp
from aiohttp import web

from bot.teams.development_connector import serving
from bot.teams.gate import GateRules
from bot.teams.host import build_teams_host
from bot.teams.inbound import Inbound
from bot.teams.sdk import BotIdentity, TeamsSdk
from bot.teams.signing_keys import KeySource
from bot.teams.tokens import TokenCheck
from tests.stand_ins.activities import CLIENT_ID, SERVICE_URL, TENANT
from tests.stand_ins.openid import OpenIdProvider, running_provider

RULES = GateRules(
    client_id=CLIENT_ID,
    tenants=frozenset({TENANT}),
    connector_hosts=frozenset({"smba.trafficmanager.net"}),
    tokens_required=True,
    local=True,
)
CARD = {
    "type": "AdaptiveCard",
    "version": "1.5",
    "body": [{"type": "TextBlock", "text": "Thank you"}],
}


@dataclass
class Hand:
    """Moves time on when told to; stands for a monotonic clock."""

    seconds: float = 1000.0

    def __call__(self) -> float:
        return self.seconds


@dataclass
class Door:
    """The running endpoint with what its turn was given; `answer` may be replaced to fail."""

    session: aiohttp.ClientSession
    url: str = ""
    provider: OpenIdProvider | None = None
    seconds: Hand = field(default_factory=Hand)
    turns: list[Inbound] = field(default_factory=list)
    answer: Callable[[Inbound], Awaitable[dict[str, Any] | None]] | None = None

    async def turn(self, inbound: Inbound) -> str | None:
        self.turns.append(inbound)
        card = await self.answer(inbound) if self.answer else CARD
        return None if card is None else json.dumps(card)

    def token(self, **claims: Any) -> str:
        assert self.provider is not None
        return self.provider.token(**({"serviceurl": SERVICE_URL} | claims))

    async def post(self, body: Any, token: str | None = None, **how: Any) -> tuple[int, Any]:
        """Post a JSON body (or `data=` as it is); return the status and the JSON, if any."""
        headers = {"Authorization": f"Bearer {token}"} if token is not None else {}
        content = (
            {"data": body}
            if isinstance(body, bytes) or hasattr(body, "__aiter__")
            else {"json": body}
        )
        async with self.session.request(
            how.pop("method", "POST"), self.url, headers=headers, **content
        ) as answer:
            text = await answer.text()
            return (
                answer.status,
                await answer.json() if "json" in answer.content_type and text else None,
            )

    async def signed(self, body: Any) -> tuple[int, Any]:
        return await self.post(body, self.token())


@asynccontextmanager
async def open_door(rules: GateRules = RULES) -> AsyncGenerator[Door]:
    async with running_provider(CLIENT_ID) as provider, aiohttp.ClientSession() as session:
        door = Door(session, provider=provider)
        keys = KeySource(session, provider.metadata_url, local=True, clock=door.seconds)
        tokens = TokenCheck(keys, CLIENT_ID) if rules.tokens_required else None
        application = web.Application()
        sdk = TeamsSdk(
            BotIdentity(CLIENT_ID, "", TENANT, openid_metadata_url=provider.metadata_url)
        )
        application.add_routes(await build_teams_host(rules, door.turn, sdk=sdk, tokens=tokens))
        async with serving(application) as address:
            door.url = f"{address}/api/messages"
            yield door
