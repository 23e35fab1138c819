"""What check finds over the network, against servers of our own on loopback."""

import json
import socket
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from bot.console.answers import asking
from bot.console.check_network import look_at_notify, reachability
from bot.console.program import CheckResult
from bot.console.version import version
from bot.network import DIRECT
from bot.settings import Settings
from tests.stand_ins.mail_server import MailServer, running_mail_server
from tests.stand_ins.notify import KEY, TEMPLATE

LIVE = {"live": True, "version": version(), "proxy": "none"}


@contextmanager
def answering(status: int, body: object) -> Generator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"] or 0))
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

        do_POST = do_GET  # noqa: N815 - the name that Python gives it

        def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name that Python gives it
            """Keep quiet."""

    with HTTPServer(("127.0.0.1", 0), Answering) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}"
        server.shutdown()


def silent_address() -> str:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return f"http://127.0.0.1:{taken.getsockname()[1]}"


def found(**settings: str) -> dict[str, CheckResult]:
    return {one.name: one for one in reachability(Settings.model_validate(settings))}


def test_pages_that_answer_are_ok() -> None:
    with answering(200, LIVE) as address:
        assert found(GT_PUBLIC_URL=address)["pages"] == CheckResult(
            "pages", True, f"{address} answers, with this version"
        )


def test_before_serve_nothing_answers_and_that_is_said() -> None:
    pages = found(GT_PUBLIC_URL=silent_address())["pages"]
    assert pages.ok
    assert pages.words.endswith("yet; start it with: serve")


def test_somebody_else_at_our_address_is_wrong() -> None:
    with answering(502, {}) as address:
        pages = found(GT_PUBLIC_URL=address)["pages"]
    assert not pages.ok
    assert "(status 502)" in pages.words


def test_an_address_whose_name_nobody_knows_is_wrong() -> None:
    pages = found(GT_PUBLIC_URL="https://threads.invalid")["pages"]
    assert not pages.ok
    assert "https://threads.invalid: the name cannot be found" in pages.words


def test_a_local_machine_that_needs_no_tokens_asks_nobody_else() -> None:
    assert list(found(GT_PUBLIC_URL=silent_address())) == ["pages"]


def test_the_description_of_keys_must_be_one_and_the_keys_be_there() -> None:
    keys = {"keys": [{"kid": "1"}]}
    with answering(200, keys) as at, answering(200, {"jwks_uri": at}) as address:
        assert found(GT_PUBLIC_URL=silent_address(), GT_OPENID_METADATA_URL=address)[
            "token keys"
        ].ok
    with answering(200, {"jwks_uri": "file:///etc/passwd"}) as address:
        wrong = found(GT_PUBLIC_URL=silent_address(), GT_OPENID_METADATA_URL=address)["token keys"]
    assert "it is no address of the web" in wrong.words
    with answering(200, ["nothing"]) as address:
        wrong = found(GT_PUBLIC_URL=silent_address(), GT_OPENID_METADATA_URL=address)["token keys"]
    assert "does not say where the keys are" in wrong.words


def test_a_token_is_got_as_the_bot_gets_it() -> None:
    with answering(200, {"access_token": "opaque"}) as address:
        assert found(GT_PUBLIC_URL=silent_address(), GT_TOKEN_URL=address)["own token"].ok
    with answering(405, {}) as address:
        wrong = found(GT_PUBLIC_URL=silent_address(), GT_TOKEN_URL=address)["own token"]
    assert wrong.words == (
        "127.0.0.1 refused our sign-in (status 405): check CLIENT_ID, CLIENT_SECRET and TENANT_ID"
    )
    silent = found(GT_PUBLIC_URL=silent_address(), GT_TOKEN_URL=silent_address())["own token"]
    assert "nothing is listening there" in silent.words


def test_a_managed_identity_is_tried_by_the_program_that_serves() -> None:
    with answering(200, {}) as address:
        one = found(
            GT_PUBLIC_URL=silent_address(), GT_TOKEN_URL=address, MANAGED_IDENTITY_CLIENT_ID="m"
        )["own token"]
    assert one.ok
    assert "managed identity" in one.words


NOTIFY_SETTINGS = {"GT_NOTIFY_API_KEY": KEY, "GT_NOTIFY_TEMPLATE": TEMPLATE}
TEMPLATE_BODY = {"subject": "((subject))", "body": "((body))"}


@pytest.mark.parametrize(
    ("status", "body", "said"),
    [
        (200, TEMPLATE_BODY, "takes our key and has our template"),
        (200, {"subject": "((subject))", "body": "Hello"}, "lacks ((body))"),
        (403, {}, "refused our key (403): check GT_NOTIFY_API_KEY"),
        (404, {}, "does not have our template (404): check GT_NOTIFY_TEMPLATE"),
    ],
)
def test_notify_is_asked_for_our_template(status: int, body: object, said: str) -> None:
    settings = Settings.model_validate(NOTIFY_SETTINGS)
    with answering(status, body) as address:
        one = look_at_notify(settings, asking(DIRECT, 5), address)
    assert said in one.words
    assert one.ok is (body == TEMPLATE_BODY)


def test_production_must_reach_microsoft() -> None:
    production = {
        "GT_MODE": "production",
        "GT_PUBLIC_URL": silent_address(),
        "GT_CONNECTOR_HOSTS": "smba.invalid, other.invalid",
    }
    keys = {"keys": [{"kid": "1"}], "access_token": "opaque"}
    with answering(200, keys) as at, answering(200, {"jwks_uri": at}) as address:
        looked_at = found(**production, GT_OPENID_METADATA_URL=address, GT_TOKEN_URL=at)
    assert (
        looked_at["connector"].words == "smba.invalid cannot be reached: the name cannot be found"
    )
    assert {name: one.ok for name, one in looked_at.items()} == {
        "pages": True,
        "token keys": True,
        "time": True,
        "own token": True,
        "connector": False,
    }


def mail(url: str, **settings: str) -> CheckResult:
    return found(GT_PUBLIC_URL=silent_address(), GT_SMTP_URL=url, **settings)["mail server"]


def test_a_mail_server_that_answers_is_ok_and_gets_nothing() -> None:
    with running_mail_server() as server:
        assert mail(f"smtp://127.0.0.1:{server.port}") == CheckResult(
            "mail server", True, f"127.0.0.1:{server.port} answers"
        )
    assert server.texts == 0


def test_a_mail_server_without_tls_is_wrong_in_production() -> None:
    with running_mail_server(MailServer()) as server:
        settings = Settings.model_validate(
            {"GT_MODE": "production", "GT_SMTP_URL": f"smtp://u:hush-hush@127.0.0.1:{server.port}"}
        )
        one = {one.name: one for one in reachability(settings)}["mail server"]
    assert not one.ok
    assert "offers no TLS" in one.words
    assert "hush-hush" not in one.words


def test_a_mail_server_that_is_not_there_is_wrong() -> None:
    address = silent_address().removeprefix("http://")
    assert (
        mail(f"smtp://{address}").words
        == f"{address} cannot be reached: nothing is listening there"
    )
    assert "the name cannot be found" in mail("smtp://u:p@mail.invalid").words


def test_something_else_where_the_mail_server_should_be_is_wrong() -> None:
    with answering(200, {}) as address:
        assert not mail(f"smtp://{address.removeprefix('http://')}").ok
