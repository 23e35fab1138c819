"""What check finds over the network, against servers of our own on loopback."""

import json
import socket
from collections.abc import Generator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from bot.console.check_network import reachability
from bot.console.program import CheckResult
from bot.settings import Settings
from tests.stand_ins.mail_server import MailServer, running_mail_server


@contextmanager
def answering(status: int, body: object) -> Generator[str]:
    class Answering(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self.send_response(status)
            self.end_headers()
            self.wfile.write(json.dumps(body).encode())

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
    with answering(200, {"live": True}) as address:
        assert found(GT_PUBLIC_URL=address)["pages"] == CheckResult(
            "pages", True, f"{address} answers"
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


def test_the_description_of_keys_must_be_one() -> None:
    with answering(200, {"jwks_uri": "https://login.example/keys"}) as address:
        assert found(GT_PUBLIC_URL=silent_address(), GT_OPENID_METADATA_URL=address)[
            "token keys"
        ].ok
    with answering(200, ["nothing"]) as address:
        wrong = found(GT_PUBLIC_URL=silent_address(), GT_OPENID_METADATA_URL=address)["token keys"]
    assert "does not say where the keys are" in wrong.words


def test_the_token_address_need_only_answer() -> None:
    with answering(405, {}) as address:
        assert found(GT_PUBLIC_URL=silent_address(), GT_TOKEN_URL=address)["tokens"].ok
    assert not found(GT_PUBLIC_URL=silent_address(), GT_TOKEN_URL=silent_address())["tokens"].ok


def test_production_must_reach_microsoft() -> None:
    production = {
        "GT_MODE": "production",
        "GT_PUBLIC_URL": silent_address(),
        "GT_CONNECTOR_HOSTS": "smba.invalid, other.invalid",
    }
    with answering(200, {"jwks_uri": "https://login.example/keys"}) as address:
        looked_at = found(**production, GT_OPENID_METADATA_URL=address, GT_TOKEN_URL=address)
    assert (
        looked_at["connector"].words == "smba.invalid cannot be reached: the name cannot be found"
    )
    assert {name: one.ok for name, one in looked_at.items()} == {
        "pages": True,
        "token keys": True,
        "tokens": True,
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
