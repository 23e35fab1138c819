"""The Teams endpoint: the gate, then the SDK's bridge, then the handler, on a plain aiohttp route.

Every request gets a status below 500; a refusal by the gate costs one short log line.
"""

import json
from functools import partial

import structlog
from aiohttp import web

from bot.teams.attestation import ADMITTED
from bot.teams.gate import Admitted, Denied, Gate, GateRules
from bot.teams.handler import Turn, TurnHandler
from bot.teams.inbound import activity_name
from bot.teams.sdk import ENDPOINT, HttpRequest, HttpRouteHandler, TeamsSdk
from bot.teams.tokens import TokenCheck

log = structlog.get_logger()


async def build_teams_host(
    rules: GateRules, turn: Turn, *, sdk: TeamsSdk, tokens: TokenCheck | None = None
) -> list[web.RouteDef]:
    """Return the route of the Teams endpoint (`POST /api/messages`) for the web application.

    `turn` gets each known activity once. Raises `ValueError` when the rules ask for tokens and
    `tokens` is None.
    """
    gate = Gate(rules, tokens)
    sdk.bridge.handler = TurnHandler(turn)
    await sdk.app.initialize()
    handler = sdk.adapter.handlers[ENDPOINT]

    async def messages(request: web.Request) -> web.Response:
        admission = await gate.admit(request)
        if isinstance(admission, Denied):
            log.warning("activity-refused", code=admission.code)
            return _refusal(admission)
        return await _run(handler, admission)

    return [web.route("*", ENDPOINT, messages)]


async def _run(handler: HttpRouteHandler, admission: Admitted) -> web.Response:
    """Take an admitted activity through the bridge, attested to in this context only."""
    mark = ADMITTED.set(admission)
    try:
        answer = await handler(HttpRequest(body=_envelope(admission), headers={}))
    finally:
        ADMITTED.reset(mark)
    if answer["body"] is None:
        return web.Response(status=answer["status"])
    return web.json_response(answer["body"], status=answer["status"], dumps=_compact)


# A card's size limit counts UTF-8.
_compact = partial(json.dumps, ensure_ascii=False, separators=(",", ":"))


def _envelope(admission: Admitted) -> dict[str, object]:
    """Return what BotBuilder needs to choose a method, and no more.

    Parsing a whole activity there costs most of a turn and fails on unexpected types; the handler
    reads the admitted activity itself.
    """
    activity = admission.activity
    return {
        "type": activity["type"],
        "id": "admitted",
        "name": activity_name(activity),
        "channelId": "msteams",
        "serviceUrl": activity["serviceUrl"],
    }


def _refusal(denied: Denied) -> web.Response:
    headers = {"Allow": "POST"} if denied.status == 405 else {}
    return web.Response(status=denied.status, headers=headers)
