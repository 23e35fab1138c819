"""What `check` tries over the network: our own pages, Microsoft's services and the mail server.

Nothing is sent but a request for a public page and a sign-in to the mail server. What cannot be
tried before the program serves is reported as such, not as a fault.
"""

import json
import smtplib
import ssl
from collections.abc import Iterator
from dataclasses import dataclass
from http.client import HTTPException
from socket import gaierror
from typing import cast
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import ProxyHandler, build_opener

from bot.console.program import CheckResult
from bot.settings import Settings
from bot.smtp_server import NotSecure, SmtpServer, open_smtp

SECONDS = 5
_MOST = 100_000  # bytes of an answer
_OPENER = build_opener(ProxyHandler({}))  # as the bot itself, which goes through no proxy
_NOTIFY = "https://api.notifications.service.gov.uk/"
_TOKENS = "https://login.microsoftonline.com/"


@dataclass(frozen=True, slots=True)
class _Answer:
    """The result of a request: a status and content, or why there was no answer."""

    status: int = 0
    content: bytes = b""
    why: str = ""
    is_silence: bool = False


def reachability(settings: Settings) -> Iterator[CheckResult]:
    """Try what this installation needs; a local one without tokens needs no one else."""
    yield _pages(settings.public_url.rstrip("/"))
    if settings.tokens_required:
        yield _keys(settings.metadata_url)
    if settings.token_url or not settings.is_local:
        yield _service("tokens", settings.token_url or _TOKENS)
    if not settings.is_local:
        # only the first: the others are clouds of other countries
        first = min(settings.hosts, key=settings.connector_hosts.lower().index)
        yield _service("connector", f"https://{first}/")
    if settings.smtp_server is not None:
        yield _mail_server(settings.smtp_server)
    if settings.notify_api_key.get_secret_value():
        yield _service("notify", _NOTIFY)


def _mail_server(server: SmtpServer) -> CheckResult:
    """Say whether the mail server would accept mail from us; nothing is sent."""
    name = f"{server.host}:{server.port}"
    try:
        open_smtp(server, SECONDS).close()
    except NotSecure:
        words = f"{name} offers no TLS, and nothing is sent without it: check GT_SMTP_URL"
        return CheckResult("mail server", False, words)
    except smtplib.SMTPResponseException as error:
        words = f"{name} refused the connection (status {error.smtp_code})"
        if isinstance(error, smtplib.SMTPAuthenticationError):
            advice = "check the user and password in GT_SMTP_URL"
            words = f"{name} refused our sign-in ({error.smtp_code}): {advice}"
        return CheckResult("mail server", False, words)
    except smtplib.SMTPException:
        words = f"{name} does not answer like a mail server: check GT_SMTP_URL"
        return CheckResult("mail server", False, words)
    except OSError as error:
        return CheckResult("mail server", False, f"{name} cannot be reached: {_silent(error).why}")
    return CheckResult("mail server", True, f"{name} answers")


def _pages(address: str) -> CheckResult:
    answer = _ask(f"{address}/healthz")
    if answer.is_silence:
        words = f"nothing answers at {address} yet; start it with: serve"
        return CheckResult("pages", True, words)
    if answer.why:
        return CheckResult("pages", False, f"browsers cannot reach {address}: {answer.why}")
    if answer.status != 200 or _read(answer).get("live") is not True:
        what = f"something else answers at {address} (status {answer.status})"
        return CheckResult("pages", False, f"{what}: check GT_PUBLIC_URL")
    return CheckResult("pages", True, f"{address} answers")


def _keys(address: str) -> CheckResult:
    answer = _ask(address)
    if answer.why:
        return CheckResult("token keys", False, f"{address} cannot be reached: {answer.why}")
    if not isinstance(_read(answer).get("jwks_uri"), str):
        words = f"{address} does not say where the keys are: check GT_OPENID_METADATA_URL"
        return CheckResult("token keys", False, words)
    return CheckResult("token keys", True, f"{_host(address)} answers")


def _service(name: str, address: str) -> CheckResult:
    """Say whether anything answers there, whatever the answer."""
    answer = _ask(address)
    if answer.why:
        return CheckResult(name, False, f"{_host(address)} cannot be reached: {answer.why}")
    return CheckResult(name, True, f"{_host(address)} answers")


def _ask(address: str) -> _Answer:
    try:
        with _OPENER.open(address, timeout=SECONDS) as answer:
            return _Answer(answer.status, answer.read(_MOST))
    except HTTPError as error:  # an answer, too
        return _Answer(error.code)
    except URLError as error:
        return _silent(error.reason)
    except (OSError, HTTPException) as error:
        return _silent(error)


def _silent(reason: object) -> _Answer:
    """Return why there was no answer, in words; a port on which nothing listens is silence."""
    if isinstance(reason, gaierror):
        return _Answer(why="the name cannot be found")
    if isinstance(reason, ssl.SSLError):
        return _Answer(why="its certificate is not trusted")
    if isinstance(reason, TimeoutError):
        return _Answer(why=f"no answer within {SECONDS} seconds")
    return _Answer(
        why="nothing is listening there", is_silence=isinstance(reason, ConnectionRefusedError)
    )


def _read(answer: _Answer) -> dict[str, object]:
    try:
        found = json.loads(answer.content)
    except ValueError:
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
