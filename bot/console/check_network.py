"""What `check` tries over the network: whether browsers find our pages, and whether we find Microsoft and e-mail.

Nothing is sent but a request for a public page and a sign-in to the mail server; what cannot be tried before the
program serves is said, not blamed.
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
    """What came of asking: a status and what was said, or why nobody said anything."""

    status: int = 0
    content: bytes = b""
    why: str = ""
    is_silence: bool = False


def reachability(settings: Settings) -> Iterator[CheckResult]:
    """Try what this installation needs to reach; a local one that takes calls without tokens needs nobody."""
    yield _pages(settings.public_url.rstrip("/"))
    if settings.tokens_required:
        yield _keys(settings.metadata_url)
    if settings.token_url or not settings.is_local:
        yield _somebody("tokens", settings.token_url or _TOKENS)
    if not settings.is_local:
        first = min(
            settings.hosts, key=settings.connector_hosts.lower().index
        )  # the others are other countries' clouds
        yield _somebody("connector", f"https://{first}/")
    if settings.smtp_server is not None:
        yield _mail_server(settings.smtp_server)
    if settings.notify_api_key.get_secret_value():
        yield _somebody("notify", _NOTIFY)


def _mail_server(server: SmtpServer) -> CheckResult:
    """Say whether the mail server would take something from us; it is given nothing."""
    name = f"{server.host}:{server.port}"
    try:
        open_smtp(server, SECONDS).close()
    except NotSecure:
        return CheckResult(
            "mail server",
            False,
            f"{name} offers no TLS, and nothing is sent without: see GT_SMTP_URL",
        )
    except smtplib.SMTPResponseException as error:
        words = f"{name} does not take our sign-in ({error.smtp_code}): see the user and password of GT_SMTP_URL"
        refused = isinstance(error, smtplib.SMTPAuthenticationError)
        return CheckResult(
            "mail server",
            False,
            words if refused else f"{name} refuses us (status {error.smtp_code})",
        )
    except smtplib.SMTPException:
        return CheckResult(
            "mail server", False, f"{name} does not answer as a mail server does: see GT_SMTP_URL"
        )
    except OSError as error:
        return CheckResult("mail server", False, f"{name} cannot be reached: {_silent(error).why}")
    return CheckResult("mail server", True, f"{name} answers")


def _pages(address: str) -> CheckResult:
    answer = _ask(f"{address}/healthz")
    if answer.is_silence:
        return CheckResult(
            "pages", True, f"nothing answers at {address} yet; it starts with: serve"
        )
    if answer.why:
        return CheckResult("pages", False, f"browsers cannot reach {address}: {answer.why}")
    if answer.status != 200 or _read(answer).get("live") is not True:
        words = f"something else answers at {address} (status {answer.status}): see where GT_PUBLIC_URL leads"
        return CheckResult("pages", False, words)
    return CheckResult("pages", True, f"{address} answers")


def _keys(address: str) -> CheckResult:
    answer = _ask(address)
    if answer.why:
        return CheckResult("token keys", False, f"{address} cannot be reached: {answer.why}")
    if not isinstance(_read(answer).get("jwks_uri"), str):
        return CheckResult(
            "token keys",
            False,
            f"{address} does not say where the keys are: see GT_OPENID_METADATA_URL",
        )
    return CheckResult("token keys", True, f"{_host(address)} answers")


def _somebody(name: str, address: str) -> CheckResult:
    """Say whether anybody answers there, whatever the answer."""
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
    """Return why nobody answered, in words; a port at which nobody listens is silence."""
    if isinstance(reason, gaierror):
        return _Answer(why="no such name is known here")
    if isinstance(reason, ssl.SSLError):
        return _Answer(why="its certificate is not one that we trust")
    if isinstance(reason, TimeoutError):
        return _Answer(why=f"no answer within {SECONDS} seconds")
    return _Answer(
        why="nobody listens there", is_silence=isinstance(reason, ConnectionRefusedError)
    )


def _read(answer: _Answer) -> dict[str, object]:
    try:
        found = json.loads(answer.content)
    except ValueError:
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
