"""What `check` tries over the network: our own pages, Microsoft's services and the mail server.

Nothing is sent but a request for a public page and a sign-in to the mail server. What cannot be
tried before the program serves is reported as such, not as a fault.
"""

import asyncio
import json
import smtplib
import socket
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import cast
from urllib.parse import urlsplit

import aiohttp

from bot.console.program import CheckResult
from bot.network import Network, OutgoingProxy, certificates_in
from bot.network.sessions import open_session, read_up_to
from bot.network.silence import was_refused, why_no_answer
from bot.settings import Settings
from bot.smtp_server import NotSecure, SmtpServer, open_smtp

SECONDS = 5
_MOST = 100_000  # bytes of an answer
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
    network = settings.network
    if network.ca_file:
        yield _authorities(network.ca_file, datetime.now(UTC))
    if network.proxy:
        yield _proxy(network.proxy)
    yield _pages(settings.public_url.rstrip("/"), network)
    if settings.tokens_required:
        yield _keys(settings.metadata_url, network)
    if settings.token_url or not settings.is_local:
        yield _service("tokens", settings.token_url or _TOKENS, network)
    if not settings.is_local:
        # only the first: the others are clouds of other countries
        first = min(settings.hosts, key=settings.connector_hosts.lower().index)
        yield _service("connector", f"https://{first}/", network)
    if settings.smtp_server is not None:
        yield _mail_server(settings.smtp_server, network)
    if settings.notify_api_key.get_secret_value():
        yield _service("notify", _NOTIFY, network)


def _authorities(file: str, now: datetime) -> CheckResult:
    """Say until when the certificate authorities of `GT_CA_FILE` are good."""
    ends = [one.not_valid_after_utc for one in certificates_in(file)]
    over = sum(end <= now for end in ends)
    if over:
        words = f"{over} of the {len(ends)} in {file} have ended: ask for the new ones"
        return CheckResult("certificate authorities", False, words)
    words = f"{len(ends)} in {file}, good until {min(ends):%Y-%m-%d}"
    return CheckResult("certificate authorities", True, words)


def _proxy(proxy: OutgoingProxy) -> CheckResult:
    try:
        socket.create_connection((proxy.host, proxy.port), SECONDS).close()
    except OSError:
        words = f"{proxy.name} cannot be reached: check GT_OUTGOING_PROXY"
        return CheckResult("outgoing proxy", False, words)
    return CheckResult("outgoing proxy", True, f"{proxy.name} answers")


def _mail_server(server: SmtpServer, network: Network) -> CheckResult:
    """Say whether the mail server would accept mail from us; nothing is sent."""
    name = f"{server.host}:{server.port}"
    try:
        open_smtp(server, network, SECONDS).close()
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
        why = why_no_answer(error, network)
        return CheckResult("mail server", False, f"{name} cannot be reached: {why}")
    return CheckResult("mail server", True, f"{name} answers")


def _pages(address: str, network: Network) -> CheckResult:
    answer = _ask(f"{address}/healthz", network)
    if answer.is_silence:
        words = f"nothing answers at {address} yet; start it with: serve"
        return CheckResult("pages", True, words)
    if answer.why:
        return CheckResult("pages", False, f"browsers cannot reach {address}: {answer.why}")
    if answer.status != 200 or _read(answer).get("live") is not True:
        what = f"something else answers at {address} (status {answer.status})"
        return CheckResult("pages", False, f"{what}: check GT_PUBLIC_URL")
    return CheckResult("pages", True, f"{address} answers")


def _keys(address: str, network: Network) -> CheckResult:
    answer = _ask(address, network)
    if answer.why:
        return CheckResult("token keys", False, f"{address} cannot be reached: {answer.why}")
    if not isinstance(_read(answer).get("jwks_uri"), str):
        words = f"{address} does not say where the keys are: check GT_OPENID_METADATA_URL"
        return CheckResult("token keys", False, words)
    return CheckResult("token keys", True, f"{_host(address)} answers")


def _service(name: str, address: str, network: Network) -> CheckResult:
    """Say whether anything answers there, whatever the answer."""
    answer = _ask(address, network)
    if answer.why:
        return CheckResult(name, False, f"{_host(address)} cannot be reached: {answer.why}")
    return CheckResult(name, True, f"{_host(address)} answers")


def _ask(address: str, network: Network) -> _Answer:
    """Ask as the bot itself does, by the same way out."""

    async def ask() -> _Answer:
        limit = aiohttp.ClientTimeout(total=SECONDS)
        async with open_session(network) as session, session.get(address, timeout=limit) as answer:
            return _Answer(answer.status, await read_up_to(answer.content, _MOST))

    try:
        return asyncio.run(ask())
    except (aiohttp.ClientError, OSError) as problem:
        return _Answer(why=why_no_answer(problem, network), is_silence=was_refused(problem))


def _read(answer: _Answer) -> dict[str, object]:
    try:
        found = json.loads(answer.content)
    except ValueError:
        return {}
    return cast("dict[str, object]", found) if isinstance(found, dict) else {}


def _host(address: str) -> str:
    return urlsplit(address).hostname or address
