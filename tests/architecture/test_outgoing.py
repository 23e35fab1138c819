"""Every outgoing call is made by a client of `bot.network`, and its host is in the documents."""

import ast
import re

import pytest

from bot.console.check_network import reachability
from bot.settings import MICROSOFT_HOSTS, Settings
from bot.teams.addresses import FILE_DOMAINS
from bot.teams.sdk import cloud_for
from tests.architecture.modules import ROOT, Module, program
from tests.stand_ins.notify import KEY

# What opens a connection, and could leave by another way or trust someone else.
MAKERS = frozenset(
    {
        "ClientSession",
        "Session",
        "create_connection",
        "create_default_context",
        "open_connection",
        "urlopen",
        "build_opener",
        "SMTP",
        "SMTP_SSL",
        "HTTPConnection",
        "HTTPSConnection",
        "AsyncClient",
    }
)
# Who makes clients, and who speaks to this machine alone or to the proxy itself.
MAY = {
    "bot/network/sessions.py": {"ClientSession", "Session"},
    "bot/network/outgoing.py": {"create_default_context"},
    "bot/network/tunnel.py": {"create_connection"},
    "bot/smtp_server.py": {"open_connection"},
    "bot/console/check_network.py": {"create_connection"},
    # looks at what our own public address shows, whoever trusts it
    "bot/console/check_pages.py": {"create_connection", "create_default_context"},
    "bot/console/demo/first_cards.py": {"ClientSession"},
    "bot/console/demo/walkthrough.py": {"ClientSession"},
}


def _makes(module: Module) -> set[str]:
    called = [node.func for node in ast.walk(module.tree) if isinstance(node, ast.Call)]
    names = {getattr(one, "attr", getattr(one, "id", "")) for one in called}
    return names & MAKERS


@pytest.mark.parametrize("module", program(), ids=lambda module: module.path)
def test_no_other_module_makes_a_client(module: Module) -> None:
    assert _makes(module) <= MAY.get(module.path, set())


def test_what_may_make_a_client_does() -> None:
    assert {module.path: _makes(module) for module in program() if module.path in MAY} == MAY


def _hosts() -> list[str]:
    page = (ROOT / "docs" / "network.md").read_text("utf-8").split("## Outgoing hosts")[1]
    rows = [line.split("|")[1] for line in page.split("\n## ")[0].splitlines() if "| `" in line]
    return [host for cell in rows for host in re.findall(r"`([^`]+)`", cell)]


def test_the_page_lists_every_host_that_the_program_calls() -> None:
    cloud = cloud_for("")
    urls = (cloud.openid_metadata_url, cloud.login_endpoint)
    named = {re.sub(r"^https://([^/]+).*", r"\1", url) for url in urls}
    expected = named | set(MICROSOFT_HOSTS[:1]) | {f"*.{domain}" for domain in FILE_DOMAINS}
    assert expected | {"api.notifications.service.gov.uk"} == set(_hosts()) - {"your mail server"}


def test_check_tries_what_the_page_lists() -> None:
    """Each host that `check` asks in production is on the page."""
    settings = Settings.model_validate(
        {
            "GT_MODE": "production",
            "GT_PUBLIC_URL": "http://127.0.0.1:9",
            "GT_NOTIFY_API_KEY": KEY,
            "GT_OUTGOING_PROXY": "http://127.0.0.1:9",
        }
    )
    asked = " ".join(one.words for one in reachability(settings))
    found = {host for host in _hosts() if host in asked}
    assert found >= {
        "login.botframework.com",
        "login.microsoftonline.com",
        "smba.trafficmanager.net",
        "api.notifications.service.gov.uk",
    }
