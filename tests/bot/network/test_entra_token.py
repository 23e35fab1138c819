"""The bot's token by a managed identity: straight from this machine, never through the proxy."""

from collections.abc import AsyncGenerator
from pathlib import Path

import jwt
import pytest
from aiohttp import web

from bot.network import parse_network
from bot.teams.bearer import NoToken
from bot.teams.development_connector import serving
from bot.teams.entra_token import EntraToken
from bot.teams.sdk import BotIdentity, cloud_for
from tests.bot.network.callers import LOGIN, behind, entra
from tests.stand_ins.activities import CLIENT_ID, TENANT
from tests.stand_ins.council_network import running_council

MANAGED = "66666666-6666-4666-8666-666666666666"
PUBLIC = cloud_for("")


@pytest.fixture
async def asked(monkeypatch: pytest.MonkeyPatch) -> AsyncGenerator[list[dict[str, str]]]:
    """Run what Azure runs beside a program: it gives tokens of a managed identity."""
    requests: list[dict[str, str]] = []

    async def give(request: web.Request) -> web.Response:
        requests.append(dict(request.query))
        text = jwt.encode({"aud": request.query["resource"]}, "k" * 32)
        return web.json_response({"access_token": text, "expires_on": "9999999999"})

    application = web.Application()
    application.router.add_get("/token", give)
    async with serving(application) as address:
        monkeypatch.setenv("IDENTITY_ENDPOINT", f"{address}/token")
        monkeypatch.setenv("IDENTITY_HEADER", "header")
        yield requests


async def test_a_managed_identity_asks_this_machine_alone(asked: list[dict[str, str]]) -> None:
    nowhere = parse_network("http://127.0.0.1:9", "")
    identity = BotIdentity(MANAGED, "", TENANT, MANAGED)
    token = await EntraToken(identity, PUBLIC, nowhere)()
    assert jwt.decode(token.text, options={"verify_signature": False}) == {
        "aud": "https://api.botframework.com"
    }
    assert [one["client_id"] for one in asked] == [MANAGED]


async def test_one_that_vouches_for_the_bot_is_exchanged_through_the_proxy(
    asked: list[dict[str, str]], tmp_path: Path
) -> None:
    posted: list[dict[str, str]] = []

    async def exchange(request: web.Request) -> web.Response:
        posted.append({name: str(value) for name, value in (await request.post()).items()})
        return web.json_response({"access_token": "ours", "expires_in": 3600})

    identity = BotIdentity(CLIENT_ID, "", TENANT, MANAGED)
    with running_council(tmp_path) as council:
        async with behind(council, LOGIN, entra(exchange)):
            network = parse_network(council.address, council.ca_file)
            token = await EntraToken(identity, PUBLIC, network)()
    assert token.text == "ours"
    vouched = jwt.decode(posted[0]["client_assertion"], options={"verify_signature": False})
    assert vouched == {"aud": "api://AzureADTokenExchange"} == {"aud": asked[0]["resource"]}


async def test_what_entra_refuses_is_told_by_its_code_alone(tmp_path: Path) -> None:
    async def refuse(_request: web.Request) -> web.Response:
        said = {"error": "invalid_client", "error_description": "AADSTS7000222: secret of Ann"}
        return web.json_response(said, status=401)

    with running_council(tmp_path) as council:
        async with behind(council, LOGIN, entra(refuse)):
            network = parse_network(council.address, council.ca_file)
            with pytest.raises(NoToken) as caught:
                await EntraToken(BotIdentity(CLIENT_ID, "wrong", TENANT), PUBLIC, network)()
    assert str(caught.value) == "token-invalid_client"


@pytest.mark.parametrize("how", ["busy", "dropped"])
async def test_a_token_is_asked_for_once_whatever_happens(tmp_path: Path, how: str) -> None:
    asked_for: list[str] = []

    async def fail(request: web.Request) -> web.Response:
        asked_for.append(request.method)
        if how == "dropped":
            assert request.transport is not None
            request.transport.close()
        return web.Response(status=503)

    with running_council(tmp_path) as council:
        async with behind(council, LOGIN, entra(fail)):
            network = parse_network(council.address, council.ca_file)
            with pytest.raises(NoToken):
                await EntraToken(BotIdentity(CLIENT_ID, "hush", TENANT), PUBLIC, network)()
    assert asked_for == ["POST"]
