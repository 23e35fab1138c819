"""What `check` says of a council's network: its proxy, its authority, what gets through."""

import asyncio
import datetime
from collections.abc import Iterator
from pathlib import Path

import pytest
import trustme
from aiohttp import web

from bot.console.check_network import reachability
from bot.console.program import CheckResult
from bot.settings import Settings
from tests.bot.network.callers import KEYS, MAIL, behind
from tests.stand_ins.council_network import CouncilNetwork, running_council
from tests.stand_ins.mail_server import running_mail_server

UNTRUSTED = (
    "cannot be reached: its certificate is not trusted: if your network checks encrypted traffic, "
    "set GT_CA_FILE to its certificate authority"
)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CouncilNetwork]:
    with running_council(tmp_path_factory.mktemp("council")) as running:
        yield running


async def found(proxy: str, ca_file: str = "") -> dict[str, CheckResult]:
    """Run the checks on a thread, as the command does: they wait."""
    settings = Settings.model_validate(
        {
            "GT_PUBLIC_URL": "http://127.0.0.1:9",
            "GT_OPENID_METADATA_URL": f"https://{KEYS}/openid",
            "GT_SMTP_URL": f"smtp://{MAIL}:587",
            "GT_OUTGOING_PROXY": proxy,
            "GT_CA_FILE": ca_file,
        }
    )
    return {one.name: one for one in await asyncio.to_thread(lambda: list(reachability(settings)))}


@pytest.fixture
async def servers(council: CouncilNetwork):
    async def describe(_request: web.Request) -> web.Response:
        return web.json_response({"jwks_uri": f"https://{KEYS}/keys"})

    async def keys(_request: web.Request) -> web.Response:
        return web.json_response({"keys": [{"kid": "1"}]})

    application = web.Application()
    application.router.add_get("/openid", describe)
    application.router.add_get("/keys", keys)
    with running_mail_server(tls_context=council.tls(MAIL)) as mail:
        council.leads(f"{MAIL}:587", mail.port)
        async with behind(council, KEYS, application):
            yield


@pytest.mark.usefixtures("servers")
async def test_everything_is_reached_through_the_proxy(council: CouncilNetwork) -> None:
    looked_at = await found(council.address, council.ca_file)
    assert all(one.ok for one in looked_at.values())
    assert looked_at["outgoing proxy"].words == f"127.0.0.1:{council.port} answers"
    assert looked_at["certificate authorities"].words.startswith(f"1 in {council.ca_file}, good")
    assert looked_at["token keys"].words == f"{KEYS} gave 1"
    assert looked_at["mail server"].words == f"{MAIL}:587 answers"
    assert "hush" not in str(looked_at)


@pytest.mark.usefixtures("servers")
async def test_without_the_authority_each_line_says_what_to_set(council: CouncilNetwork) -> None:
    looked_at = await found(council.address)
    assert looked_at["token keys"].words == f"https://{KEYS}/openid {UNTRUSTED}"
    assert looked_at["mail server"].words == f"{MAIL}:587 {UNTRUSTED}"


@pytest.mark.usefixtures("servers")
async def test_a_proxy_that_wants_another_sign_in_is_named(council: CouncilNetwork) -> None:
    looked_at = await found(council.without_sign_in, council.ca_file)
    words = f"the proxy 127.0.0.1:{council.port} did not accept our sign-in (407)"
    assert words in looked_at["token keys"].words
    assert words in looked_at["mail server"].words


async def test_a_host_that_the_proxy_does_not_know_is_its_refusal(council: CouncilNetwork) -> None:
    looked_at = await found(council.address, council.ca_file)
    assert (
        f"the proxy 127.0.0.1:{council.port} does not let us through ("
        in looked_at["token keys"].words
    )


async def test_a_proxy_that_is_not_there_is_named() -> None:
    looked_at = await found("http://127.0.0.1:9")
    words = "127.0.0.1:9 cannot be reached: check GT_OUTGOING_PROXY"
    assert looked_at["outgoing proxy"] == CheckResult("outgoing proxy", False, words)
    assert f"the proxy {words}" in looked_at["token keys"].words


async def test_an_authority_that_has_ended_is_wrong(tmp_path: Path) -> None:
    file = tmp_path / "authority.pem"
    yesterday = datetime.datetime.now(datetime.UTC) - datetime.timedelta(days=1)
    ended = trustme.CA().issue_cert("old.council.test", not_after=yesterday)
    ended.cert_chain_pems[0].write_to_path(file)
    one = (await found("", str(file)))["certificate authorities"]
    assert not one.ok
    assert one.words == f"1 of the 1 in {file} have ended: ask for the new ones"
