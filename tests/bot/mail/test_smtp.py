"""E-mail by a real mail server on loopback: what became of each, and that none goes twice."""

import asyncio
import socket
from collections.abc import AsyncGenerator, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import replace
from threading import Thread
from typing import Any

import pytest

from bot.mail import SmtpMailer, smtp
from bot.smtp_server import SmtpServer
from dialogs.ports import EmailAccepted, EmailOutcome, Refused, RetryLater, Unknown
from tests.bot.mail.conftest import A_MAIL, Certificate
from tests.builders.clock import SettableClock
from tests.stand_ins.mail_server import DROP, HANG, MailServer, running_mail_server, tls

SENDER = "threads@ashford.example"


@asynccontextmanager
async def mailing(port: int, **how: Any) -> AsyncGenerator[SmtpMailer]:
    facts: dict[str, Any] = {"plain": True} | how
    mailer = SmtpMailer(SmtpServer("127.0.0.1", port, **facts), SENDER, SettableClock())
    yield mailer
    await asyncio.to_thread(mailer.close)


async def sent(server: MailServer, **how: Any) -> EmailOutcome:
    async with mailing(server.port, **how) as mailer:
        return await mailer.send(A_MAIL)


@pytest.fixture
def soon(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shorten fifteen seconds, so that nobody waits for them."""
    monkeypatch.setattr(smtp, "TOTAL_SECONDS", 0.5)


async def test_an_email_arrives_whole() -> None:
    with running_mail_server() as server:
        assert await sent(server) == EmailAccepted()
    [taken] = server.taken
    assert (taken.sender, taken.to) == (SENDER, ["ann@ashford.example"])
    assert taken.message["Subject"] == "A short survey, about 2 minutes"
    assert taken.message["From"] == f"{A_MAIL.sender} <{SENDER}>"
    assert taken.message["Auto-Submitted"] == "auto-generated"
    assert taken.message["List-Unsubscribe"] == f"<{A_MAIL.stop_address}>"
    assert taken.message["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert taken.message["Message-ID"].endswith("@ashford.example>")
    assert taken.message["Date"].datetime == SettableClock()()
    assert taken.message["Reply-To"] is None  # no one reads replies, as the e-mail says
    assert A_MAIL.address in taken.text.splitlines()
    assert f'href="{A_MAIL.address}"' in taken.html


async def test_an_alert_cannot_be_stopped_and_no_header_says_so() -> None:
    with running_mail_server() as server:
        async with mailing(server.port) as mailer:
            await mailer.send(replace(A_MAIL, stop_address=None))
    headers = {name.lower() for name in server.taken[0].message}
    assert not any(name.startswith("list-") for name in headers)


async def test_a_line_that_begins_with_a_dot_arrives_as_it_was_written() -> None:
    with running_mail_server() as server:
        async with mailing(server.port) as mailer:
            await mailer.send(replace(A_MAIL, before=(".", ".. and so on", "Hello")))
    assert server.taken[0].text.splitlines()[:3] == [".", "", ".. and so on"]


async def test_what_an_author_wrote_is_neither_markup_nor_a_header() -> None:
    words = "<b>Hearing</b>\r\nBcc: everybody@ashford.example"
    with running_mail_server() as server:
        async with mailing(server.port) as mailer:
            await mailer.send(replace(A_MAIL, subject=words, sender=words, before=(words,)))
    [taken] = server.taken
    assert taken.message["Bcc"] is None
    assert taken.to == ["ann@ashford.example"]
    assert "<b>" not in taken.html


@pytest.mark.parametrize(
    ("behaviour", "outcome"),
    [
        ({"on_mail": "451 busy"}, RetryLater(smtp.AGAIN, False, "mail-451")),
        ({"on_mail": "550 not you"}, Refused("sender-refused", stops_dispatch=True)),
        ({"on_rcpt": "450 grey"}, RetryLater(smtp.AGAIN, False, "mail-450")),
        ({"on_rcpt": "550 no such person"}, Refused("address-refused")),
        ({"on_rcpt": DROP}, RetryLater(smtp.AGAIN, False, "mail-unreachable")),
        ({"on_text": "452 full"}, RetryLater(smtp.AGAIN, False, "mail-452")),
        ({"on_text": "554 not that"}, Refused("message-refused")),
        ({"on_text": DROP}, Unknown("lost_reply")),
        ({"on_text": DROP, "keeps": True}, Unknown("lost_reply")),
    ],
    ids=lambda value: " ".join(map(str, value.values())) if isinstance(value, dict) else "",
)
async def test_each_answer_of_a_server_means_what_it_says(
    behaviour: dict[str, Any], outcome: EmailOutcome
) -> None:
    with running_mail_server(MailServer(**behaviour)) as server:
        assert await sent(server) == outcome
    assert server.talks == 1  # nothing below us tries again
    assert server.texts <= 1


@pytest.mark.usefixtures("soon")
async def test_a_server_that_hangs_after_the_text_leaves_it_unknown() -> None:
    with running_mail_server(MailServer(on_text=HANG)) as server:
        assert await sent(server) == Unknown("lost_reply")
    assert server.texts == 1


@pytest.mark.usefixtures("soon")
async def test_a_server_that_hangs_before_the_text_has_not_got_it() -> None:
    with running_mail_server(MailServer(on_rcpt=HANG)) as server:
        assert await sent(server) == RetryLater(smtp.AGAIN, False, "mail-unreachable")
    assert server.texts == 0


SHUT = RetryLater(smtp.SHUT, False, "mail-unreachable", tried=False)


async def test_where_nobody_listens_no_try_is_used_up() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        async with mailing(taken.getsockname()[1]) as mailer:
            assert await mailer.send(A_MAIL) == SHUT


@contextmanager
def greeting(words: bytes) -> Iterator[int]:
    """A server that says one thing to everybody who comes, and hangs up where it is a refusal."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        kept: list[socket.socket] = []

        def answer() -> None:
            came, _ = listening.accept()
            came.sendall(words)
            kept.append(came)

        thread = Thread(target=answer, daemon=True)
        thread.start()
        yield listening.getsockname()[1]
        thread.join(5)
        for one in kept:
            one.close()


@pytest.mark.usefixtures("soon")
@pytest.mark.parametrize(
    "words", [b"554 go away\r\n", b"421 busy\r\n", b"HTTP/1.1 400 Bad\r\n", b""]
)
async def test_a_greeting_that_is_none_means_later(words: bytes) -> None:
    with greeting(words) as port:
        async with mailing(port) as mailer:
            assert await mailer.send(A_MAIL) == SHUT


async def test_nothing_is_said_to_a_server_without_tls() -> None:
    with running_mail_server() as server:
        assert await sent(server, plain=False) == Refused("mail-not-secure", stops_dispatch=True)
    assert server.taken == []


async def test_a_server_whose_certificate_nobody_trusts_gets_nothing(
    certificate: Certificate,
) -> None:
    with running_mail_server(tls_context=tls(certificate.file, certificate.key)) as server:
        assert await sent(server, plain=False) == SHUT
    assert server.taken == []


@pytest.mark.filterwarnings(
    "ignore:Requiring AUTH"
)  # the stand-in takes TLS from the start for none
@pytest.mark.parametrize("from_the_start", [True, False], ids=["smtps", "starttls"])
async def test_an_email_goes_over_tls_with_a_sign_in(
    certificate: Certificate, monkeypatch: pytest.MonkeyPatch, from_the_start: bool
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", certificate.file)
    context = tls(certificate.file, certificate.key)
    how = (
        {"ssl_context": context, "auth_require_tls": False}
        if from_the_start
        else {"tls_context": context}
    )
    signed = {
        "user": "threads",
        "password": "hush-hush",
        "plain": False,
        "from_the_start": from_the_start,
    }
    with running_mail_server(user="threads", password="hush-hush", **how) as server:
        assert await sent(server, **signed) == EmailAccepted()
        assert await sent(server, **signed | {"password": "wrong"}) == Refused(
            "mail-sign-in", stops_dispatch=True
        )
    assert len(server.taken) == 1
    assert from_the_start or server.taken[0].secured


@pytest.mark.parametrize(
    "to", ["", "ann", "ann@ashford.example\nBcc: bob@x.example", "änn@ashford.example"]
)
async def test_an_address_that_is_none_is_refused_before_anybody_is_asked(to: str) -> None:
    with running_mail_server() as server:
        async with mailing(server.port) as mailer:
            assert await mailer.send(replace(A_MAIL, to=to)) == Refused("address-unusable")
    assert server.talks == 0


def test_a_password_is_never_shown() -> None:
    assert "hush-hush" not in repr(SmtpServer("127.0.0.1", 25, "threads", "hush-hush"))
