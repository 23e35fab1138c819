"""The two settings of a council's network: what is taken, what is refused, what is never shown."""

from pathlib import Path

import pytest
import trustme

from bot.network import faults_of_network, parse_network
from bot.settings import read_settings


@pytest.mark.parametrize(
    ("url", "address", "headers"),
    [
        ("http://proxy.council.example:3128", "http://proxy.council.example:3128", {}),
        ("http://10.0.0.5:8080/", "http://10.0.0.5:8080", {}),
        ("http://[fd00::5]:8080", "http://[fd00::5]:8080", {}),
        (
            "http://bot:se%40cret@proxy.example:3128",
            "http://proxy.example:3128",
            {"Proxy-Authorization": "Basic Ym90OnNlQGNyZXQ="},
        ),
    ],
)
def test_a_proxy_is_read_with_its_sign_in(url: str, address: str, headers: dict[str, str]) -> None:
    proxy = parse_network(url, "").proxy
    assert proxy is not None
    assert (proxy.address, proxy.headers) == (address, headers)
    assert faults_of_network(url, "") == []


@pytest.mark.parametrize(
    "url",
    [
        "proxy.council.example:3128",
        "http://proxy.council.example",
        "https://proxy.council.example:3128",
        "socks5://proxy.council.example:1080",
        "http://proxy.council.example:0",
        "http://proxy.council.example:99999",
        "http://proxy.council.example:3128/path",
        "http://bot@proxy.council.example:3128",
        "http://[bad:3128",
        "http://proxy\u200b.example:3128",
    ],
)
def test_what_is_no_proxy_is_refused_in_a_sentence_that_does_not_quote_it(url: str) -> None:
    [fault] = faults_of_network(url, "")
    assert fault.startswith("GT_OUTGOING_PROXY must be http://HOST:PORT or")
    assert url not in fault


def test_a_file_that_holds_no_authority_is_refused_in_a_sentence(tmp_path: Path) -> None:
    empty, binary = tmp_path / "empty.pem", tmp_path / "authority.der"
    empty.touch()
    binary.write_bytes(b"\x30\x82\x01\x0a")
    for file in (empty, binary, tmp_path / "missing.pem", tmp_path):
        [fault] = faults_of_network("", str(file))
        assert fault.startswith("GT_CA_FILE must be a file we can read that holds certificates")


def test_both_settings_are_looked_at_before_a_start(tmp_path: Path) -> None:
    authority = tmp_path / "authority.pem"
    trustme.CA().cert_pem.write_to_path(authority)
    wrong = read_settings(GT_OUTGOING_PROXY="nonsense", GT_CA_FILE=str(tmp_path / "missing.pem"))
    right = read_settings(GT_OUTGOING_PROXY="http://10.0.0.5:3128", GT_CA_FILE=str(authority))
    assert [fault.split()[0] for fault in wrong.faults()] == ["GT_OUTGOING_PROXY", "GT_CA_FILE"]
    assert right.faults() == []


@pytest.mark.parametrize("host", ["localhost", "127.0.0.1", "127.8.8.8", "::1", "169.254.169.254"])
def test_this_machine_and_its_link_are_reached_without_the_proxy(host: str) -> None:
    network = parse_network("http://10.0.0.5:3128", "")
    assert network.proxy_for(host) is None
    assert network.proxy_for("smba.trafficmanager.net") is network.proxy


def test_a_password_of_the_proxy_is_never_shown() -> None:
    settings = read_settings(GT_OUTGOING_PROXY="http://bot:hush-hush@10.0.0.5:3128")
    assert "hush-hush" not in repr(settings)
    assert "hush-hush" not in repr(settings.network)
