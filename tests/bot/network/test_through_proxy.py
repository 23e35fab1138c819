"""Every client goes through a council's proxy, and trusts its certificate authority only if told.

The names are known to the proxy alone; what is posted is counted where it arrives.
"""

from collections.abc import Iterator

import pytest

from bot.network import Network, parse_network
from tests.bot.network.callers import STAGES, Stage
from tests.stand_ins.council_network import CouncilNetwork, running_council

POSTING = sorted(set(STAGES) - {"keys"})
UNTRUSTED = {
    "connector": "never-connected-ClientConnectorCertificateError",
    "token": "token-SSLError",
    "token-address": "token-ClientConnectorCertificateError",
    "keys": "no keys",
    "smtp": "mail-unreachable",
    "smtps": "mail-unreachable",
    "notify": "mail-unreachable",
}
REFUSED = UNTRUSTED | {
    "connector": "never-connected-ClientHttpProxyError",
    "token": "token-ProxyError",
    "token-address": "token-ClientHttpProxyError",
}
each = pytest.mark.parametrize("name", STAGES)


@pytest.fixture(scope="module")
def council(tmp_path_factory: pytest.TempPathFactory) -> Iterator[CouncilNetwork]:
    with running_council(tmp_path_factory.mktemp("council")) as running:
        yield running


def stage(name: str) -> Stage:
    return STAGES[name]


@each
async def test_a_call_arrives_once_through_the_proxy(council: CouncilNetwork, name: str) -> None:
    before = len(council.asked)
    async with stage(name)(council) as (call, posts):
        assert await call(parse_network(council.address, council.ca_file)) == "ok"
        assert posts() == (name in POSTING)
    assert {line.split()[0] for line in council.asked[before:]} == {"CONNECT"}


@each
async def test_without_the_authority_nothing_is_sent(council: CouncilNetwork, name: str) -> None:
    async with stage(name)(council) as (call, posts):
        assert await call(parse_network(council.address, "")) == UNTRUSTED[name]
        assert posts() == 0


@each
async def test_a_proxy_that_refuses_our_sign_in_leaves_it_for_later(
    council: CouncilNetwork, name: str
) -> None:
    async with stage(name)(council) as (call, posts):
        network = parse_network(council.without_sign_in, council.ca_file)
        assert await call(network) == REFUSED[name]
        assert posts() == 0


@each
async def test_the_environment_of_the_machine_decides_nothing(
    council: CouncilNetwork, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for variable in ("HTTPS_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(variable, council.address)
    monkeypatch.setenv("REQUESTS_CA_BUNDLE", council.ca_file)
    before = len(council.asked)
    async with stage(name)(council) as (call, posts):
        assert await call(Network(ca_file=council.ca_file)) != "ok"
        assert posts() == 0
    assert council.asked[before:] == []
