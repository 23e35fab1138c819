"""The Teams endpoint: the gate, then the SDK's bridge, then the handler, on a plain aiohttp route.

Every request gets a status below 500; a refusal by the gate costs one short log line.
"""

from collections.abc import Awaitable, Callable

import structlog
from aiohttp import web

from bot.teams.gate import Denied, Gate, GateRules
from bot.teams.handler import Turn, TurnHandler
from bot.teams.sdk import ENDPOINT, TeamsSdk
from bot.teams.tokens import TokenCheck
from bot.tracing import span

log = structlog.get_logger()


async def build_teams_host(
    rules: GateRules,
    turn: Turn,
    *,
    sdk: TeamsSdk,
    tokens: TokenCheck | None = None,
    allowed: Callable[[], Awaitable[frozenset[str]]] | None = None,
) -> list[web.RouteDef]:
    """Return the route of the Teams endpoint (`POST /api/messages`) for the web application.

    `turn` gets each known activity once. `allowed` returns the tenants that are allowed now;
    without it, those of the rules are. Raises `ValueError` when the rules ask for tokens and
    `tokens` is None.
    """
    gate = Gate(rules, tokens, allowed)
    handler = TurnHandler(turn)
    await sdk.app.initialize()

    async def messages(request: web.Request) -> web.Response:
        with span("inbound activity") as opened:
            answer = await answered(request)
            opened.set_attribute("status", answer.status)
            return answer

    async def answered(request: web.Request) -> web.Response:
        admission = await gate.admit(request)
        if isinstance(admission, Denied):
            log.warning("activity-refused", code=admission.code)
            return _refusal(admission)
        answer = await sdk.bridge.process(admission, handler)
        if answer is None:
            return web.Response()
        return web.Response(
            body=answer.body, status=answer.status, content_type="application/json", charset="utf-8"
        )

    return [web.route("*", ENDPOINT, messages)]


def _refusal(denied: Denied) -> web.Response:
    headers = {"Allow": "POST"} if denied.status == 405 else {}
    return web.Response(status=denied.status, headers=headers)
